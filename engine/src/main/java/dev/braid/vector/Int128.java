package dev.braid.vector;

import java.math.BigDecimal;
import java.math.BigInteger;

/// Signed numbers of 128 bits as two longs, for unscaled values of up to 38 digits.
public final class Int128 {
  private Int128() {}

  public static BigInteger toBigInteger(long high, long low) {
    if (high == low >> 63) {
      return BigInteger.valueOf(low);
    }
    byte[] bytes = new byte[16];
    for (int i = 0; i < 8; i++) {
      bytes[i] = (byte) (high >>> 56 - 8 * i);
      bytes[8 + i] = (byte) (low >>> 56 - 8 * i);
    }
    return new BigInteger(bytes);
  }

  public static BigDecimal toBigDecimal(long high, long low, int scale) {
    return high == low >> 63
        ? BigDecimal.valueOf(low, scale)
        : new BigDecimal(toBigInteger(high, low), scale);
  }

  /// Whether the number fits into 128 bits.
  public static boolean fits(BigInteger value) {
    return value.bitLength() <= 127;
  }

  public static long low(BigInteger value) {
    return value.longValue();
  }

  public static long high(BigInteger value) {
    return value.shiftRight(64).longValue();
  }

  public static int compare(long highA, long lowA, long highB, long lowB) {
    return highA != highB ? Long.compare(highA, highB) : Long.compareUnsigned(lowA, lowB);
  }
}
