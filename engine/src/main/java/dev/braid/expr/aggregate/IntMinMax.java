package dev.braid.expr.aggregate;

import dev.braid.type.Type;
import dev.braid.vector.Column;
import dev.braid.vector.IntColumn;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Of smallint, integer and date. The least is kept as the greatest complement, so that one loop
/// does both.
final class IntMinMax extends MinMax {
  private final int flip;
  private int[] best = new int[0];

  IntMinMax(boolean max, Type type) {
    super(max, type);
    flip = max ? 0 : -1;
  }

  @Override
  public void resize(int groups) {
    int before = best.length;
    int capacity = Room.capacity(before, groups);
    if (capacity > before) {
      best = Arrays.copyOf(best, capacity);
      Arrays.fill(best, before, capacity, Integer.MIN_VALUE);
      seen = Arrays.copyOf(seen, capacity);
    }
  }

  @Override
  void add(int @Nullable [] groups, Column[] arguments, int size, long @Nullable [] validity) {
    int[] values = ((IntColumn) arguments[0]).values();
    int mask = flip;
    if (groups == null && validity == null) {
      int first = best[0];
      for (int i = 0; i < size; i++) {
        first = Math.max(first, values[i] ^ mask);
      }
      best[0] = first;
      seen[0] |= size > 0;
    } else if (groups != null && validity == null) {
      for (int i = 0; i < size; i++) {
        int group = groups[i];
        best[group] = Math.max(best[group], values[i] ^ mask);
        seen[group] = true;
      }
    } else {
      for (int i = 0; i < size; i++) {
        if (validity == null || (validity[i >> 6] >>> i & 1) != 0) {
          int group = groups == null ? 0 : groups[i];
          best[group] = Math.max(best[group], values[i] ^ mask);
          seen[group] = true;
        }
      }
    }
  }

  @Override
  Column column(int from, int count, long @Nullable [] validity) {
    int[] values = new int[count];
    for (int i = 0; i < count; i++) {
      values[i] = best[from + i] ^ flip;
    }
    return new IntColumn(values, count, validity);
  }

  @Override
  public long memory() {
    return 5L * best.length;
  }
}
