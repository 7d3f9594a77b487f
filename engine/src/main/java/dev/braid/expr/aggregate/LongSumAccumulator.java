package dev.braid.expr.aggregate;

import dev.braid.expr.EvalContext;
import dev.braid.type.Type;
import dev.braid.vector.Column;
import dev.braid.vector.IntColumn;
import dev.braid.vector.LongColumn;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `sum(smallint)` and `sum(integer)`, which are bigint. It takes more than 2^32 rows to overflow.
final class LongSumAccumulator extends StrictAccumulator {
  private long[] sums = new long[0];
  private boolean[] seen = new boolean[0];

  @Override
  public List<Type> stateTypes() {
    return List.of(Type.INT8);
  }

  @Override
  public void resize(int groups) {
    int capacity = Room.capacity(sums.length, groups);
    if (capacity > sums.length) {
      sums = Arrays.copyOf(sums, capacity);
      seen = Arrays.copyOf(seen, capacity);
    }
  }

  @Override
  void add(int @Nullable [] groups, Column[] arguments, int size, long @Nullable [] validity) {
    int[] values = ((IntColumn) arguments[0]).values();
    if (groups == null) {
      addToFirst(values, size, validity);
    } else if (validity == null) {
      for (int i = 0; i < size; i++) {
        int group = groups[i];
        sums[group] += values[i];
        seen[group] = true;
      }
    } else {
      for (int i = 0; i < size; i++) {
        if ((validity[i >> 6] >>> i & 1) != 0) {
          int group = groups[i];
          sums[group] += values[i];
          seen[group] = true;
        }
      }
    }
  }

  private void addToFirst(int[] values, int size, long @Nullable [] validity) {
    long sum = 0;
    if (validity == null) {
      for (int i = 0; i < size; i++) {
        sum += values[i];
      }
      seen[0] |= size > 0;
    } else {
      long any = 0;
      for (int i = 0; i < size; i++) {
        long bit = validity[i >> 6] >>> i & 1;
        any |= bit;
        sum += values[i] & -bit;
      }
      seen[0] |= any != 0;
    }
    sums[0] += sum;
  }

  @Override
  public Column[] state(int from, int count) {
    return new Column[] {column(from, count)};
  }

  private LongColumn column(int from, int count) {
    return new LongColumn(
        Arrays.copyOfRange(sums, from, from + count), count, Room.validity(seen, from, count));
  }

  @Override
  public void mergeState(int[] groups, Column[] state, int size, EvalContext context) {
    LongColumn parts = (LongColumn) state[0];
    for (int i = 0; i < size; i++) {
      if (!parts.isNull(i)) {
        sums[groups[i]] += parts.values()[i];
        seen[groups[i]] = true;
      }
    }
  }

  @Override
  public Column result(int from, int count, EvalContext context) {
    return column(from, count);
  }

  @Override
  public long memory() {
    return 9L * sums.length;
  }
}
