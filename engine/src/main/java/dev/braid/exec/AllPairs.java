package dev.braid.exec;

import dev.braid.vector.Batch;

/// Every outer row with every inner row.
final class AllPairs implements PairFinder {
  private final Batch rows;
  private final int inner;

  AllPairs(Batch rows) {
    this.rows = rows;
    this.inner = rows.size();
  }

  @Override
  public Batch inner(Batch outer) {
    return rows;
  }

  @Override
  public int outerRows() {
    return Math.max(1, PairJoin.PAIRS / Math.max(1, inner));
  }

  @Override
  public boolean find(Batch outer, Receiver receiver) {
    // Several outer rows come only with an inner side that is small enough for all pairs at once.
    int step = Math.max(1, PairJoin.PAIRS / Math.max(1, outer.size()));
    for (int from = 0; from < inner; from += step) {
      int to = Math.min(inner, from + step);
      int[] left = new int[outer.size() * (to - from)];
      int[] right = new int[left.length];
      int count = 0;
      for (int row = 0; row < outer.size(); row++) {
        for (int other = from; other < to; other++) {
          left[count] = row;
          right[count++] = other;
        }
      }
      if (!receiver.pairs(left, right, count)) {
        return false;
      }
    }
    return true;
  }
}
