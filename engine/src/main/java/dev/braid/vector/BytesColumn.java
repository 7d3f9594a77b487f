package dev.braid.vector;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Strings of bytes: text in UTF-8, bytea, the 16 bytes of a uuid.
///
/// All values lie in one array, so that picking rows moves only two numbers a row. What is kept for
/// long should be copied together by a builder: a few picked rows keep all of the array alive.
public final class BytesColumn extends Column {
  private final byte[] data;
  private final int[] starts;
  private final int[] lengths;

  public BytesColumn(
      byte[] data, int[] starts, int[] lengths, int size, long @Nullable [] validity) {
    super(size, validity);
    this.data = data;
    this.starts = starts;
    this.lengths = lengths;
  }

  public byte[] data() {
    return data;
  }

  /// Offset of each value; rows without a value have a length of 0.
  public int[] starts() {
    return starts;
  }

  public int[] lengths() {
    return lengths;
  }

  @Override
  public byte[] getData(int row) {
    return data;
  }

  @Override
  public int getStart(int row) {
    return starts[row];
  }

  @Override
  public int getLength(int row) {
    return lengths[row];
  }

  @Override
  public BytesColumn gather(int[] rows, int count) {
    int[] pickedStarts = new int[count];
    int[] pickedLengths = new int[count];
    for (int i = 0; i < count; i++) {
      int row = rows[i];
      pickedStarts[i] = starts[row];
      pickedLengths[i] = lengths[row];
    }
    return new BytesColumn(
        data, pickedStarts, pickedLengths, count, Validity.gather(validity(), rows, count));
  }

  @Override
  public BytesColumn slice(int from, int count) {
    return new BytesColumn(
        data,
        from == 0 ? starts : Arrays.copyOfRange(starts, from, from + count),
        from == 0 ? lengths : Arrays.copyOfRange(lengths, from, from + count),
        count,
        Validity.slice(validity(), from, count));
  }

  @Override
  public BytesColumn withValidity(long @Nullable [] other) {
    return new BytesColumn(data, starts, lengths, size(), other);
  }

  @Override
  public long memory() {
    return data.length + 4L * starts.length + 4L * lengths.length + validityMemory();
  }
}
