package dev.braid.expr.kernel;

import dev.braid.vector.BoolColumn;
import dev.braid.vector.Column;
import dev.braid.vector.IntColumn;
import org.jspecify.annotations.Nullable;

/// Comparisons of columns of ints.
public final class IntComparisons {
  private IntComparisons() {}

  public static Column compare(
      Comparison comparison, Column left, Column right, int size, long @Nullable [] validity) {
    int[] a = ((IntColumn) left).values();
    int[] b = ((IntColumn) right).values();
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

  private static void equal(int[] left, int[] right, boolean[] result) {
    for (int i = 0; i < result.length; i++) {
      result[i] = left[i] == right[i];
    }
  }

  private static void notEqual(int[] left, int[] right, boolean[] result) {
    for (int i = 0; i < result.length; i++) {
      result[i] = left[i] != right[i];
    }
  }

  private static void less(int[] left, int[] right, boolean[] result) {
    for (int i = 0; i < result.length; i++) {
      result[i] = left[i] < right[i];
    }
  }

  private static void lessOrEqual(int[] left, int[] right, boolean[] result) {
    for (int i = 0; i < result.length; i++) {
      result[i] = left[i] <= right[i];
    }
  }
}
