package dev.braid.exec;

import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import java.util.List;

/// Walks a [LargePartition] from one group of peers to the next.
final class PeerCursor {
  /// Takes the rows of a group as they are found.
  interface Receiver {
    void rows(Batch batch, int from, int to);
  }

  private final StoredCursor rows;
  private final List<SortKey> keys;
  private final ValueEquality[] equalities;
  private final Receiver receiver;
  private long start;
  private long end;
  private long group = -1;

  PeerCursor(LargePartition partition, List<SortKey> keys, Receiver receiver) {
    this.rows = partition.cursor();
    this.keys = keys;
    this.receiver = receiver;
    this.equalities = new ValueEquality[keys.size()];
    for (int i = 0; i < equalities.length; i++) {
      equalities[i] = new ValueEquality(partition.input().type(keys.get(i).column()));
    }
  }

  /// Goes on until the row's group is the current one. Rows are asked for in ascending order.
  void reach(long row) {
    while (row >= end) {
      next();
    }
  }

  private void next() {
    start = end;
    group++;
    Batch first = rows.at(start);
    int place = rows.place(start);
    while (end < rows.size()) {
      Batch batch = rows.at(end);
      int from = rows.place(end);
      int to = from;
      while (to < batch.size() && isPeer(first, place, batch, to)) {
        to++;
      }
      receiver.rows(batch, from, to);
      end += to - from;
      if (to < batch.size()) {
        return;
      }
    }
  }

  private boolean isPeer(Batch first, int place, Batch batch, int row) {
    for (int i = 0; i < equalities.length; i++) {
      Column own = first.column(keys.get(i).column());
      if (!equalities[i].same(own, place, batch.column(keys.get(i).column()), row)) {
        return false;
      }
    }
    return true;
  }

  /// The first row of the current group.
  long start() {
    return start;
  }

  /// The row behind the current group.
  long end() {
    return end;
  }

  /// The current group's number, from 0.
  long group() {
    return group;
  }
}
