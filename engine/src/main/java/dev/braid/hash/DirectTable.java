package dev.braid.hash;

import dev.braid.vector.Column;
import dev.braid.vector.IntColumn;
import dev.braid.vector.LongColumn;
import org.jspecify.annotations.Nullable;

/// A join's build rows by one integer, addressed by its distance from the smallest. For ranges of
/// up to four times as many numbers as there are rows, which keys counted up from 1 always have.
final class DirectTable {
  private static final int SMALL = 4096;

  private final long smallest;

  /// For unique keys the row + 1 of each number; else where the rows of each number start in
  /// `rows`.
  private final int[] slots;

  private final int @Nullable [] rows;

  private DirectTable(long smallest, int[] slots, int @Nullable [] rows) {
    this.smallest = smallest;
    this.slots = slots;
    this.rows = rows;
  }

  /// The table, or null when the numbers lie too far apart.
  static @Nullable DirectTable of(Column keys, int size) {
    long smallest = Long.MAX_VALUE;
    long largest = Long.MIN_VALUE;
    for (int i = 0; i < size; i++) {
      if (!keys.isNull(i)) {
        long value = value(keys, i);
        smallest = Math.min(smallest, value);
        largest = Math.max(largest, value);
      }
    }
    long range = largest - smallest;
    if (largest < smallest || range < 0 || range >= Math.max(SMALL, Math.min(4L * size, 1 << 28))) {
      return null;
    }
    int[] slots = new int[(int) range + 2];
    boolean unique = true;
    for (int i = 0; i < size && unique; i++) {
      if (!keys.isNull(i)) {
        int slot = (int) (value(keys, i) - smallest);
        unique = slots[slot] == 0;
        slots[slot] = i + 1;
      }
    }
    return unique
        ? new DirectTable(smallest, slots, null)
        : duplicates(keys, size, smallest, slots.length);
  }

  private static DirectTable duplicates(Column keys, int size, long smallest, int length) {
    int[] starts = new int[length + 1];
    int total = 0;
    for (int i = 0; i < size; i++) {
      if (!keys.isNull(i)) {
        starts[(int) (value(keys, i) - smallest) + 2]++;
        total++;
      }
    }
    for (int i = 1; i < starts.length; i++) {
      starts[i] += starts[i - 1];
    }
    int[] rows = new int[total];
    for (int i = 0; i < size; i++) {
      if (!keys.isNull(i)) {
        rows[starts[(int) (value(keys, i) - smallest) + 1]++] = i;
      }
    }
    return new DirectTable(smallest, starts, rows);
  }

  private static long value(Column keys, int row) {
    return keys instanceof IntColumn ints ? ints.values()[row] : keys.getLong(row);
  }

  boolean isUnique() {
    return rows == null;
  }

  int buckets() {
    return slots.length;
  }

  long memory() {
    return 4L * slots.length + (rows == null ? 0 : 4L * rows.length);
  }

  int row(int place) {
    return rows == null ? place : rows[place];
  }

  /// Places are the rows themselves where keys are unique.
  void look(Column probe, int count, int[] from, int[] to) {
    int numbers = rows == null ? slots.length - 1 : slots.length - 2;
    if (probe instanceof IntColumn ints) {
      int[] values = ints.values();
      for (int i = 0; i < count; i++) {
        place(values[i] - smallest, numbers, i, from, to);
      }
    } else {
      long[] values = ((LongColumn) probe).values();
      for (int i = 0; i < count; i++) {
        place(values[i] - smallest, numbers, i, from, to);
      }
    }
  }

  private void place(long distance, int numbers, int i, int[] from, int[] to) {
    if (distance < 0 || distance >= numbers) {
      from[i] = 0;
      to[i] = 0;
    } else if (rows == null) {
      int row = slots[(int) distance];
      from[i] = Math.max(0, row - 1);
      to[i] = row;
    } else {
      from[i] = slots[(int) distance];
      to[i] = slots[(int) distance + 1];
    }
  }
}
