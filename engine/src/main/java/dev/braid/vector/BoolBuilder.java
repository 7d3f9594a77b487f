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
  Column build(int rows, long @Nullable [] valid) {
    boolean[] built = values;
    values = new boolean[Math.max(1, Math.min(built.length, Batch.CAPACITY))];
    return new BoolColumn(built, rows, valid);
  }

  @Override
  public long memory() {
    return 1L * values.length;
  }
}
