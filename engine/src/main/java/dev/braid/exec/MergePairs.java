package dev.braid.exec;

import dev.braid.hash.RowEquality;
import dev.braid.type.Type;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;

/// Pairs with equal keys of two sorted sides. It remembers where in the inner rows it was, and
/// starts anew by binary search when the outer rows have jumped back.
final class MergePairs implements PairFinder {
  private final MergeJoin node;
  private final Batch inner;
  private final Type[] types;
  private int place;

  MergePairs(MergeJoin node, Batch inner) {
    this.node = node;
    this.inner = inner;
    this.types =
        node.innerKeys().stream().map(key -> node.inner().info().type(key)).toArray(Type[]::new);
  }

  @Override
  public Batch inner(Batch outer) {
    return inner;
  }

  @Override
  public int outerRows() {
    return Integer.MAX_VALUE >> 1;
  }

  @Override
  public boolean find(Batch outer, Receiver receiver) {
    int[] left = new int[PairJoin.PAIRS];
    int[] right = new int[PairJoin.PAIRS];
    int count = 0;
    seek(outer);
    for (int row = 0; row < outer.size(); row++) {
      if (hasNull(outer, row)) {
        continue;
      }
      while (place < inner.size() && compare(outer, row, place) > 0) {
        place++;
      }
      for (int other = place; other < inner.size() && compare(outer, row, other) == 0; other++) {
        left[count] = row;
        right[count++] = other;
        if (count == left.length) {
          if (!receiver.pairs(left, right, count)) {
            return false;
          }
          count = 0;
        }
      }
    }
    return count == 0 || receiver.pairs(left, right, count);
  }

  /// The first inner row that is not before the first outer one.
  private void seek(Batch outer) {
    int first = 0;
    while (first < outer.size() && hasNull(outer, first)) {
      first++;
    }
    if (first == outer.size()) {
      return;
    }
    int low = 0;
    int high = inner.size();
    while (low < high) {
      int middle = low + high >>> 1;
      if (compare(outer, first, middle) > 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    place = low;
  }

  private boolean hasNull(Batch outer, int row) {
    for (int key : node.outerKeys()) {
      if (outer.column(key).isNull(row)) {
        return true;
      }
    }
    return false;
  }

  /// Outer row against inner row; an inner key that is NULL is after everything.
  private int compare(Batch outer, int row, int other) {
    for (int i = 0; i < types.length; i++) {
      Column a = outer.column(node.outerKeys().get(i));
      Column b = inner.column(node.innerKeys().get(i));
      if (b.isNull(other)) {
        return -1;
      }
      int order = RowEquality.compareValues(a, row, b, other, types[i]);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
