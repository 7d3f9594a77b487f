package dev.braid.vector;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// bigint and the times.
public final class LongColumn extends Column {
  private final long[] values;

  public LongColumn(long[] values, int size, long @Nullable [] validity) {
    super(size, validity);
    this.values = values;
  }

  /// What stands at rows without a value is arbitrary.
  public long[] values() {
    return values;
  }

  @Override
  public long getLong(int row) {
    return values[row];
  }

  @Override
  public LongColumn gather(int[] rows, int count) {
    long[] picked = new long[count];
    for (int i = 0; i < count; i++) {
      picked[i] = values[rows[i]];
    }
    return new LongColumn(picked, count, Validity.gather(validity(), rows, count));
  }

  @Override
  public LongColumn slice(int from, int count) {
    return new LongColumn(
        from == 0 ? values : Arrays.copyOfRange(values, from, from + count),
        count,
        Validity.slice(validity(), from, count));
  }

  @Override
  public LongColumn withValidity(long @Nullable [] other) {
    return new LongColumn(values, size(), other);
  }

  @Override
  public long memory() {
    return 8L * values.length + validityMemory();
  }
}
