package dev.braid.vector;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Collects an [ObjectColumn].
final class ObjectBuilder extends ColumnBuilder {
  private @Nullable Object[] values;

  ObjectBuilder(int capacity) {
    values = new @Nullable Object[capacity];
  }

  @Override
  public void append(Object value) {
    int row = next();
    values[row] = value;
  }

  @Override
  void appendNothing(int row) {
    values[row] = null;
  }

  @Override
  void appendValue(Column column, int row) {
    append(column.getObject(row));
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
    return new ObjectColumn(values, rows, valid);
  }

  @Override
  void startAnew() {
    values = new @Nullable Object[Math.max(1, Math.min(values.length, Batch.CAPACITY))];
  }

  @Override
  public long memory() {
    return 48L * values.length;
  }
}
