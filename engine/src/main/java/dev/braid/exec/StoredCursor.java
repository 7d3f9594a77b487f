package dev.braid.exec;

import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import java.util.List;

/// Rows of a [RowStore] by their numbers. The batch that was read last is kept, so that reading on,
/// forward or backward, costs one read a batch.
final class StoredCursor {
  private final List<RowStore.Reader> readers;
  private final long[] starts;
  private Batch batch = new Batch(new Column[0], 0);
  private int current = -1;

  StoredCursor(List<RowStore.Reader> readers) {
    this.readers = readers;
    this.starts = new long[readers.size() + 1];
    for (int i = 0; i < readers.size(); i++) {
      starts[i + 1] = starts[i] + readers.get(i).size();
    }
  }

  /// Rows in all.
  long size() {
    return starts[readers.size()];
  }

  /// The batch that a row is in.
  Batch at(long row) {
    if (current < 0 || row < starts[current] || row >= starts[current + 1]) {
      current = find(row);
      batch = readers.get(current).read();
    }
    return batch;
  }

  /// The row's place in the batch of [#at], which has been called for it.
  int place(long row) {
    return (int) (row - starts[current]);
  }

  private int find(long row) {
    int low = 0;
    int high = readers.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (starts[middle] <= row) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }
}
