package dev.braid.expr.kernel;

import dev.braid.vector.Column;
import dev.braid.vector.DoubleColumn;
import dev.braid.vector.IntColumn;
import dev.braid.vector.LongColumn;
import dev.braid.vector.NumericColumn;

/// Columns of integers in a wider form.
public final class Widening {
  private Widening() {}

  /// smallint, integer or bigint as longs.
  public static LongColumn toLongs(Column column, int size) {
    if (column instanceof LongColumn longs) {
      return longs;
    }
    int[] ints = ((IntColumn) column).values();
    long[] result = new long[size];
    for (int i = 0; i < size; i++) {
      result[i] = ints[i];
    }
    return new LongColumn(result, size, column.validity());
  }

  /// smallint, integer or bigint as doubles.
  public static DoubleColumn toDoubles(Column column, int size) {
    double[] result = new double[size];
    if (column instanceof LongColumn longs) {
      long[] values = longs.values();
      for (int i = 0; i < size; i++) {
        result[i] = values[i];
      }
    } else {
      int[] values = ((IntColumn) column).values();
      for (int i = 0; i < size; i++) {
        result[i] = values[i];
      }
    }
    return new DoubleColumn(result, size, column.validity());
  }

  /// smallint, integer or bigint as numerics of scale 0.
  public static NumericColumn toNumerics(Column column, int size) {
    return NumericColumn.ofLongs(toLongs(column, size).values(), 0, size, column.validity());
  }
}
