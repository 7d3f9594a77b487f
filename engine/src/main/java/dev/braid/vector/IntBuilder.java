package dev.braid.vector;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Collects a [IntColumn].
final class IntBuilder extends ColumnBuilder {
  private int[] values;

  IntBuilder(int capacity) {
    values = new int[capacity];
  }

  @Override
  public void append(int value) {
    int row = next();
    values[row] = value;
  }

  @Override
  void appendNothing(int row) {
    values[row] = 0;
  }

  @Override
  void appendValue(Column column, int row) {
    append(column.getInt(row));
  }

  @Override
  public void appendRange(Column column, int from, int count) {
    if (column instanceof IntColumn ints && column.hasNoNulls()) {
      int row = next(count);
      System.arraycopy(ints.values(), from, values, row, count);
    } else {
      super.appendRange(column, from, count);
    }
  }

  @Override
  public void appendPicked(Column column, int[] rows, int count) {
    if (column instanceof IntColumn ints && column.hasNoNulls()) {
      int[] from = ints.values();
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
    return new IntColumn(values, rows, valid);
  }

  @Override
  void startAnew() {
    values = new int[Math.max(1, Math.min(values.length, Batch.CAPACITY))];
  }

  @Override
  public long memory() {
    return 4L * values.length;
  }
}
