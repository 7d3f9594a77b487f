package dev.braid.hash;

import java.util.Arrays;

/// Groups by hash: open addressing with linear probing.
///
/// A slot holds the lower half of the hash and the group's number in one long, so that a look at it
/// nearly always tells whether the keys are worth comparing. Its place comes from the upper bits,
/// which makes a walk through the slots one in the order of hashes.
final class HashSlots {
  private long[] slots = new long[128];
  private final int skipped;
  private int shift = 64 - 7;
  private long[] hashes = new long[64];
  private int size;

  /// @param skipped upper bits that all hashes have in common
  HashSlots(int skipped) {
    this.skipped = skipped;
  }

  int size() {
    return size;
  }

  long hash(int group) {
    return hashes[group];
  }

  long memory() {
    return 8L * slots.length + 8L * hashes.length;
  }

  /// The group of a table without keys.
  void addOnly() {
    slots[0] = 1;
    size = 1;
  }

  /// Makes room for so many more groups.
  void room(int more) {
    int needed = size + more;
    if (hashes.length < needed) {
      hashes = Arrays.copyOf(hashes, Math.max(needed, hashes.length + (hashes.length >> 1)));
    }
    if (slots.length < 2L * needed) {
      int bits = 64 - Long.numberOfLeadingZeros(2L * needed - 1);
      slots = new long[1 << bits];
      shift = 64 - bits;
      for (int group = 0; group < size; group++) {
        int at = home(hashes[group]);
        while (slots[at] != 0) {
          at = after(at);
        }
        slots[at] = entry(hashes[group], group);
      }
    }
  }

  private static long entry(long hash, int group) {
    return hash << 32 | group + 1;
  }

  int home(long hash) {
    return (int) (hash << skipped >>> shift);
  }

  int after(int slot) {
    return slot + 1 & slots.length - 1;
  }

  /// Takes each of the rows to the next slot with its hash, or to a new group in an empty one.
  ///
  /// @param at where each row starts, and where it was found
  /// @param fresh takes the rows that made new groups
  /// @param pairs takes the other rows and the groups they may belong to
  /// @return how many groups were made
  int look(long[] hashOf, int[] rows, int count, int[] at, int[] groups, int[] fresh, Pairs pairs) {
    long[] table = slots;
    int mask = table.length - 1;
    int added = 0;
    for (int i = 0; i < count; i++) {
      int row = rows[i];
      long hash = hashOf[row];
      int slot = at[row];
      while (true) {
        long found = table[slot];
        if (found == 0) {
          hashes[size] = hash;
          table[slot] = entry(hash, size);
          groups[row] = size++;
          fresh[added++] = row;
          break;
        }
        if ((int) (found >>> 32) == (int) hash) {
          pairs.add(row, (int) found - 1);
          at[row] = slot;
          break;
        }
        slot = slot + 1 & mask;
      }
    }
    return added;
  }

  int[] order() {
    return SlotOrder.of(slots.length, slot -> (int) slots[slot] - 1, hashes, size, skipped, shift);
  }
}
