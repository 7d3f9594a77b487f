package dev.braid.type;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// Logarithms of numerics and the scales they are shown with.
final class NumericLogarithms {
  private static final BigDecimal NEAR_ONE_LOW = new BigDecimal("0.9");
  private static final BigDecimal NEAR_ONE_HIGH = new BigDecimal("1.1");
  private static final double LN_10 = 2.302585092994046;

  private NumericLogarithms() {}

  static Numeric ln(Numeric x) {
    if (x.isNaN()) {
      return x;
    }
    requirePositive(x);
    if (x.isInfinite()) {
      return x;
    }
    BigDecimal value = x.toBigDecimal();
    int scale = NumericDivision.MIN_SIGNIFICANT_DIGITS - weightOfLn(value);
    return Numeric.of(Series.ln(value, NumericDivision.clampScale(Math.max(scale, value.scale()))));
  }

  private static void requirePositive(Numeric x) {
    if (x.signum() <= 0) {
      throw NumberErrors.logarithm(x.signum());
    }
  }

  static Numeric log(Numeric base, Numeric x) {
    if (base.isNaN() || x.isNaN()) {
      return Numeric.NAN;
    }
    if (!base.isFinite() || !x.isFinite()) {
      return logOfInfinity(base, x);
    }
    requirePositive(base);
    requirePositive(x);
    BigDecimal b = base.toBigDecimal();
    BigDecimal value = x.toBigDecimal();
    int baseWeight = weightOfLn(b);
    int weight = weightOfLn(value);
    int resultWeight = weight - baseWeight;
    int scale =
        NumericDivision.clampScale(
            Math.max(
                NumericDivision.MIN_SIGNIFICANT_DIGITS - resultWeight,
                Math.max(b.scale(), value.scale())));
    BigDecimal lnBase = Series.ln(b, Math.max(0, scale + resultWeight - baseWeight + 8));
    BigDecimal lnValue = Series.ln(value, Math.max(0, scale + resultWeight - weight + 8));
    if (lnBase.signum() == 0) {
      throw NumberErrors.divisionByZero();
    }
    return Numeric.of(lnValue.divide(lnBase, scale, RoundingMode.HALF_UP));
  }

  private static Numeric logOfInfinity(Numeric base, Numeric x) {
    if (base.signum() < 0 || x.signum() < 0) {
      throw NumberErrors.logarithm(-1);
    }
    requirePositive(base);
    requirePositive(x);
    if (base.isInfinite()) {
      return x.isInfinite() ? Numeric.NAN : Numeric.ZERO;
    }
    return x;
  }

  /// The power of ten of the leading digit of ln(x), roughly.
  static int weightOfLn(BigDecimal x) {
    if (x.signum() <= 0) {
      return 0;
    }
    if (x.compareTo(NEAR_ONE_LOW) >= 0 && x.compareTo(NEAR_ONE_HIGH) <= 0) {
      BigDecimal distance = x.subtract(BigDecimal.ONE);
      return distance.signum() == 0
          ? 0
          : NumericDivision.groupWeight(distance) * NumericDivision.GROUP
              + (int) Math.log10(NumericDivision.leadingGroup(distance));
    }
    long groups = NumericDivision.leadingGroups(x, 2);
    int power = (NumericDivision.groupWeight(x) - 1) * NumericDivision.GROUP;
    return (int) Math.log10(Math.abs(Math.log((double) groups) + power * LN_10));
  }
}
