package dev.braid.hash;

import java.util.function.IntUnaryOperator;

/// The order of hashes, from a table addressed by their upper bits: only neighbours are out of
/// place, so that sorting by insertion takes linear time. Entries pushed over the table's end to
/// its start are put back first.
final class SlotOrder {
  private SlotOrder() {}

  /// @param group the group in a slot, negative where there is none
  /// @param skipped upper bits that all hashes have in common; the next ones tell the slot
  static int[] of(int slots, IntUnaryOperator group, long[] hashes, int size, int skipped, int shift) {
    int[] order = new int[size];
    int[] wrapped = new int[size];
    int pushed = 0;
    int count = 0;
    boolean start = true;
    for (int slot = 0; slot < slots && count + pushed < size; slot++) {
      int found = group.applyAsInt(slot);
      if (found < 0) {
        start = false;
      } else if (start && (int) (hashes[found] << skipped >>> shift) > slot) {
        wrapped[pushed++] = found;
      } else {
        order[count++] = found;
      }
    }
    System.arraycopy(wrapped, 0, order, count, pushed);
    for (int i = 1; i < size; i++) {
      int found = order[i];
      long hash = hashes[found];
      int place = i;
      while (place > 0 && Long.compareUnsigned(hashes[order[place - 1]], hash) > 0) {
        order[place] = order[place - 1];
        place--;
      }
      order[place] = found;
    }
    return order;
  }
}
