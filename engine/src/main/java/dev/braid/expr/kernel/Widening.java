package dev.braid.expr.kernel;

import dev.braid.vector.Column;
import dev.braid.vector.DoubleColumn;
import dev.braid.vector.IntColumn;
import dev.braid.vector.LongColumn;
import dev.braid.vector.NumericColumn;
import org.jspecify.annotations.Nullable;

/// Columns of integers in a wider form.
public final class Widening {
  private static final long EXACT = 1L << 53;

  /// The powers of ten that a double has exactly.
  private static final double[] POWERS = new double[23];

  static {
    double power = 1;
    for (int i = 0; i < POWERS.length; i++) {
      POWERS[i] = power;
      power *= 10;
    }
  }

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

  /// numeric as doubles. Where the digits fit into a double exactly, so does the power of ten, and
  /// one division rounds correctly; the rest goes by the value's own conversion.
  public static DoubleColumn numericsToDoubles(
      Column column, int size, long @Nullable [] validity) {
    NumericColumn numerics = (NumericColumn) column;
    double[] result = new double[size];
    int scale = numerics.isLong() ? numerics.scale() : -1;
    long[] digits = scale >= 0 && scale < POWERS.length ? numerics.low() : null;
    for (int i = 0; i < size; i++) {
      if (digits != null && Math.abs(digits[i]) <= EXACT && digits[i] != Long.MIN_VALUE) {
        result[i] = digits[i] / POWERS[scale];
      } else if (validity == null || (validity[i >> 6] >>> i & 1) != 0) {
        result[i] = numerics.getNumeric(i).toDouble();
      }
    }
    return new DoubleColumn(result, size, validity);
  }

  /// smallint, integer or bigint as numerics of scale 0.
  public static NumericColumn toNumerics(Column column, int size) {
    return NumericColumn.ofLongs(toLongs(column, size).values(), 0, size, column.validity());
  }
}
