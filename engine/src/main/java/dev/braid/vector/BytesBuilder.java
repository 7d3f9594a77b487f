package dev.braid.vector;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Collects a [BytesColumn], copying the bytes together.
final class BytesBuilder extends ColumnBuilder {
  private byte[] data;
  private int used;
  private int[] starts;
  private int[] lengths;

  BytesBuilder(int capacity) {
    data = new byte[Math.min(capacity * 16, 1 << 20)];
    starts = new int[capacity];
    lengths = new int[capacity];
  }

  @Override
  public void append(byte[] bytes, int start, int length) {
    int row = next();
    if (data.length - used < length) {
      if ((long) used + length > Integer.MAX_VALUE - 8) {
        throw new dev.braid.error.BraidException(
            dev.braid.error.SqlState.PROGRAM_LIMIT_EXCEEDED,
            "the strings of one column chunk exceed 2 GB");
      }
      long wider = Math.max(2L * data.length, (long) used + length);
      data = Arrays.copyOf(data, (int) Math.min(Integer.MAX_VALUE - 8, wider));
    }
    System.arraycopy(bytes, start, data, used, length);
    starts[row] = used;
    lengths[row] = length;
    used += length;
  }

  @Override
  void appendNothing(int row) {
    starts[row] = 0;
    lengths[row] = 0;
  }

  @Override
  void appendValue(Column column, int row) {
    append(column.getData(row), column.getStart(row), column.getLength(row));
  }

  @Override
  int capacity() {
    return starts.length;
  }

  @Override
  void grow(int capacity) {
    starts = Arrays.copyOf(starts, capacity);
    lengths = Arrays.copyOf(lengths, capacity);
  }

  @Override
  Column view(int rows, long @Nullable [] valid) {
    return new BytesColumn(data, starts, lengths, rows, valid);
  }

  @Override
  void startAnew() {
    int capacity = Math.max(1, Math.min(starts.length, Batch.CAPACITY));
    data = new byte[Math.min(capacity * 16, 1 << 20)];
    used = 0;
    starts = new int[capacity];
    lengths = new int[capacity];
  }

  @Override
  public long memory() {
    return data.length + 8L * starts.length;
  }
}
