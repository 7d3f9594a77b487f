package dev.braid.hash;

import dev.braid.vector.Column;
import dev.braid.vector.IntColumn;
import dev.braid.vector.LongColumn;
import java.util.Arrays;

/// Groups by one integer: open addressing with linear probing over the values themselves.
final class LongSlots {
  private static final int NONE = -1;

  private long[] values;
  private int[] groupOf;
  private final int skipped;
  private int shift;
  private long[] hashes;
  private int size;
  private int nullGroup = NONE;
  private int[] fresh = new int[0];

  /// @param capacity groups to expect
  /// @param skipped upper bits that all hashes have in common
  LongSlots(int capacity, int skipped) {
    this.skipped = skipped;
    int slots = Math.max(16, Integer.highestOneBit(Math.min(capacity, 1 << 28)) * 4);
    values = new long[slots];
    groupOf = new int[slots];
    shift = 64 - Integer.numberOfTrailingZeros(slots);
    hashes = new long[capacity];
  }

  int size() {
    return size;
  }

  long hash(int group) {
    return hashes[group];
  }

  long memory() {
    return 12L * values.length + 8L * hashes.length;
  }

  /// Finds or makes the groups of the rows.
  ///
  /// @return the rows that made new ones
  int[] map(Column column, int rows, int[] groups) {
    if (fresh.length < rows) {
      fresh = new int[rows];
    }
    int before = size;
    if (column.hasNoNulls() && column instanceof LongColumn longs) {
      mapLongs(longs.values(), rows, groups, before);
    } else if (column.hasNoNulls() && column instanceof IntColumn ints) {
      mapInts(ints.values(), rows, groups, before);
    } else {
      mapNullable(column, rows, groups, before);
    }
    return fresh;
  }

  private void mapNullable(Column column, int rows, int[] groups, int before) {
    int known = before;
    for (int i = 0; i < rows; i++) {
      int group;
      if (column.isNull(i)) {
        group = nullGroup != NONE ? nullGroup : addNull();
      } else {
        group = of(column instanceof IntColumn ? column.getInt(i) : column.getLong(i));
      }
      groups[i] = group;
      if (group == known) {
        fresh[known++ - before] = i;
      }
    }
  }

  private void mapLongs(long[] from, int rows, int[] groups, int before) {
    int known = before;
    for (int i = 0; i < rows; i++) {
      int group = of(from[i]);
      groups[i] = group;
      if (group == known) {
        fresh[known++ - before] = i;
      }
    }
  }

  private void mapInts(int[] from, int rows, int[] groups, int before) {
    int known = before;
    for (int i = 0; i < rows; i++) {
      int group = of(from[i]);
      groups[i] = group;
      if (group == known) {
        fresh[known++ - before] = i;
      }
    }
  }

  private int of(long value) {
    long hash = Hashes.mix(value);
    int slot = (int) (hash << skipped >>> shift);
    int mask = values.length - 1;
    int found;
    while ((found = groupOf[slot]) != 0) {
      if (values[slot] == value) {
        return found - 1;
      }
      slot = slot + 1 & mask;
    }
    return add(value, hash, slot);
  }

  private int add(long value, long hash, int slot) {
    if (2 * (size + 1) > values.length) {
      grow();
      return of(value);
    }
    values[slot] = value;
    groupOf[slot] = size + 1;
    return note(hash);
  }

  private int addNull() {
    nullGroup = size;
    return note(0);
  }

  private int note(long hash) {
    if (size == hashes.length) {
      hashes = Arrays.copyOf(hashes, 2 * size);
    }
    hashes[size] = hash;
    return size++;
  }

  private void grow() {
    long[] oldValues = values;
    int[] oldGroups = groupOf;
    values = new long[2 * oldValues.length];
    groupOf = new int[values.length];
    shift--;
    int mask = values.length - 1;
    for (int i = 0; i < oldValues.length; i++) {
      if (oldGroups[i] != 0) {
        int slot = (int) (Hashes.mix(oldValues[i]) << skipped >>> shift);
        while (groupOf[slot] != 0) {
          slot = slot + 1 & mask;
        }
        values[slot] = oldValues[i];
        groupOf[slot] = oldGroups[i];
      }
    }
  }

  int[] order() {
    int[] order =
        SlotOrder.of(values.length, slot -> groupOf[slot] - 1, hashes, size - nulls(), skipped, shift);
    if (nullGroup == NONE) {
      return order;
    }
    int[] all = new int[size];
    all[0] = nullGroup;
    System.arraycopy(order, 0, all, 1, order.length);
    return all;
  }

  private int nulls() {
    return nullGroup == NONE ? 0 : 1;
  }
}
