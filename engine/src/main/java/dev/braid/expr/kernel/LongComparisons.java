package dev.braid.expr.kernel;

import dev.braid.vector.BoolColumn;
import dev.braid.vector.Column;
import dev.braid.vector.LongColumn;
import org.jspecify.annotations.Nullable;

/// Comparisons of columns of longs.
public final class LongComparisons {
  private LongComparisons() {}

  public static Column compare(
      Comparison comparison, Column left, Column right, int size, long @Nullable [] validity) {
    long[] a = ((LongColumn) left).values();
    long[] b = ((LongColumn) right).values();
    boolean[] result = new boolean[size];
    switch (comparison) {
      case EQUAL -> equal(a, b, result);
      case NOT_EQUAL -> notEqual(a, b, result);
      case LESS -> less(a, b, result);
      case LESS_OR_EQUAL -> lessOrEqual(a, b, result);
      case GREATER -> less(b, a, result);
      case GREATER_OR_EQUAL -> lessOrEqual(b, a, result);
    }
    return new BoolColumn(result, size, validity);
  }

  private static void equal(long[] left, long[] right, boolean[] result) {
    for (int i = 0; i < result.length; i++) {
      result[i] = left[i] == right[i];
    }
  }

  private static void notEqual(long[] left, long[] right, boolean[] result) {
    for (int i = 0; i < result.length; i++) {
      result[i] = left[i] != right[i];
    }
  }

  private static void less(long[] left, long[] right, boolean[] result) {
    for (int i = 0; i < result.length; i++) {
      result[i] = left[i] < right[i];
    }
  }

  private static void lessOrEqual(long[] left, long[] right, boolean[] result) {
    for (int i = 0; i < result.length; i++) {
      result[i] = left[i] <= right[i];
    }
  }
}
