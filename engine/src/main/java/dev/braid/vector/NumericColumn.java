package dev.braid.vector;

import dev.braid.type.Numeric;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Values of numeric in one of three forms, chosen per column and not per type: a batch whose
/// products outgrow 64 bits widens without the others noticing.
///
/// - [#isLong]: `unscaled / 10^scale` for all rows, unscaled in 64 bits;
/// - [#isInt128]: the same with unscaled values of 128 bits in two arrays;
/// - otherwise [#big]: one [Numeric] a row, each with its own display scale, NaN and infinities.
///
/// The common scale is what PostgreSQL would print: 1.50 is 150 at scale 2.
public final class NumericColumn extends Column {
  private final int scale;
  private final long[] low;
  private final long @Nullable [] high;
  private final @Nullable Numeric @Nullable [] big;

  private NumericColumn(
      int scale,
      long[] low,
      long @Nullable [] high,
      @Nullable Numeric @Nullable [] big,
      int size,
      long @Nullable [] validity) {
    super(size, validity);
    this.scale = scale;
    this.low = low;
    this.high = high;
    this.big = big;
  }

  public static NumericColumn ofLongs(
      long[] unscaled, int scale, int size, long @Nullable [] validity) {
    return new NumericColumn(scale, unscaled, null, null, size, validity);
  }

  /// @param high the upper 64 bits, signed
  public static NumericColumn ofInt128(
      long[] low, long[] high, int scale, int size, long @Nullable [] validity) {
    return new NumericColumn(scale, low, high, null, size, validity);
  }

  public static NumericColumn ofBig(
      @Nullable Numeric[] values, int size, long @Nullable [] validity) {
    return new NumericColumn(-1, new long[0], null, values, size, validity);
  }

  public boolean isLong() {
    return high == null && big == null;
  }

  public boolean isInt128() {
    return high != null;
  }

  public boolean isBig() {
    return big != null;
  }

  /// Common scale of all rows; -1 in the form of one object a row.
  public int scale() {
    return scale;
  }

  /// The unscaled values, or their lower 64 bits.
  public long[] low() {
    return low;
  }

  /// The upper 64 bits of the unscaled values; only of the 128-bit form.
  public long[] high() {
    if (high == null) {
      throw new IllegalStateException("not in the form of 128 bits");
    }
    return high;
  }

  /// The values; only of the form of one object a row.
  public @Nullable Numeric[] big() {
    if (big == null) {
      throw new IllegalStateException("not in the form of one object a row");
    }
    return big;
  }

  @Override
  public Numeric getNumeric(int row) {
    if (big != null) {
      Numeric value = big[row];
      if (value == null) {
        throw new IllegalStateException("row " + row + " holds no value");
      }
      return value;
    }
    return high == null
        ? Numeric.ofUnscaled(low[row], scale)
        : Numeric.of(Int128.toBigDecimal(high[row], low[row], scale));
  }

  @Override
  public NumericColumn gather(int[] rows, int count) {
    long[] valid = Validity.gather(validity(), rows, count);
    if (big != null) {
      @Nullable Numeric[] picked = new @Nullable Numeric[count];
      for (int i = 0; i < count; i++) {
        picked[i] = big[rows[i]];
      }
      return ofBig(picked, count, valid);
    }
    return new NumericColumn(
        scale,
        pick(low, rows, count),
        high == null ? null : pick(high, rows, count),
        null,
        count,
        valid);
  }

  private static long[] pick(long[] values, int[] rows, int count) {
    long[] picked = new long[count];
    for (int i = 0; i < count; i++) {
      picked[i] = values[rows[i]];
    }
    return picked;
  }

  @Override
  public NumericColumn slice(int from, int count) {
    long[] valid = Validity.slice(validity(), from, count);
    if (from == 0) {
      return new NumericColumn(scale, low, high, big, count, valid);
    }
    int to = from + count;
    return new NumericColumn(
        scale,
        big == null ? Arrays.copyOfRange(low, from, to) : low,
        high == null ? null : Arrays.copyOfRange(high, from, to),
        big == null ? null : Arrays.copyOfRange(big, from, to),
        count,
        valid);
  }

  @Override
  public NumericColumn withValidity(long @Nullable [] other) {
    return new NumericColumn(scale, low, high, big, size(), other);
  }

  @Override
  public long memory() {
    return 8L * low.length
        + (high == null ? 0 : 8L * high.length)
        + (big == null ? 0 : 80L * big.length)
        + validityMemory();
  }
}
