package dev.braid.expr.kernel;

import dev.braid.type.Floats;
import dev.braid.vector.Column;
import dev.braid.vector.DoubleColumn;
import org.jspecify.annotations.Nullable;

/// `+ - * /` over real and double precision.
///
/// The loops calculate without looking; where a result is infinite, not a number or zero, which is
/// what all errors end in, the rows are gone through again one by one.
public final class FloatArithmetic {
  private FloatArithmetic() {}

  /// Which operation.
  public enum Operation {
    ADD,
    SUBTRACT,
    MULTIPLY,
    DIVIDE
  }

  /// @param narrow whether both are real, and so is the result
  public static DoubleColumn apply(
      Operation operation,
      Column left,
      Column right,
      boolean narrow,
      int size,
      long @Nullable [] validity) {
    double[] a = ((DoubleColumn) left).values();
    double[] b = ((DoubleColumn) right).values();
    double[] result = new double[size];
    switch (operation) {
      case ADD -> add(a, b, result);
      case SUBTRACT -> subtract(a, b, result);
      case MULTIPLY -> multiply(a, b, result);
      case DIVIDE -> divide(a, b, result);
    }
    if (narrow) {
      round(result);
    }
    if (isSuspicious(result)) {
      again(operation, a, b, narrow, result, validity);
    }
    return new DoubleColumn(result, size, validity);
  }

  private static void add(double[] a, double[] b, double[] result) {
    for (int i = 0; i < result.length; i++) {
      result[i] = a[i] + b[i];
    }
  }

  private static void subtract(double[] a, double[] b, double[] result) {
    for (int i = 0; i < result.length; i++) {
      result[i] = a[i] - b[i];
    }
  }

  private static void multiply(double[] a, double[] b, double[] result) {
    for (int i = 0; i < result.length; i++) {
      result[i] = a[i] * b[i];
    }
  }

  private static void divide(double[] a, double[] b, double[] result) {
    for (int i = 0; i < result.length; i++) {
      result[i] = a[i] / b[i];
    }
  }

  /// One operation on two floats may be done in double and rounded once more: double has more than
  /// twice the digits, so that the result is the same.
  private static void round(double[] result) {
    for (int i = 0; i < result.length; i++) {
      result[i] = (float) result[i];
    }
  }

  private static boolean isSuspicious(double[] result) {
    int suspects = 0;
    for (double value : result) {
      double size = Math.abs(value);
      suspects |= size > 0 && size <= Double.MAX_VALUE ? 0 : 1;
    }
    return suspects != 0;
  }

  private static void again(
      Operation operation,
      double[] a,
      double[] b,
      boolean narrow,
      double[] result,
      long @Nullable [] validity) {
    for (int i = 0; i < result.length; i++) {
      double size = Math.abs(result[i]);
      if ((size > 0 && size <= Double.MAX_VALUE)
          || (validity != null && (validity[i >> 6] >>> i & 1) == 0)) {
        continue;
      }
      result[i] = narrow ? one(operation, (float) a[i], (float) b[i]) : one(operation, a[i], b[i]);
    }
  }

  private static double one(Operation operation, double a, double b) {
    return switch (operation) {
      case ADD -> Floats.add(a, b);
      case SUBTRACT -> Floats.subtract(a, b);
      case MULTIPLY -> Floats.multiply(a, b);
      case DIVIDE -> Floats.divide(a, b);
    };
  }

  private static double one(Operation operation, float a, float b) {
    return switch (operation) {
      case ADD -> Floats.add(a, b);
      case SUBTRACT -> Floats.subtract(a, b);
      case MULTIPLY -> Floats.multiply(a, b);
      case DIVIDE -> Floats.divide(a, b);
    };
  }
}
