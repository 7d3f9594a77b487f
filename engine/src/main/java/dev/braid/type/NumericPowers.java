package dev.braid.type;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/// Exponentials and powers of numerics.
///
/// The scale of a result follows from an estimate of its size in floating point, so the estimates
/// are made from the same digits as PostgreSQL's.
final class NumericPowers {
  private static final double LOG10_E = 0.434294481903252;

  /// Decimal digits before and after the point that exp and power work with.
  private static final int MAX_RESULT_DIGITS = 2 * NumericDivision.MAX_DISPLAY_SCALE;

  private NumericPowers() {}

  static Numeric exp(Numeric x) {
    if (!x.isFinite()) {
      return x.signum() < 0 ? Numeric.ZERO : x;
    }
    BigDecimal value = x.toBigDecimal();
    double weight =
        Math.clamp(value.doubleValue() * LOG10_E, -MAX_RESULT_DIGITS, MAX_RESULT_DIGITS);
    int scale = NumericDivision.MIN_SIGNIFICANT_DIGITS - (int) weight;
    return Numeric.of(exp(value, NumericDivision.clampScale(Math.max(scale, value.scale()))));
  }

  private static BigDecimal exp(BigDecimal x, int scale) {
    double estimate = x.doubleValue();
    if (Math.abs(estimate) >= MAX_RESULT_DIGITS * 3) {
      if (estimate > 0) {
        throw NumberErrors.numericOverflow();
      }
      return BigDecimal.valueOf(0, scale);
    }
    return Series.exp(x, scale, (int) (estimate * LOG10_E) + 1);
  }

  static Numeric power(Numeric base, Numeric exponent) {
    if (base.isNaN()) {
      return isZero(exponent) ? Numeric.ONE : base;
    }
    if (exponent.isNaN()) {
      return base.equals(Numeric.ONE) ? Numeric.ONE : exponent;
    }
    if (base.signum() == 0 && exponent.signum() < 0) {
      throw NumberErrors.zeroToNegativePower();
    }
    if (base.signum() < 0 && !isInteger(exponent)) {
      throw NumberErrors.complexPower();
    }
    return base.isFinite() && exponent.isFinite()
        ? Numeric.of(power(base.toBigDecimal(), exponent.toBigDecimal()))
        : powerOfInfinity(base, exponent);
  }

  private static boolean isZero(Numeric x) {
    return x.isFinite() && x.signum() == 0;
  }

  private static boolean isInteger(Numeric x) {
    return !x.isFinite() || isInteger(x.toBigDecimal());
  }

  private static boolean isInteger(BigDecimal x) {
    return x.signum() == 0 || x.scale() == 0 || x.stripTrailingZeros().scale() <= 0;
  }

  private static boolean isOdd(BigDecimal x) {
    return x.toBigInteger().testBit(0);
  }

  private static Numeric powerOfInfinity(Numeric base, Numeric exponent) {
    if (base.equals(Numeric.ONE) || isZero(exponent)) {
      return Numeric.ONE;
    }
    if (base.signum() == 0) {
      return Numeric.ZERO;
    }
    boolean up = exponent.signum() > 0;
    if (exponent.isInfinite()) {
      int size = base.abs().compareTo(Numeric.ONE);
      return size == 0 ? Numeric.ONE : size > 0 == up ? Numeric.INFINITY : Numeric.ZERO;
    }
    if (!up) {
      return Numeric.ZERO;
    }
    return base.signum() < 0 && isOdd(exponent.toBigDecimal())
        ? Numeric.NEGATIVE_INFINITY
        : Numeric.INFINITY;
  }

  private static BigDecimal power(BigDecimal base, BigDecimal exponent) {
    if (isInteger(exponent)) {
      BigInteger integer = exponent.toBigInteger();
      if (integer.bitLength() <= 31) {
        return integerPower(base, integer.intValue(), exponent.scale());
      }
    }
    if (base.signum() == 0) {
      return BigDecimal.valueOf(0, NumericDivision.MIN_SIGNIFICANT_DIGITS);
    }
    boolean negative = base.signum() < 0 && isOdd(exponent);
    BigDecimal magnitude = base.abs();
    int lnWeight = NumericLogarithms.weightOfLn(magnitude);
    int roughScale = NumericDivision.clampScale(8 - lnWeight);
    double estimate =
        Series.ln(magnitude, roughScale)
            .multiply(exponent)
            .setScale(roughScale, RoundingMode.HALF_UP)
            .doubleValue();
    if (Math.abs(estimate) > MAX_RESULT_DIGITS * 3.01) {
      if (estimate > 0) {
        throw NumberErrors.numericOverflow();
      }
      return BigDecimal.valueOf(0, NumericDivision.MAX_DISPLAY_SCALE);
    }
    int weight = (int) (estimate * LOG10_E);
    int scale = scale(weight, base, exponent.scale());
    int lnScale = Math.max(0, Math.max(0, scale + weight) - lnWeight + 8);
    BigDecimal product =
        Series.ln(magnitude, lnScale).multiply(exponent).setScale(lnScale, RoundingMode.HALF_UP);
    BigDecimal result = exp(product, scale);
    return negative ? result.negate() : result;
  }

  private static int scale(int weight, BigDecimal base, int exponentScale) {
    return NumericDivision.clampScale(
        Math.max(
            NumericDivision.MIN_SIGNIFICANT_DIGITS - weight,
            Math.max(base.scale(), exponentScale)));
  }

  private static BigDecimal integerPower(BigDecimal base, int exponent, int exponentScale) {
    double estimate = exponent * log10(base);
    if (estimate > Numeric.MAX_INTEGER_DIGITS) {
      throw NumberErrors.numericOverflow();
    }
    if (estimate + 1 < -NumericDivision.MAX_DISPLAY_SCALE) {
      return BigDecimal.valueOf(0, NumericDivision.MAX_DISPLAY_SCALE);
    }
    int scale = scale((int) estimate, base, exponentScale);
    if (exponent == 0) {
      return BigDecimal.ONE.setScale(scale);
    }
    if (base.signum() == 0) {
      return BigDecimal.valueOf(0, scale);
    }
    int digits = 1 + scale + (int) estimate + (int) Math.log(Math.abs((double) exponent)) + 16;
    MathContext context = new MathContext(Math.max(digits, 16), RoundingMode.HALF_UP);
    BigDecimal result = BigDecimal.ONE;
    BigDecimal square = base;
    for (long rest = Math.abs((long) exponent); ; square = square.multiply(square, context)) {
      if ((rest & 1) != 0) {
        result = result.multiply(square, context);
      }
      rest >>= 1;
      if (rest == 0) {
        break;
      }
    }
    return exponent < 0
        ? BigDecimal.ONE.divide(result, scale, RoundingMode.HALF_UP)
        : result.setScale(scale, RoundingMode.HALF_UP);
  }

  /// From the first four groups of digits; 0 for zero.
  private static double log10(BigDecimal base) {
    if (base.signum() == 0) {
      return 0;
    }
    int power = (NumericDivision.groupWeight(base) - 3) * NumericDivision.GROUP;
    return Math.log10((double) NumericDivision.leadingGroups(base, 4)) + power;
  }
}
