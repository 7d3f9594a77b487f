package dev.braid.vector;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Collects a [BoolColumn].
final class BoolBuilder extends ColumnBuilder {
  private boolean[] values;

  BoolBuilder(int capacity) {
    values = new boolean[capacity];
  }

  @Override
  public void append(boolean value) {
    int row = next();
    values[row] = value;
  }

  @Override
  void appendNothing(int row) {
    values[row] = false;
  }

  @Override
  void appendValue(Column column, int row) {
    append(column.getBoolean(row));
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
    return new BoolColumn(values, rows, valid);
  }

  @Override
  void startAnew() {
    values = new boolean[Math.max(1, Math.min(values.length, Batch.CAPACITY))];
  }

  @Override
  public long memory() {
    return 1L * values.length;
  }
}
