package dev.braid.type;

import java.math.BigDecimal;
import java.math.BigInteger;

/// The functions of number theory over numeric.
final class NumericIntegers {
  /// The greatest number whose factorial is a numeric.
  private static final int GREATEST_FACTORIAL = 32177;

  private NumericIntegers() {}

  static Numeric gcd(Numeric left, Numeric right) {
    if (!left.isFinite() || !right.isFinite()) {
      return Numeric.NAN;
    }
    int scale = Math.max(left.scale(), right.scale());
    return Numeric.of(new BigDecimal(unscaled(left, scale).gcd(unscaled(right, scale)), scale));
  }

  static Numeric lcm(Numeric left, Numeric right) {
    if (!left.isFinite() || !right.isFinite()) {
      return Numeric.NAN;
    }
    int scale = Math.max(left.scale(), right.scale());
    BigInteger x = unscaled(left, scale);
    BigInteger y = unscaled(right, scale);
    BigInteger multiple =
        x.signum() == 0 || y.signum() == 0 ? BigInteger.ZERO : x.divide(x.gcd(y)).multiply(y).abs();
    return Numeric.of(new BigDecimal(multiple, scale));
  }

  private static BigInteger unscaled(Numeric number, int scale) {
    return number.toBigDecimal().setScale(scale).unscaledValue();
  }

  static Numeric factorial(long n) {
    if (n < 0) {
      throw NumberErrors.range("factorial of a negative number is undefined");
    }
    if (n > GREATEST_FACTORIAL) {
      throw NumberErrors.numericOverflow();
    }
    return Numeric.of(new BigDecimal(product(1, (int) n)));
  }

  /// Halves of about equal length, so that the multiplications stay balanced.
  private static BigInteger product(int from, int to) {
    if (to - from < 8) {
      BigInteger result = BigInteger.ONE;
      for (int i = from; i <= to; i++) {
        result = result.multiply(BigInteger.valueOf(i));
      }
      return result;
    }
    int middle = (from + to) >>> 1;
    return product(from, middle).multiply(product(middle + 1, to));
  }
}
