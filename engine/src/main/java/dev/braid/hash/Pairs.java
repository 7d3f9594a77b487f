package dev.braid.hash;

/// Pairs of rows, left ones and right ones, that may be equal; comparisons thin them out a column
/// at a time.
public final class Pairs {
  int[] left;
  int[] right;
  int count;

  /// Pairs found to differ, from the start of the array of their left rows.
  int[] failedLeft;

  int[] failedRight;
  int failed;

  public Pairs(int capacity) {
    left = new int[capacity];
    right = new int[capacity];
    failedLeft = new int[capacity];
    failedRight = new int[capacity];
  }

  public int[] left() {
    return left;
  }

  public int[] right() {
    return right;
  }

  public int count() {
    return count;
  }

  /// Says how many pairs have been written into the arrays.
  public void count(int pairs) {
    count = pairs;
  }

  /// Keeps only the pairs at these places, ascending.
  public void pick(int[] places, int size) {
    for (int i = 0; i < size; i++) {
      left[i] = left[places[i]];
      right[i] = right[places[i]];
    }
    count = size;
  }

  /// Empties both lists and makes room.
  public void clear(int capacity) {
    if (left.length < capacity) {
      int wider = Math.max(capacity, 2 * left.length);
      left = new int[wider];
      right = new int[wider];
      failedLeft = new int[wider];
      failedRight = new int[wider];
    }
    count = 0;
    failed = 0;
  }

  public void add(int leftRow, int rightRow) {
    left[count] = leftRow;
    right[count++] = rightRow;
  }

  /// Puts pair `i` on one of the two lists; `kept` pairs have been kept before.
  int decide(int i, boolean equal, int kept) {
    int l = left[i];
    int r = right[i];
    if (equal) {
      left[kept] = l;
      right[kept] = r;
      return kept + 1;
    }
    failedLeft[failed] = l;
    failedRight[failed++] = r;
    return kept;
  }
}
