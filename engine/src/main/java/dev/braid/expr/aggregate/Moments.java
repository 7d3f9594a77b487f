package dev.braid.expr.aggregate;

import java.math.BigDecimal;
import java.math.MathContext;

/// Central moments from exact sums.
final class Moments {
  private static final MathContext DIGITS = new MathContext(40);

  private Moments() {}

  /// The sum of `(a - avg(a)) * (b - avg(b))`, that is `sum(ab) - sum(a) * sum(b) / n`. The
  /// difference cancels most digits where the values are far from 0 and close together. It is
  /// calculated with twice a double's digits; where more than 30 bits of them cancel, exactly.
  ///
  /// NaN where a value is NaN or infinite; 22003 where the result or a sum is too large.
  static double centered(ExactSums a, ExactSums b, ExactSums products, int group, long n) {
    if (a.isSpecial(group) || b.isSpecial(group)) {
      return Double.NaN;
    }
    double product = products.get(group);
    double left = a.get(group);
    double right = b.get(group);
    if (Double.isInfinite(left) || Double.isInfinite(right)) {
      throw FloatErrors.overflow();
    }
    double size = Math.abs(product);
    if (size > 0x1p-800
        && size < 0x1p900
        && Math.abs(left) < 0x1p500
        && Math.abs(right) < 0x1p500) {
      double p = left * right;
      double pError = Math.fma(left, right, -p) + (left * b.error(group) + a.error(group) * right);
      double q = p / n;
      double qError = (Math.fma(-q, (double) n, p) + pError) / n;
      double difference = product - q;
      double part = difference - product;
      double error = (product - (difference - part)) + (-q - part);
      double result = difference + (error + (products.error(group) - qError));
      if (Math.abs(result) > 0x1p-30 * size) {
        return result;
      }
    }
    BigDecimal count = BigDecimal.valueOf(n);
    BigDecimal exact =
        count
            .multiply(products.exact(group))
            .subtract(a.exact(group).multiply(b.exact(group)))
            .divide(count, DIGITS);
    double result = exact.doubleValue();
    if (Double.isInfinite(result)) {
      throw FloatErrors.overflow();
    }
    return result;
  }
}
