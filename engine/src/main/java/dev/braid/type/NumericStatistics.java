package dev.braid.type;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/// Averages and variances over numerics and integers, from exact sums.
public final class NumericStatistics {
  private NumericStatistics() {}

  /// `avg(numeric)` and `avg` of integers: null without values.
  public static @Nullable Numeric average(long count, Numeric sum) {
    return count == 0 ? null : sum.divide(Numeric.of(count));
  }

  /// `var_samp`; null for fewer than two values.
  ///
  /// @param sum the values' sum, NaN or infinite where one of them is; its scale is the greatest of
  ///   theirs
  /// @param squares the sum of the values' squares, with twice that scale
  public static @Nullable Numeric varSamp(long count, Numeric sum, Numeric squares) {
    return deviation(count, sum, squares, true, false);
  }

  /// `var_pop`; null without values.
  public static @Nullable Numeric varPop(long count, Numeric sum, Numeric squares) {
    return deviation(count, sum, squares, false, false);
  }

  public static @Nullable Numeric stddevSamp(long count, Numeric sum, Numeric squares) {
    return deviation(count, sum, squares, true, true);
  }

  public static @Nullable Numeric stddevPop(long count, Numeric sum, Numeric squares) {
    return deviation(count, sum, squares, false, true);
  }

  private static @Nullable Numeric deviation(
      long count, Numeric sum, Numeric squares, boolean sample, boolean root) {
    if (count < (sample ? 2 : 1)) {
      return null;
    }
    if (!sum.isFinite() || !squares.isFinite()) {
      return Numeric.NAN;
    }
    BigDecimal n = BigDecimal.valueOf(count);
    BigDecimal x = sum.toBigDecimal();
    BigDecimal numerator = n.multiply(squares.toBigDecimal()).subtract(x.multiply(x));
    if (numerator.signum() <= 0) {
      return Numeric.ZERO;
    }
    BigDecimal denominator = n.multiply(sample ? n.subtract(BigDecimal.ONE) : n);
    int scale = NumericDivision.quotientScale(numerator, denominator);
    BigDecimal variance = numerator.divide(denominator, scale, RoundingMode.HALF_UP);
    return Numeric.of(root ? NumericRoots.sqrt(variance, scale) : variance);
  }
}
