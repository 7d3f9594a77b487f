package dev.braid.expr.aggregate;

import dev.braid.vector.Column;
import dev.braid.vector.LongColumn;
import dev.braid.vector.Validity;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// How many rows each group has; part of many states.
final class Counts {
  private long[] counts = new long[0];

  void resize(int groups) {
    int capacity = Room.capacity(counts.length, groups);
    if (capacity > counts.length) {
      counts = Arrays.copyOf(counts, capacity);
    }
  }

  long get(int group) {
    return counts[group];
  }

  void add(int group) {
    counts[group]++;
  }

  /// Counts the rows that hold a value.
  ///
  /// @param groups null for group 0
  void add(int @Nullable [] groups, int size, long @Nullable [] validity) {
    if (groups == null) {
      counts[0] += Validity.countValid(validity, size);
    } else if (validity == null) {
      for (int i = 0; i < size; i++) {
        counts[groups[i]]++;
      }
    } else {
      for (int i = 0; i < size; i++) {
        counts[groups[i]] += validity[i >> 6] >>> i & 1;
      }
    }
  }

  LongColumn column(int from, int count) {
    return new LongColumn(Arrays.copyOfRange(counts, from, from + count), count, null);
  }

  void merge(int[] groups, Column state, int size) {
    long[] parts = ((LongColumn) state).values();
    for (int i = 0; i < size; i++) {
      counts[groups[i]] += parts[i];
    }
  }

  /// The groups that have so many rows.
  long @Nullable [] validity(long atLeast, int from, int count) {
    return Room.validity(counts, atLeast, from, count);
  }

  long memory() {
    return 8L * counts.length;
  }
}
