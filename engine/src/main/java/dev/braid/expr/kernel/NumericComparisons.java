package dev.braid.expr.kernel;

import dev.braid.vector.BoolColumn;
import dev.braid.vector.Column;
import dev.braid.vector.NumericColumn;
import org.jspecify.annotations.Nullable;

/// Comparisons of numerics by value.
public final class NumericComparisons {
  private NumericComparisons() {}

  public static Column compare(
      Comparison comparison, Column left, Column right, int size, long @Nullable [] validity) {
    NumericColumn a = (NumericColumn) left;
    NumericColumn b = (NumericColumn) right;
    boolean[] result = new boolean[size];
    long[] aLongs = NumericArithmetic.rescaled(a, Math.max(a.scale(), b.scale()), size);
    long[] bLongs = NumericArithmetic.rescaled(b, Math.max(a.scale(), b.scale()), size);
    if (aLongs != null && bLongs != null) {
      compare(comparison, aLongs, bLongs, result);
    } else {
      for (int i = 0; i < size; i++) {
        if (validity == null || (validity[i >> 6] >>> i & 1) != 0) {
          result[i] = comparison.holds(a.getNumeric(i).compareTo(b.getNumeric(i)));
        }
      }
    }
    return new BoolColumn(result, size, validity);
  }

  private static void compare(Comparison comparison, long[] a, long[] b, boolean[] result) {
    switch (comparison) {
      case EQUAL -> {
        for (int i = 0; i < result.length; i++) {
          result[i] = a[i] == b[i];
        }
      }
      case NOT_EQUAL -> {
        for (int i = 0; i < result.length; i++) {
          result[i] = a[i] != b[i];
        }
      }
      case LESS -> {
        for (int i = 0; i < result.length; i++) {
          result[i] = a[i] < b[i];
        }
      }
      case LESS_OR_EQUAL -> {
        for (int i = 0; i < result.length; i++) {
          result[i] = a[i] <= b[i];
        }
      }
      case GREATER -> compare(Comparison.LESS, b, a, result);
      case GREATER_OR_EQUAL -> compare(Comparison.LESS_OR_EQUAL, b, a, result);
    }
  }
}
