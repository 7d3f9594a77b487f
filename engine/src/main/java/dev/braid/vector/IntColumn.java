package dev.braid.vector;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// smallint, integer and date.
public final class IntColumn extends Column {
  private final int[] values;

  public IntColumn(int[] values, int size, long @Nullable [] validity) {
    super(size, validity);
    this.values = values;
  }

  /// What stands at rows without a value is arbitrary.
  public int[] values() {
    return values;
  }

  @Override
  public int getInt(int row) {
    return values[row];
  }

  @Override
  public IntColumn gather(int[] rows, int count) {
    int[] picked = new int[count];
    for (int i = 0; i < count; i++) {
      picked[i] = values[rows[i]];
    }
    return new IntColumn(picked, count, Validity.gather(validity(), rows, count));
  }

  @Override
  public IntColumn slice(int from, int count) {
    return new IntColumn(
        from == 0 ? values : Arrays.copyOfRange(values, from, from + count),
        count,
        Validity.slice(validity(), from, count));
  }

  @Override
  public IntColumn withValidity(long @Nullable [] other) {
    return new IntColumn(values, size(), other);
  }

  @Override
  public long memory() {
    return 4L * values.length + validityMemory();
  }
}
