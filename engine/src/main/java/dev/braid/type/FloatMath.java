package dev.braid.type;

import dev.braid.error.BraidException;

/// Functions over double precision, with the cases that are errors.
///
/// The results are those of `Math`, within one unit in the last place of the true ones, as are
/// those of the C library that a server uses; the last digit is not always the same. Of 100,000
/// random arguments glibc 2.36 has another last digit for 0.25 % with `exp`, 0.05 % with `ln`, 0.1
/// % with `power` and 0.04 % with `log`, some of them because its own results are not the nearest
/// ones. The hyperbolic functions and `cbrt` differ for up to half of the arguments, since neither
/// library is near enough there, and are not supported therefore; `sin` and its kin are computed
/// more exactly than `Math` does ([Trigonometry]).
final class FloatMath {
  /// log10(2) in its leading 32 bits, so that multiples by an exponent are exact, and the rest.
  private static final double LOG10_2_HIGH = 0x1.34413509f6p-2;

  private static final double LOG10_2_LOW = 0x1.9fef311f12b36p-42;
  private static final double LOG10_E = 0x1.bcb7b1526e50ep-2;

  private FloatMath() {}

  static BraidException overflow() {
    return NumberErrors.range("value out of range: overflow");
  }

  static BraidException underflow() {
    return NumberErrors.range("value out of range: underflow");
  }

  static double ln(double value) {
    requireLogarithm(value);
    return Math.log(value);
  }

  static double log10(double value) {
    requireLogarithm(value);
    if (!(value < Double.POSITIVE_INFINITY)) {
      return value;
    }
    boolean subnormal = value < Double.MIN_NORMAL;
    double normal = subnormal ? value * 0x1p54 : value;
    int exponent = Math.getExponent(normal);
    // Where the exponent is negative the rest is below 1, so that the parts do not cancel out.
    int shift = exponent < 0 || subnormal ? exponent + 1 : exponent;
    double power = subnormal ? shift - 54 : shift;
    double rest = Math.scalb(normal, -shift);
    return power * LOG10_2_LOW + LOG10_E * Math.log(rest) + power * LOG10_2_HIGH;
  }

  private static void requireLogarithm(double value) {
    if (value <= 0) {
      throw NumberErrors.logarithm(value == 0 ? 0 : -1);
    }
  }

  static double exp(double value) {
    double result = Math.exp(value);
    if (!Double.isInfinite(value)) {
      requireInRange(result);
    }
    return result;
  }

  private static void requireInRange(double result) {
    if (Double.isInfinite(result)) {
      throw overflow();
    }
    if (result == 0) {
      throw underflow();
    }
  }

  static double power(double base, double exponent) {
    if (exponent == 0 || base == 1) {
      return 1;
    }
    if (base == 0 && exponent < 0) {
      throw NumberErrors.zeroToNegativePower();
    }
    if (base < 0 && !Double.isNaN(exponent) && Math.floor(exponent) != exponent) {
      throw NumberErrors.complexPower();
    }
    if (base == -1 && Double.isInfinite(exponent)) {
      return 1;
    }
    double result = Math.pow(base, exponent);
    if (!Double.isInfinite(base) && !Double.isInfinite(exponent) && base != 0) {
      requireInRange(result);
    }
    return result;
  }

  static int widthBucket(double operand, double low, double high, int count) {
    if (count <= 0) {
      throw NumberErrors.widthBucket("count must be greater than zero");
    }
    if (Double.isNaN(operand) || Double.isNaN(low) || Double.isNaN(high)) {
      throw NumberErrors.widthBucket("operand, lower bound, and upper bound cannot be NaN");
    }
    if (Double.isInfinite(low) || Double.isInfinite(high)) {
      throw NumberErrors.widthBucket("lower and upper bounds must be finite");
    }
    if (low == high) {
      throw NumberErrors.widthBucket("lower bound cannot equal upper bound");
    }
    if (low < high ? operand < low : operand > low) {
      return 0;
    }
    if (low < high ? operand >= high : operand <= high) {
      if (count == Integer.MAX_VALUE) {
        throw NumberErrors.outOfRange("integer");
      }
      return count + 1;
    }
    double share =
        Double.isInfinite(high - low)
            ? (operand / 2 - low / 2) / (high / 2 - low / 2)
            : low < high ? (operand - low) / (high - low) : (low - operand) / (low - high);
    return Math.min((int) (count * share), count - 1) + 1;
  }
}
