package dev.braid.vector;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Collects a [DoubleColumn].
final class DoubleBuilder extends ColumnBuilder {
  private double[] values;

  DoubleBuilder(int capacity) {
    values = new double[capacity];
  }

  @Override
  public void append(double value) {
    int row = next();
    values[row] = value;
  }

  @Override
  void appendNothing(int row) {
    values[row] = 0;
  }

  @Override
  void appendValue(Column column, int row) {
    append(column.getDouble(row));
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
    return new DoubleColumn(values, rows, valid);
  }

  @Override
  void startAnew() {
    values = new double[Math.max(1, Math.min(values.length, Batch.CAPACITY))];
  }

  @Override
  public long memory() {
    return 8L * values.length;
  }
}
