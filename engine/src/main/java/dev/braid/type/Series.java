package dev.braid.type;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/// Logarithms and exponentials to any number of decimals, in binary fixed point.
///
/// Both reduce their argument by powers of two and then by `r` square roots or halvings, with r
/// near the square root of the number of bits, so that the series needs about as many terms as
/// there were reductions. Cost: O(sqrt(bits)) multiplications of `bits` bits.
final class Series {
  private static final double BITS_PER_DIGIT = 3.3219280948873626;
  private static final int GUARD_BITS = 64;

  private record Constant(int bits, BigInteger value) {}

  private static volatile Constant ln2 = new Constant(256, atanhOfThird(256).shiftLeft(1));

  private Series() {}

  /// The natural logarithm of a positive number, rounded half up to `scale` decimals.
  static BigDecimal ln(BigDecimal x, int scale) {
    int bits = bits(scale);
    int roots = (int) Math.sqrt(bits) / 2;
    int working = bits + roots;
    BigInteger unscaled = x.unscaledValue();
    BigInteger denominator = BigInteger.TEN.pow(x.scale());
    int exponent = unscaled.bitLength() - denominator.bitLength();
    BigInteger mantissa = unscaled.shiftLeft(working - exponent).divide(denominator);
    for (int i = 0; i < roots; i++) {
      mantissa = mantissa.shiftLeft(working).sqrt();
    }
    BigInteger one = BigInteger.ONE.shiftLeft(working);
    BigInteger y = mantissa.subtract(one).shiftLeft(working).divide(mantissa.add(one));
    BigInteger square = y.multiply(y).shiftRight(working);
    BigInteger sum = y;
    BigInteger power = y;
    for (int n = 3; ; n += 2) {
      power = power.multiply(square).shiftRight(working);
      BigInteger term = power.divide(BigInteger.valueOf(n));
      if (term.signum() == 0) {
        break;
      }
      sum = sum.add(term);
    }
    BigInteger logarithm =
        sum.shiftLeft(roots + 1).add(ln2(working).multiply(BigInteger.valueOf(exponent)));
    return decimal(logarithm, working, scale);
  }

  /// e to the power of x, rounded half up to `scale` decimals. The result's integer part has about
  /// `integerDigits` digits.
  static BigDecimal exp(BigDecimal x, int scale, int integerDigits) {
    int bits = bits(Math.max(scale + integerDigits, 1));
    int halvings = (int) Math.sqrt(bits) / 2;
    int working = bits + halvings * 2;
    BigInteger argument =
        x.multiply(new BigDecimal(BigInteger.ONE.shiftLeft(working)))
            .setScale(0, RoundingMode.FLOOR)
            .unscaledValue();
    BigInteger[] parts = floorDivide(argument, ln2(working));
    BigInteger t = parts[1].shiftRight(halvings);
    BigInteger one = BigInteger.ONE.shiftLeft(working);
    BigInteger sum = one;
    BigInteger term = one;
    for (int n = 1; ; n++) {
      term = term.multiply(t).shiftRight(working).divide(BigInteger.valueOf(n));
      if (term.signum() == 0) {
        break;
      }
      sum = sum.add(term);
    }
    for (int i = 0; i < halvings; i++) {
      sum = sum.multiply(sum).shiftRight(working);
    }
    return decimal(sum, working - parts[0].intValueExact(), scale);
  }

  private static int bits(int digits) {
    return (int) (digits * BITS_PER_DIGIT) + GUARD_BITS;
  }

  private static BigInteger[] floorDivide(BigInteger dividend, BigInteger divisor) {
    BigInteger[] parts = dividend.divideAndRemainder(divisor);
    if (parts[1].signum() < 0) {
      parts[0] = parts[0].subtract(BigInteger.ONE);
      parts[1] = parts[1].add(divisor);
    }
    return parts;
  }

  /// fixed / 2^bits.
  private static BigDecimal decimal(BigInteger fixed, int bits, int scale) {
    return bits <= 0
        ? new BigDecimal(fixed.shiftLeft(-bits)).setScale(scale)
        : new BigDecimal(fixed)
            .divide(new BigDecimal(BigInteger.ONE.shiftLeft(bits)), scale, RoundingMode.HALF_UP);
  }

  private static BigInteger ln2(int bits) {
    Constant known = ln2;
    if (known.bits < bits) {
      int more = Math.max(bits, known.bits * 2);
      known = new Constant(more, atanhOfThird(more).shiftLeft(1));
      ln2 = known;
    }
    return known.value.shiftRight(known.bits - bits);
  }

  /// ln 2 is twice this.
  private static BigInteger atanhOfThird(int bits) {
    BigInteger nine = BigInteger.valueOf(9);
    int working = bits + 16;
    BigInteger power = BigInteger.ONE.shiftLeft(working).divide(BigInteger.valueOf(3));
    BigInteger sum = BigInteger.ZERO;
    for (int n = 1; power.signum() != 0; n += 2) {
      sum = sum.add(power.divide(BigInteger.valueOf(n)));
      power = power.divide(nine);
    }
    return sum.shiftRight(16);
  }
}
