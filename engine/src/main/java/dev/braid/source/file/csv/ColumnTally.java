package dev.braid.source.file.csv;

import dev.braid.catalog.table.ColumnStatistics;
import dev.braid.type.Kind;
import dev.braid.type.Numeric;
import dev.braid.type.Type;
import dev.braid.vector.BytesColumn;
import dev.braid.vector.Column;
import dev.braid.vector.DoubleColumn;
import dev.braid.vector.IntColumn;
import dev.braid.vector.LongColumn;
import dev.braid.vector.NumericColumn;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a column's decoded morsels tell of it: NULLs, the smallest and the largest value of numbers
/// and times, and how many values are different.
///
/// Different values are counted by HyperLogLog over 2048 registers, which errs by about 2.3 %.
final class ColumnTally {
  private static final int REGISTERS = 1 << 11;

  private final BitSet counted = new BitSet();
  private final byte[] registers = new byte[REGISTERS];
  private long rows;
  private long nulls;
  private long bytes;
  private long min = Long.MAX_VALUE;
  private long max = Long.MIN_VALUE;
  private double least = Double.POSITIVE_INFINITY;
  private double most = Double.NEGATIVE_INFINITY;
  private boolean bounded = true;
  private int scale = -1;

  /// Counts a morsel's column, unless that has been done.
  synchronized void add(int morsel, Column column) {
    if (counted.get(morsel)) {
      return;
    }
    counted.set(morsel);
    rows += column.size();
    bytes += column.memory();
    switch (column) {
      case IntColumn ints -> {
        int[] values = ints.values();
        for (int i = 0; i < column.size(); i++) {
          count(column, i, values[i], values[i]);
        }
      }
      case LongColumn longs -> {
        long[] values = longs.values();
        for (int i = 0; i < column.size(); i++) {
          count(column, i, values[i], values[i]);
        }
      }
      case NumericColumn numeric when numeric.isLong() -> {
        bounded &= scale < 0 || scale == numeric.scale();
        scale = numeric.scale();
        long[] values = numeric.low();
        for (int i = 0; i < column.size(); i++) {
          count(column, i, values[i], values[i]);
        }
      }
      case DoubleColumn doubles -> {
        for (int i = 0; i < column.size(); i++) {
          double value = doubles.values()[i];
          count(column, i, 0, Double.doubleToLongBits(value));
          if (!column.isNull(i)) {
            bounded &= !Double.isNaN(value);
            least = Math.min(least, value);
            most = Math.max(most, value);
          }
        }
      }
      case BytesColumn strings -> {
        bounded = false;
        for (int i = 0; i < column.size(); i++) {
          count(column, i, 0, hash(strings, i));
        }
      }
      default -> {
        bounded = false;
        for (int i = 0; i < column.size(); i++) {
          nulls += column.isNull(i) ? 1 : 0;
        }
      }
    }
  }

  private void count(Column column, int row, long value, long hashed) {
    if (column.isNull(row)) {
      nulls++;
      return;
    }
    min = Math.min(min, value);
    max = Math.max(max, value);
    long hash = hashed * 0x9e3779b97f4a7c15L;
    hash = (hash ^ hash >>> 32) * 0xd6e8feb86659fd93L;
    hash ^= hash >>> 32;
    int register = (int) hash & REGISTERS - 1;
    byte zeros = (byte) (Long.numberOfTrailingZeros(hash >>> 11 | 1L << 52) + 1);
    if (registers[register] < zeros) {
      registers[register] = zeros;
    }
  }

  private static long hash(BytesColumn strings, int row) {
    byte[] data = strings.data();
    long hash = 1;
    int end = strings.starts()[row] + strings.lengths()[row];
    for (int i = strings.starts()[row]; i < end; i++) {
      hash = hash * 1099511628211L + data[i];
    }
    return hash;
  }

  /// @param morsels how many the table has; null until all have been decoded
  synchronized @Nullable ColumnStatistics statistics(Type type, int morsels) {
    if (counted.cardinality() < morsels || rows == 0) {
      return null;
    }
    boolean known = bounded && nulls < rows;
    return new ColumnStatistics(
        (double) nulls / rows,
        distinct(type),
        known ? value(type, min, least) : null,
        known ? value(type, max, most) : null,
        List.of(),
        List.of(),
        List.of(),
        (double) bytes / rows);
  }

  private double distinct(Type type) {
    if (type.kind() == Kind.BOOL || rows == nulls) {
      return rows == nulls ? 0 : -1;
    }
    double sum = 0;
    int empty = 0;
    for (byte register : registers) {
      sum += Math.scalb(1.0, -register);
      empty += register == 0 ? 1 : 0;
    }
    double estimate = 0.7213 / (1 + 1.079 / REGISTERS) * REGISTERS * REGISTERS / sum;
    if (estimate <= 2.5 * REGISTERS && empty > 0) {
      estimate = REGISTERS * Math.log((double) REGISTERS / empty);
    }
    return Math.min(rows - nulls, Math.max(1, Math.rint(estimate)));
  }

  private @Nullable Object value(Type type, long integer, double number) {
    return switch (type.storage()) {
      case INT -> (int) integer;
      case LONG -> integer;
      case DOUBLE -> number;
      case NUMERIC -> Numeric.ofUnscaled(integer, Math.max(scale, 0));
      case BOOL, BYTES, OBJECT -> null;
    };
  }
}
