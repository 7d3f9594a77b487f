package dev.braid.expr.kernel;

import dev.braid.type.Floats;
import dev.braid.vector.BoolColumn;
import dev.braid.vector.Column;
import dev.braid.vector.DoubleColumn;
import org.jspecify.annotations.Nullable;

/// Comparisons of columns of doubles in PostgreSQL's order: NaN equals itself and is greater than
/// all numbers.
public final class DoubleComparisons {
  private DoubleComparisons() {}

  public static Column compare(
      Comparison comparison, Column left, Column right, int size, long @Nullable [] validity) {
    double[] a = ((DoubleColumn) left).values();
    double[] b = ((DoubleColumn) right).values();
    boolean[] result = new boolean[size];
    switch (comparison) {
      case EQUAL -> equal(a, b, result);
      case NOT_EQUAL -> {
        equal(a, b, result);
        for (int i = 0; i < size; i++) {
          result[i] = !result[i];
        }
      }
      case LESS -> less(a, b, result);
      case LESS_OR_EQUAL -> lessOrEqual(a, b, result);
      case GREATER -> less(b, a, result);
      case GREATER_OR_EQUAL -> lessOrEqual(b, a, result);
    }
    return new BoolColumn(result, size, validity);
  }

  private static void equal(double[] left, double[] right, boolean[] result) {
    for (int i = 0; i < result.length; i++) {
      double a = left[i];
      double b = right[i];
      result[i] = a == b || Double.isNaN(a) && Double.isNaN(b);
    }
  }

  private static void less(double[] left, double[] right, boolean[] result) {
    for (int i = 0; i < result.length; i++) {
      double a = left[i];
      double b = right[i];
      result[i] = a < b || Double.isNaN(b) && !Double.isNaN(a);
    }
  }

  private static void lessOrEqual(double[] left, double[] right, boolean[] result) {
    for (int i = 0; i < result.length; i++) {
      result[i] = Floats.compare(left[i], right[i]) <= 0;
    }
  }
}
