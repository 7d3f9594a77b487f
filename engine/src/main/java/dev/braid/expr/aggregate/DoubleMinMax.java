package dev.braid.expr.aggregate;

import dev.braid.type.Type;
import dev.braid.vector.Column;
import dev.braid.vector.DoubleColumn;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Of floats, in the order in which NaN is the greatest, and -0 below 0.
final class DoubleMinMax extends MinMax {
  private double[] best = new double[0];

  DoubleMinMax(boolean max, Type type) {
    super(max, type);
  }

  @Override
  public void resize(int groups) {
    int before = best.length;
    int capacity = Room.capacity(before, groups);
    if (capacity > before) {
      best = Arrays.copyOf(best, capacity);
      Arrays.fill(best, before, capacity, max ? Double.NEGATIVE_INFINITY : Double.NaN);
      seen = Arrays.copyOf(seen, capacity);
    }
  }

  @Override
  void add(int @Nullable [] groups, Column[] arguments, int size, long @Nullable [] validity) {
    double[] values = ((DoubleColumn) arguments[0]).values();
    if (groups == null && validity == null) {
      double first = best[0];
      for (int i = 0; i < size; i++) {
        first = better(first, values[i]);
      }
      best[0] = first;
      seen[0] |= size > 0;
    } else {
      for (int i = 0; i < size; i++) {
        if (validity == null || (validity[i >> 6] >>> i & 1) != 0) {
          int group = groups == null ? 0 : groups[i];
          best[group] = better(best[group], values[i]);
          seen[group] = true;
        }
      }
    }
  }

  /// Java's maximum is NaN where one is; the minimum must not be.
  private double better(double a, double b) {
    if (max) {
      return Math.max(a, b);
    }
    return Double.isNaN(a) ? b : Double.isNaN(b) ? a : Math.min(a, b);
  }

  @Override
  Column column(int from, int count, long @Nullable [] validity) {
    return new DoubleColumn(Arrays.copyOfRange(best, from, from + count), count, validity);
  }

  @Override
  public long memory() {
    return 9L * best.length;
  }
}
