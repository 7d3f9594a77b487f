package dev.braid.vector;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Intervals and arrays, one object a value.
public final class ObjectColumn extends Column {
  private final @Nullable Object[] values;

  public ObjectColumn(@Nullable Object[] values, int size, long @Nullable [] validity) {
    super(size, validity);
    this.values = values;
  }

  public @Nullable Object[] values() {
    return values;
  }

  @Override
  public Object getObject(int row) {
    Object value = values[row];
    if (value == null) {
      throw new IllegalStateException("row " + row + " holds no value");
    }
    return value;
  }

  @Override
  public ObjectColumn gather(int[] rows, int count) {
    @Nullable Object[] picked = new @Nullable Object[count];
    for (int i = 0; i < count; i++) {
      picked[i] = values[rows[i]];
    }
    return new ObjectColumn(picked, count, Validity.gather(validity(), rows, count));
  }

  @Override
  public ObjectColumn slice(int from, int count) {
    return new ObjectColumn(
        from == 0 ? values : Arrays.copyOfRange(values, from, from + count),
        count,
        Validity.slice(validity(), from, count));
  }

  @Override
  public ObjectColumn withValidity(long @Nullable [] other) {
    return new ObjectColumn(values, size(), other);
  }

  @Override
  public long memory() {
    return 48L * values.length + validityMemory();
  }
}
