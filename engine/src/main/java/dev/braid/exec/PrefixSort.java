package dev.braid.exec;

/// A stable merge sort of numbers that carries row numbers along: both are read in sequence, where
/// a sort of row numbers alone would jump to its keys.
final class PrefixSort {
  private static final int SMALL = 24;

  private PrefixSort() {}

  /// Sorts both arrays by the first one.
  static void sort(long[] keys, int[] rows) {
    boolean sorted = true;
    for (int i = 1; i < keys.length && sorted; i++) {
      sorted = keys[i - 1] <= keys[i];
    }
    if (!sorted) {
      sort(keys, rows, new long[keys.length / 2 + 1], new int[keys.length / 2 + 1], 0, keys.length);
    }
  }

  private static void sort(
      long[] keys, int[] rows, long[] spareKeys, int[] spareRows, int from, int to) {
    if (to - from <= SMALL) {
      insert(keys, rows, from, to);
      return;
    }
    int middle = from + to >>> 1;
    sort(keys, rows, spareKeys, spareRows, from, middle);
    sort(keys, rows, spareKeys, spareRows, middle, to);
    if (keys[middle - 1] <= keys[middle]) {
      return;
    }
    int left = middle - from;
    System.arraycopy(keys, from, spareKeys, 0, left);
    System.arraycopy(rows, from, spareRows, 0, left);
    int i = 0;
    int j = middle;
    int place = from;
    while (i < left && j < to) {
      if (keys[j] < spareKeys[i]) {
        keys[place] = keys[j];
        rows[place++] = rows[j++];
      } else {
        keys[place] = spareKeys[i];
        rows[place++] = spareRows[i++];
      }
    }
    System.arraycopy(spareKeys, i, keys, place, left - i);
    System.arraycopy(spareRows, i, rows, place, left - i);
  }

  private static void insert(long[] keys, int[] rows, int from, int to) {
    for (int i = from + 1; i < to; i++) {
      long key = keys[i];
      int row = rows[i];
      int place = i;
      while (place > from && keys[place - 1] > key) {
        keys[place] = keys[place - 1];
        rows[place] = rows[place - 1];
        place--;
      }
      keys[place] = key;
      rows[place] = row;
    }
  }
}
