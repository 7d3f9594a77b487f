package dev.braid.vector;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// double precision, and real with each value rounded to a float.
public final class DoubleColumn extends Column {
  private final double[] values;

  public DoubleColumn(double[] values, int size, long @Nullable [] validity) {
    super(size, validity);
    this.values = values;
  }

  /// What stands at rows without a value is arbitrary.
  public double[] values() {
    return values;
  }

  @Override
  public double getDouble(int row) {
    return values[row];
  }

  @Override
  public DoubleColumn gather(int[] rows, int count) {
    double[] picked = new double[count];
    for (int i = 0; i < count; i++) {
      picked[i] = values[rows[i]];
    }
    return new DoubleColumn(picked, count, Validity.gather(validity(), rows, count));
  }

  @Override
  public DoubleColumn slice(int from, int count) {
    return new DoubleColumn(
        from == 0 ? values : Arrays.copyOfRange(values, from, from + count),
        count,
        Validity.slice(validity(), from, count));
  }

  @Override
  public DoubleColumn withValidity(long @Nullable [] other) {
    return new DoubleColumn(values, size(), other);
  }

  @Override
  public long memory() {
    return 8L * values.length + validityMemory();
  }
}
