package dev.braid.exec;

import dev.braid.catalog.table.IndexEntries;
import dev.braid.catalog.table.IndexKey;
import dev.braid.catalog.table.TableIndex;
import dev.braid.hash.RowEquality;
import dev.braid.type.Type;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import java.util.List;

/// Binary search in an index: first among the first entries of all blocks, then in one block.
/// Belongs to one participant.
final class IndexSearch {
  private final IndexEntries entries;
  private final List<IndexKey> keys;
  private final Type[] types;
  private final Batch firsts;
  private int blockNumber = -1;
  private Batch block = new Batch(new Column[0], 0);

  /// @param types of the keys
  IndexSearch(TableIndex index, IndexEntries entries, List<Type> types) {
    this.entries = entries;
    this.keys = index.keys();
    this.types = types.toArray(Type[]::new);
    this.firsts = entries.firsts();
  }

  /// The first entry that is not before the values, or, with `after`, the first one behind all
  /// equal ones; the number of entries where there is none.
  ///
  /// @param values one column for each of the first `count` keys
  /// @param rows the row of the value in each column
  long position(Column[] values, int[] rows, int count, boolean after) {
    int low = 0;
    int high = firsts.size();
    while (low < high) {
      int middle = low + high >>> 1;
      if (isBefore(firsts, middle, values, rows, count, after)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    if (low == 0) {
      return 0;
    }
    int number = low - 1;
    if (number != blockNumber) {
      block = entries.block(number);
      blockNumber = number;
    }
    low = 0;
    high = block.size();
    while (low < high) {
      int middle = low + high >>> 1;
      if (isBefore(block, middle, values, rows, count, after)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return (long) number * entries.blockSize() + low;
  }

  private boolean isBefore(
      Batch batch, int row, Column[] values, int[] rows, int count, boolean after) {
    for (int i = 0; i < count; i++) {
      int order = compare(batch.column(i), row, values[i], rows[i], i);
      if (order != 0) {
        return order < 0;
      }
    }
    return after;
  }

  private int compare(Column entry, int row, Column value, int other, int index) {
    IndexKey key = keys.get(index);
    boolean absent = entry.isNull(row);
    boolean otherAbsent = value.isNull(other);
    if (absent || otherAbsent) {
      int order = Boolean.compare(absent, otherAbsent);
      return key.nullsFirst() ? -order : order;
    }
    int order = RowEquality.compareValues(entry, row, value, other, types[index]);
    return key.descending() ? -order : order;
  }
}
