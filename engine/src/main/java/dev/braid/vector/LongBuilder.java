package dev.braid.vector;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Collects a [LongColumn].
final class LongBuilder extends ColumnBuilder {
  private long[] values;

  LongBuilder(int capacity) {
    values = new long[capacity];
  }

  @Override
  public void append(long value) {
    int row = next();
    values[row] = value;
  }

  @Override
  void appendNothing(int row) {
    values[row] = 0;
  }

  @Override
  void appendValue(Column column, int row) {
    append(column.getLong(row));
  }

  @Override
  public void appendRange(Column column, int from, int count) {
    if (column instanceof LongColumn longs && column.hasNoNulls()) {
      int row = next(count);
      System.arraycopy(longs.values(), from, values, row, count);
    } else {
      super.appendRange(column, from, count);
    }
  }

  @Override
  public void appendPicked(Column column, int[] rows, int count) {
    if (column instanceof LongColumn longs && column.hasNoNulls()) {
      long[] from = longs.values();
      int row = next(count);
      for (int i = 0; i < count; i++) {
        values[row + i] = from[rows[i]];
      }
    } else {
      super.appendPicked(column, rows, count);
    }
  }

  @Override
  int capacity() {
    return values.length;
  }

  @Override
  void grow(int capacity) {
    values = Arrays.copyOf(values, capacity);
  }

  @Override
  Column view(int rows, long @Nullable [] valid) {
    return new LongColumn(values, rows, valid);
  }

  @Override
  void startAnew() {
    values = new long[Math.max(1, Math.min(values.length, Batch.CAPACITY))];
  }

  @Override
  public long memory() {
    return 8L * values.length;
  }
}
