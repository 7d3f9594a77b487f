package dev.braid.type;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/// Square roots of numerics, rounded exactly.
final class NumericRoots {
  private NumericRoots() {}

  static Numeric sqrt(Numeric number) {
    if (number.isNaN()) {
      return number;
    }
    if (number.signum() < 0) {
      throw NumberErrors.squareRoot();
    }
    if (number.isInfinite()) {
      return number;
    }
    BigDecimal value = number.toBigDecimal();
    int weight = NumericDivision.groupWeight(value);
    int rootWeight = (weight + 1) * NumericDivision.GROUP / 2 - 1;
    int scale = Math.max(NumericDivision.MIN_SIGNIFICANT_DIGITS - rootWeight, value.scale());
    return Numeric.of(sqrt(value, NumericDivision.clampScale(scale)));
  }

  /// Rounded half up to `scale` digits: the integer root of value * 100^(scale + 1), whose last
  /// digit decides.
  static BigDecimal sqrt(BigDecimal value, int scale) {
    int working = scale + 1;
    BigInteger radicand = value.scaleByPowerOfTen(2 * working).toBigInteger();
    return new BigDecimal(radicand.sqrt(), working).setScale(scale, RoundingMode.HALF_UP);
  }
}
