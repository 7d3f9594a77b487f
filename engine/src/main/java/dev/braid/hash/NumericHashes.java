package dev.braid.hash;

import dev.braid.type.Numeric;
import dev.braid.vector.NumericColumn;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/// Hashes of numerics that do not see the scale.
///
/// A value `u / 10^s` is taken modulo the prime 2^61 - 1, where dividing by 10^s is a
/// multiplication by a constant: 150 at scale 2 and 15 at scale 1 come out the same without any
/// trimming of zeros.
final class NumericHashes {
  private static final long PRIME = (1L << 61) - 1;
  private static final BigInteger BIG_PRIME = BigInteger.valueOf(PRIME);

  private NumericHashes() {}

  static void of(NumericColumn column, int size, long[] hashes) {
    if (column.isBig()) {
      ofObjects(column.big(), size, hashes);
      return;
    }
    long factor = inverseOfTenTo(column.scale());
    long[] low = column.low();
    if (column.isLong()) {
      for (int i = 0; i < size; i++) {
        hashes[i] = Hashes.mix(multiply(reduce(low[i]), factor));
      }
      return;
    }
    long[] high = column.high();
    // 2^64 is 8 modulo the prime; the lower half counts as unsigned.
    for (int i = 0; i < size; i++) {
      long lower = Long.remainderUnsigned(low[i], PRIME);
      long sum = lower + multiply(reduce(high[i]), 8);
      hashes[i] = Hashes.mix(multiply(sum >= PRIME ? sum - PRIME : sum, factor));
    }
  }

  private static void ofObjects(@Nullable Numeric[] values, int size, long[] hashes) {
    for (int i = 0; i < size; i++) {
      Numeric value = values[i];
      if (value == null) {
        hashes[i] = 0;
      } else if (value.isFinite()) {
        long unscaled = value.toBigDecimal().unscaledValue().mod(BIG_PRIME).longValue();
        hashes[i] = Hashes.mix(multiply(unscaled, inverseOfTenTo(value.toBigDecimal().scale())));
      } else {
        hashes[i] = Hashes.mix(value.isNaN() ? -1 : value.signum() > 0 ? -2 : -3);
      }
    }
  }

  /// The number modulo the prime, from 0 up.
  private static long reduce(long value) {
    long folded = (value & PRIME) + (value >> 61);
    folded = folded < 0 ? folded + PRIME : folded;
    return folded >= PRIME ? folded - PRIME : folded;
  }

  private static long multiply(long a, long b) {
    long high = Math.multiplyHigh(a, b);
    long low = a * b;
    long sum = (low & PRIME) + (high << 3 | low >>> 61);
    return sum >= PRIME ? sum - PRIME : sum;
  }

  private static long inverseOfTenTo(int scale) {
    return BigInteger.TEN.modPow(BigInteger.valueOf(-scale), BIG_PRIME).longValue();
  }
}
