package dev.braid.type;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/// Division of numerics in its three forms, and what is built on it.
///
/// PostgreSQL keeps its digits in groups of four, aligned to the decimal point, and estimates the
/// size of a quotient from the leading groups alone. The scale of a result follows from that
/// estimate, so the groups' positions ([#groupWeight], [#leadingGroup]) have to be worked out here.
final class NumericDivision {
  static final int GROUP = 4;
  static final int MIN_SIGNIFICANT_DIGITS = 16;
  static final int MAX_DISPLAY_SCALE = 1000;

  private NumericDivision() {}

  /// The power of 10000 of the most significant group; 0 for zero.
  static int groupWeight(BigDecimal value) {
    return value.signum() == 0 ? 0 : Math.floorDiv(decimalWeight(value), GROUP);
  }

  /// The power of 10 of the most significant digit.
  static int decimalWeight(BigDecimal value) {
    return value.precision() - value.scale() - 1;
  }

  /// The most significant group, 1 to 9999; 0 for zero.
  static int leadingGroup(BigDecimal value) {
    return (int) leadingGroups(value, 1);
  }

  /// The first `count` groups as one number, filled with zeros where the number has fewer.
  static long leadingGroups(BigDecimal value, int count) {
    if (value.signum() == 0) {
      return 0;
    }
    int power = (groupWeight(value) - (count - 1)) * GROUP;
    return value.abs().scaleByPowerOfTen(-power).setScale(0, RoundingMode.DOWN).longValue();
  }

  /// At least as many digits as either operand shows, and at least 16 significant ones.
  static int quotientScale(BigDecimal dividend, BigDecimal divisor) {
    int weight = groupWeight(dividend) - groupWeight(divisor);
    if (leadingGroup(dividend) <= leadingGroup(divisor)) {
      weight--;
    }
    int scale = MIN_SIGNIFICANT_DIGITS - weight * GROUP;
    return clampScale(Math.max(scale, Math.max(dividend.scale(), divisor.scale())));
  }

  static int clampScale(int scale) {
    return Math.clamp(scale, 0, MAX_DISPLAY_SCALE);
  }

  static Numeric divide(Numeric dividend, Numeric divisor) {
    if (!dividend.isFinite() || !divisor.isFinite()) {
      return special(dividend, divisor);
    }
    BigDecimal x = dividend.toBigDecimal();
    BigDecimal y = divisor.toBigDecimal();
    if (y.signum() == 0) {
      throw NumberErrors.divisionByZero();
    }
    return Numeric.of(x.divide(y, quotientScale(x, y), RoundingMode.HALF_UP));
  }

  static Numeric truncated(Numeric dividend, Numeric divisor) {
    if (!dividend.isFinite() || !divisor.isFinite()) {
      return special(dividend, divisor);
    }
    if (divisor.signum() == 0) {
      throw NumberErrors.divisionByZero();
    }
    return Numeric.of(dividend.toBigDecimal().divide(divisor.toBigDecimal(), 0, RoundingMode.DOWN));
  }

  private static Numeric special(Numeric dividend, Numeric divisor) {
    if (dividend.isNaN() || divisor.isNaN()) {
      return Numeric.NAN;
    }
    if (!dividend.isInfinite()) {
      return Numeric.ZERO;
    }
    if (divisor.isInfinite()) {
      return Numeric.NAN;
    }
    if (divisor.signum() == 0) {
      throw NumberErrors.divisionByZero();
    }
    return divisor.signum() > 0 ? dividend : dividend.negate();
  }

  static Numeric remainder(Numeric dividend, Numeric divisor) {
    if (dividend.isNaN() || divisor.isNaN()) {
      return Numeric.NAN;
    }
    if (divisor.signum() == 0) {
      throw NumberErrors.divisionByZero();
    }
    if (dividend.isInfinite()) {
      return Numeric.NAN;
    }
    if (divisor.isInfinite()) {
      return dividend;
    }
    int scale = Math.max(dividend.scale(), divisor.scale());
    BigInteger x = dividend.toBigDecimal().setScale(scale).unscaledValue();
    BigInteger y = divisor.toBigDecimal().setScale(scale).unscaledValue();
    return Numeric.of(new BigDecimal(x.remainder(y), scale));
  }

  static int widthBucket(Numeric operand, Numeric low, Numeric high, int count) {
    if (count <= 0) {
      throw NumberErrors.widthBucket("count must be greater than zero");
    }
    if (operand.isNaN() || low.isNaN() || high.isNaN()) {
      throw NumberErrors.widthBucket("operand, lower bound, and upper bound cannot be NaN");
    }
    if (!low.isFinite() || !high.isFinite()) {
      throw NumberErrors.widthBucket("lower and upper bounds must be finite");
    }
    int direction = Integer.signum(high.compareTo(low));
    if (direction == 0) {
      throw NumberErrors.widthBucket("lower bound cannot equal upper bound");
    }
    if (operand.compareTo(low) * direction < 0) {
      return 0;
    }
    if (operand.compareTo(high) * direction >= 0) {
      if (count == Integer.MAX_VALUE) {
        throw NumberErrors.outOfRange("integer");
      }
      return count + 1;
    }
    BigDecimal from = low.toBigDecimal();
    BigDecimal span = high.toBigDecimal().subtract(from);
    return operand
            .toBigDecimal()
            .subtract(from)
            .multiply(BigDecimal.valueOf(count))
            .divide(span, 0, RoundingMode.DOWN)
            .intValue()
        + 1;
  }
}
