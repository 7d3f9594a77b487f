package dev.braid.type;

/// double precision and real: text, arithmetic that fails on overflow and underflow, order, casts.
///
/// The overloads for `float` calculate in single precision, as real's operators do; a real and a
/// double precision together are calculated as `double`, in Java as in PostgreSQL.
public final class Floats {
  private Floats() {}

  /// The shortest text that reads back as the same number.
  public static String toText(double value) {
    return FloatText.of(value);
  }

  public static String toText(float value) {
    return FloatText.of(value);
  }

  public static double parseFloat8(String text) {
    return FloatParser.parseFloat8(text);
  }

  public static float parseFloat4(String text) {
    return FloatParser.parseFloat4(text);
  }

  /// NaN equals NaN and is the greatest; -0 equals 0.
  public static int compare(double left, double right) {
    if (left < right) {
      return -1;
    }
    if (left > right) {
      return 1;
    }
    return left == right ? 0 : Boolean.compare(Double.isNaN(left), Double.isNaN(right));
  }

  /// Equal numbers hash equally: -0 as 0, all NaNs alike.
  public static int hash(double value) {
    return value == 0 ? 0 : Double.hashCode(value);
  }

  public static double add(double left, double right) {
    double result = left + right;
    if (Double.isInfinite(result) && !Double.isInfinite(left) && !Double.isInfinite(right)) {
      throw FloatMath.overflow();
    }
    return result;
  }

  public static double subtract(double left, double right) {
    double result = left - right;
    if (Double.isInfinite(result) && !Double.isInfinite(left) && !Double.isInfinite(right)) {
      throw FloatMath.overflow();
    }
    return result;
  }

  public static double multiply(double left, double right) {
    double result = left * right;
    if (Double.isInfinite(result) && !Double.isInfinite(left) && !Double.isInfinite(right)) {
      throw FloatMath.overflow();
    }
    if (result == 0 && left != 0 && right != 0) {
      throw FloatMath.underflow();
    }
    return result;
  }

  public static double divide(double left, double right) {
    if (right == 0 && !Double.isNaN(left)) {
      throw NumberErrors.divisionByZero();
    }
    double result = left / right;
    if (Double.isInfinite(result) && !Double.isInfinite(left)) {
      throw FloatMath.overflow();
    }
    if (result == 0 && left != 0 && !Double.isInfinite(right)) {
      throw FloatMath.underflow();
    }
    return result;
  }

  public static float add(float left, float right) {
    float result = left + right;
    if (Float.isInfinite(result) && !Float.isInfinite(left) && !Float.isInfinite(right)) {
      throw FloatMath.overflow();
    }
    return result;
  }

  public static float subtract(float left, float right) {
    float result = left - right;
    if (Float.isInfinite(result) && !Float.isInfinite(left) && !Float.isInfinite(right)) {
      throw FloatMath.overflow();
    }
    return result;
  }

  public static float multiply(float left, float right) {
    float result = left * right;
    if (Float.isInfinite(result) && !Float.isInfinite(left) && !Float.isInfinite(right)) {
      throw FloatMath.overflow();
    }
    if (result == 0 && left != 0 && right != 0) {
      throw FloatMath.underflow();
    }
    return result;
  }

  public static float divide(float left, float right) {
    if (right == 0 && !Float.isNaN(left)) {
      throw NumberErrors.divisionByZero();
    }
    float result = left / right;
    if (Float.isInfinite(result) && !Float.isInfinite(left)) {
      throw FloatMath.overflow();
    }
    if (result == 0 && left != 0 && !Float.isInfinite(right)) {
      throw FloatMath.underflow();
    }
    return result;
  }

  /// The cast to real.
  public static float toFloat4(double value) {
    float result = (float) value;
    if (Float.isInfinite(result) && !Double.isInfinite(value)) {
      throw FloatMath.overflow();
    }
    if (result == 0 && value != 0) {
      throw FloatMath.underflow();
    }
    return result;
  }

  /// The cast to smallint: half to even.
  public static int toInt2(double value) {
    double rounded = Math.rint(value);
    if (!(rounded >= Short.MIN_VALUE && rounded <= Short.MAX_VALUE)) {
      throw NumberErrors.outOfRange("smallint");
    }
    return (int) rounded;
  }

  public static int toInt4(double value) {
    double rounded = Math.rint(value);
    if (!(rounded >= Integer.MIN_VALUE && rounded <= Integer.MAX_VALUE)) {
      throw NumberErrors.outOfRange("integer");
    }
    return (int) rounded;
  }

  /// Of a real too.
  public static long toInt8(double value) {
    double rounded = Math.rint(value);
    if (!(rounded >= -0x1p63 && rounded < 0x1p63)) {
      throw NumberErrors.outOfRange("bigint");
    }
    return (long) rounded;
  }

  /// 2201F for a negative number.
  public static double sqrt(double value) {
    if (value < 0) {
      throw NumberErrors.squareRoot();
    }
    return Math.sqrt(value);
  }

  /// 2201E for zero and less.
  public static double ln(double value) {
    return FloatMath.ln(value);
  }

  /// `log` and `log10`: to base 10.
  public static double log(double value) {
    return FloatMath.log10(value);
  }

  public static double exp(double value) {
    return FloatMath.exp(value);
  }

  public static double power(double base, double exponent) {
    return FloatMath.power(base, exponent);
  }

  /// Half to even.
  public static double round(double value) {
    return Math.rint(value);
  }

  public static double trunc(double value) {
    return value >= 0 ? Math.floor(value) : Math.ceil(value);
  }

  /// The function `sign`.
  public static double sign(double value) {
    return value > 0 ? 1 : value < 0 ? -1 : 0;
  }

  /// `width_bucket(operand, low, high, count)`.
  public static int widthBucket(double operand, double low, double high, int count) {
    return FloatMath.widthBucket(operand, low, high, count);
  }
}
