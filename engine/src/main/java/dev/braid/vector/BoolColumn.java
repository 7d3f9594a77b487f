package dev.braid.vector;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Truth values.
public final class BoolColumn extends Column {
  private final boolean[] values;

  public BoolColumn(boolean[] values, int size, long @Nullable [] validity) {
    super(size, validity);
    this.values = values;
  }

  /// What stands at rows without a value is arbitrary.
  public boolean[] values() {
    return values;
  }

  @Override
  public boolean getBoolean(int row) {
    return values[row];
  }

  @Override
  public BoolColumn gather(int[] rows, int count) {
    boolean[] picked = new boolean[count];
    for (int i = 0; i < count; i++) {
      picked[i] = values[rows[i]];
    }
    return new BoolColumn(picked, count, Validity.gather(validity(), rows, count));
  }

  @Override
  public BoolColumn slice(int from, int count) {
    return new BoolColumn(
        from == 0 ? values : Arrays.copyOfRange(values, from, from + count),
        count,
        Validity.slice(validity(), from, count));
  }

  @Override
  public BoolColumn withValidity(long @Nullable [] other) {
    return new BoolColumn(values, size(), other);
  }

  @Override
  public long memory() {
    return 1L * values.length + validityMemory();
  }
}
