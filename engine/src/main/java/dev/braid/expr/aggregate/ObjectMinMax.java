package dev.braid.expr.aggregate;

import dev.braid.type.Numeric;
import dev.braid.type.Type;
import dev.braid.vector.Column;
import dev.braid.vector.ColumnBuilder;
import dev.braid.vector.Int128;
import dev.braid.vector.NumericColumn;
import dev.braid.vector.Values;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Of numeric, interval and arrays. Numerics are compared as numbers of 64 bits while all have the
/// same scale, which is what columns with a declared scale have.
final class ObjectMinMax extends MinMax {
  private final Type type;
  private final ValueOrder order;
  private @Nullable Object[] best = new @Nullable Object[0];

  ObjectMinMax(boolean max, Type type) {
    super(max, type);
    this.type = type;
    order = ValueOrder.of(type);
  }

  @Override
  public void resize(int groups) {
    int capacity = Room.capacity(best.length, groups);
    if (capacity > best.length) {
      best = Arrays.copyOf(best, capacity);
      seen = Arrays.copyOf(seen, capacity);
    }
  }

  @Override
  void add(int @Nullable [] groups, Column[] arguments, int size, long @Nullable [] validity) {
    Column column = arguments[0];
    if (groups == null && column instanceof NumericColumn numbers && !numbers.isBig()) {
      addToFirst(numbers, size, validity);
      return;
    }
    for (int i = 0; i < size; i++) {
      if (validity == null || (validity[i >> 6] >>> i & 1) != 0) {
        Object value = Values.get(column, i, type);
        if (value != null) {
          offer(groups == null ? 0 : groups[i], value);
        }
      }
    }
  }

  /// Finds the row first, and makes one object of it.
  private void addToFirst(NumericColumn numbers, int size, long @Nullable [] validity) {
    int found = -1;
    for (int i = 0; i < size; i++) {
      if ((validity == null || (validity[i >> 6] >>> i & 1) != 0)
          && (found < 0
              || (max ? compare(numbers, i, found) > 0 : compare(numbers, i, found) < 0))) {
        found = i;
      }
    }
    if (found >= 0) {
      offer(0, numbers.getNumeric(found));
    }
  }

  private static int compare(NumericColumn numbers, int a, int b) {
    long[] low = numbers.low();
    return numbers.isLong()
        ? Long.compare(low[a], low[b])
        : Int128.compare(numbers.high()[a], low[a], numbers.high()[b], low[b]);
  }

  private void offer(int group, Object value) {
    Object old = best[group];
    int comparison = old == null ? 0 : order.compareAll(value, old);
    if (old == null || (max ? comparison > 0 : comparison < 0)) {
      best[group] = value;
      seen[group] = true;
    }
  }

  @Override
  Column column(int from, int count, long @Nullable [] validity) {
    ColumnBuilder builder = ColumnBuilder.of(type, count);
    for (int group = from; group < from + count; group++) {
      Object value = best[group];
      if (value instanceof Numeric number) {
        builder.append(number);
      } else if (value == null) {
        builder.appendNull();
      } else {
        Values.append(builder, type, value);
      }
    }
    return builder.build();
  }

  @Override
  public long memory() {
    return 80L * best.length;
  }
}
