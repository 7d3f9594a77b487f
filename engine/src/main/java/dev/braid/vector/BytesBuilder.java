package dev.braid.vector;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
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
    put(next(), bytes, start, length);
  }

  private void put(int row, byte[] bytes, int start, int length) {
    if (data.length - used < length) {
      room(length);
    }
    System.arraycopy(bytes, start, data, used, length);
    starts[row] = used;
    lengths[row] = length;
    used += length;
  }

  private void room(long length) {
    if (used + length > Integer.MAX_VALUE - 8) {
      throw new BraidException(
          SqlState.PROGRAM_LIMIT_EXCEEDED, "the strings of one column chunk exceed 2 GB");
    }
    long wider = Math.max(2L * data.length, used + length);
    data = Arrays.copyOf(data, (int) Math.min(Integer.MAX_VALUE - 8, wider));
  }

  @Override
  public void appendRange(Column column, int from, int count) {
    if (column instanceof BytesColumn bytes && column.hasNoNulls()) {
      int row = next(count);
      for (int i = 0; i < count; i++) {
        put(row + i, bytes.data(), bytes.starts()[from + i], bytes.lengths()[from + i]);
      }
    } else {
      super.appendRange(column, from, count);
    }
  }

  @Override
  public void appendPicked(Column column, int[] rows, int count) {
    if (column instanceof BytesColumn bytes && column.hasNoNulls()) {
      int row = next(count);
      for (int i = 0; i < count; i++) {
        put(row + i, bytes.data(), bytes.starts()[rows[i]], bytes.lengths()[rows[i]]);
      }
    } else {
      super.appendPicked(column, rows, count);
    }
  }

  /// Where the strings do not fit, the array of now and the wider one.
  @Override
  public long memoryAdding(Column column, int from, int count) {
    long bytes = used;
    for (int row = from; row < from + count; row++) {
      bytes += column.isNull(row) ? 0 : column.getLength(row);
    }
    return memory() + 8L * count + (bytes <= data.length ? 0 : Math.max(2L * data.length, bytes));
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
