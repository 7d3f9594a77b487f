package dev.braid.local;

import dev.braid.catalog.table.ColumnStatistics;
import dev.braid.expr.TypeOrder;
import dev.braid.hash.Hashes;
import dev.braid.type.Floats;
import dev.braid.type.Type;
import dev.braid.vector.Column;
import dev.braid.vector.Values;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one worker has seen of a column. NULLs, widths, the number of different values and, of
/// numbers, the range are taken from all rows; the rest from a sample.
final class ColumnSketch {
  /// Wider values say little about a distribution and would fill the statistics.
  private static final int WIDEST = 1024;

  private final Type type;
  private final boolean ordered;
  private final DistinctSketch distinct = new DistinctSketch();
  private final List<Object> sample = new ArrayList<>();
  private long[] hashes = new long[0];
  private long rows;
  private long nulls;
  private long bytes;
  private long leastLong = Long.MAX_VALUE;
  private long mostLong = Long.MIN_VALUE;
  private double leastDouble = Double.NaN;
  private double mostDouble = Double.NEGATIVE_INFINITY;

  ColumnSketch(Type type) {
    this.type = type;
    this.ordered = TypeOrder.exists(type);
  }

  /// @param picked rows that belong to the sample
  void add(Column values, int size, int[] picked, int count) {
    Column column = values.flat();
    rows += size;
    if (ordered) {
      if (hashes.length < size) {
        hashes = new long[size];
      }
      Hashes.of(column, type, size, hashes);
    }
    for (int row = 0; row < size; row++) {
      if (column.isNull(row)) {
        nulls++;
      } else {
        see(column, row);
      }
    }
    for (int i = 0; i < count && ordered; i++) {
      Object value = isWide(column, picked[i]) ? null : Values.get(column, picked[i], type);
      if (value != null) {
        sample.add(value);
      }
    }
  }

  private boolean isWide(Column column, int row) {
    return !column.isNull(row)
        && switch (type.storage()) {
          case BYTES -> column.getLength(row) > WIDEST;
          default -> false;
        };
  }

  private void see(Column column, int row) {
    if (ordered) {
      distinct.add(hashes[row]);
    }
    switch (type.storage()) {
      case INT -> see(column.getInt(row));
      case LONG -> see(column.getLong(row));
      case DOUBLE -> {
        double value = column.getDouble(row);
        if (Floats.compare(value, leastDouble) < 0) {
          leastDouble = value;
        }
        if (Floats.compare(value, mostDouble) > 0) {
          mostDouble = value;
        }
      }
      case BYTES -> bytes += column.getLength(row);
      case BOOL, NUMERIC, OBJECT -> {}
    }
  }

  private void see(long value) {
    leastLong = Math.min(leastLong, value);
    mostLong = Math.max(mostLong, value);
  }

  void merge(ColumnSketch other) {
    distinct.merge(other.distinct);
    sample.addAll(other.sample);
    rows += other.rows;
    nulls += other.nulls;
    bytes += other.bytes;
    leastLong = Math.min(leastLong, other.leastLong);
    mostLong = Math.max(mostLong, other.mostLong);
    if (Floats.compare(other.leastDouble, leastDouble) < 0) {
      leastDouble = other.leastDouble;
    }
    if (Floats.compare(other.mostDouble, mostDouble) > 0) {
      mostDouble = other.mostDouble;
    }
  }

  /// @param known from the files alone
  /// @param target most common values and histogram ranges, at most
  /// @param whole whether the sample is all rows
  ColumnStatistics statistics(@Nullable ColumnStatistics known, int target, boolean whole) {
    long values = rows - nulls;
    double nullFraction = rows == 0 ? 0 : (double) nulls / rows;
    if (!ordered || values == 0) {
      return new ColumnStatistics(
          nullFraction, ordered ? 0 : -1, null, null, List.of(), List.of(), List.of(), width());
    }
    Comparator<Object> order = TypeOrder.of(type);
    sample.sort(order);
    ValueSample distribution = new ValueSample(sample, order, target, whole, nullFraction);
    double different =
        whole && sample.size() == values
            ? distribution.distinct()
            : Math.min(values, distinct.estimate());
    // A column of keys, as near as the sketch can tell.
    different = different >= 0.98 * values && !whole ? values : different;
    return new ColumnStatistics(
        nullFraction,
        different,
        least(known),
        most(known),
        distribution.common(),
        distribution.fractions(),
        distribution.histogram(),
        width());
  }

  private @Nullable Object least(@Nullable ColumnStatistics known) {
    return switch (type.storage()) {
      case INT -> (int) leastLong;
      case LONG -> leastLong;
      case DOUBLE -> leastDouble;
      case BOOL, NUMERIC, BYTES, OBJECT ->
          known != null && known.min() != null
              ? known.min()
              : sample.isEmpty() ? null : sample.getFirst();
    };
  }

  private @Nullable Object most(@Nullable ColumnStatistics known) {
    return switch (type.storage()) {
      case INT -> (int) mostLong;
      case LONG -> mostLong;
      case DOUBLE -> mostDouble;
      case BOOL, NUMERIC, BYTES, OBJECT ->
          known != null && known.max() != null
              ? known.max()
              : sample.isEmpty() ? null : sample.getLast();
    };
  }

  private double width() {
    return switch (type.storage()) {
      case BOOL -> 1;
      case INT -> 4;
      case LONG, DOUBLE, NUMERIC -> 8;
      case BYTES -> rows == nulls ? 1 : Math.max(1, (double) bytes / (rows - nulls));
      case OBJECT -> 16;
    };
  }
}
