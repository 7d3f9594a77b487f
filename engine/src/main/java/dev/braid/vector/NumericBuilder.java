package dev.braid.vector;

import dev.braid.type.Numeric;
import java.math.BigDecimal;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Collects a [NumericColumn] in the narrowest form that holds all values with their display
/// scales: 64 bits while every value has the first one's scale, objects otherwise.
final class NumericBuilder extends ColumnBuilder {
  private long[] low;
  private long @Nullable [] high;
  private @Nullable Numeric @Nullable [] big;
  private int scale = -1;

  NumericBuilder(int capacity) {
    low = new long[capacity];
  }

  @Override
  public void append(Numeric value) {
    int row = next();
    if (big == null) {
      BigDecimal finite = value.isFinite() ? value.toBigDecimal() : null;
      if (finite != null && scale < 0) {
        scale = finite.scale();
      }
      if (finite != null && finite.scale() == scale && Int128.fits(finite.unscaledValue())) {
        set(row, Int128.high(finite.unscaledValue()), Int128.low(finite.unscaledValue()));
        return;
      }
      big = objects(row);
    }
    big[row] = value;
  }

  @Override
  public void append(long unscaled, int digits) {
    int row = next();
    if (big == null && (scale < 0 || scale == digits)) {
      scale = digits;
      set(row, unscaled >> 63, unscaled);
      return;
    }
    if (big == null) {
      big = objects(row);
    }
    big[row] = Numeric.ofUnscaled(unscaled, digits);
  }

  private void set(int row, long highBits, long lowBits) {
    low[row] = lowBits;
    if (high != null) {
      high[row] = highBits;
    } else if (highBits != lowBits >> 63) {
      long[] signs = new long[low.length];
      for (int i = 0; i < row; i++) {
        signs[i] = low[i] >> 63;
      }
      signs[row] = highBits;
      high = signs;
    }
  }

  /// The values so far, one object each; those of rows without a value are of no account.
  private @Nullable Numeric[] objects(int rows) {
    @Nullable Numeric[] objects = new @Nullable Numeric[low.length];
    NumericColumn soFar =
        high == null
            ? NumericColumn.ofLongs(low, Math.max(scale, 0), rows, null)
            : NumericColumn.ofInt128(low, high, Math.max(scale, 0), rows, null);
    for (int i = 0; i < rows; i++) {
      objects[i] = soFar.getNumeric(i);
    }
    return objects;
  }

  @Override
  void appendNothing(int row) {
    if (big != null) {
      big[row] = null;
    } else {
      set(row, 0, 0);
    }
  }

  @Override
  void appendValue(Column column, int row) {
    if (column instanceof NumericColumn numeric
        && big == null
        && !numeric.isBig()
        && (scale < 0 || scale == numeric.scale())) {
      scale = numeric.scale();
      int next = next();
      long bits = numeric.low()[row];
      set(next, numeric.isLong() ? bits >> 63 : numeric.high()[row], bits);
    } else {
      append(column.getNumeric(row));
    }
  }

  @Override
  int capacity() {
    return low.length;
  }

  @Override
  void grow(int capacity) {
    low = Arrays.copyOf(low, capacity);
    if (high != null) {
      high = Arrays.copyOf(high, capacity);
    }
    if (big != null) {
      big = Arrays.copyOf(big, capacity);
    }
  }

  @Override
  Column view(int rows, long @Nullable [] valid) {
    if (big != null) {
      return NumericColumn.ofBig(big, rows, valid);
    }
    return high != null
        ? NumericColumn.ofInt128(low, high, Math.max(scale, 0), rows, valid)
        : NumericColumn.ofLongs(low, Math.max(scale, 0), rows, valid);
  }

  @Override
  void startAnew() {
    low = new long[Math.max(1, Math.min(low.length, Batch.CAPACITY))];
    high = null;
    big = null;
    scale = -1;
  }

  @Override
  public long memory() {
    return 8L * low.length
        + (high == null ? 0 : 8L * high.length)
        + (big == null ? 0 : 80L * big.length);
  }
}
