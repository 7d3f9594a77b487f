package dev.braid.exec;

import dev.braid.hash.RowEquality;
import dev.braid.type.Type;
import dev.braid.vector.Column;
import java.util.List;

/// A stable sort of row numbers by columns, for rows in memory that are few or sorted rarely.
final class RowSort {
  private final Column[] columns;
  private final Type[] types;
  private final List<SortKey> keys;

  /// @param keys places in `columns`
  RowSort(Column[] columns, Type[] types, List<SortKey> keys) {
    this.columns = columns;
    this.types = types;
    this.keys = keys;
  }

  int compare(int a, int b) {
    for (SortKey key : keys) {
      Column column = columns[key.column()];
      boolean absent = column.isNull(a);
      int order;
      if (absent || column.isNull(b)) {
        order = Boolean.compare(absent, column.isNull(b));
        order = key.nullsFirst() ? -order : order;
      } else {
        order = RowEquality.compareValues(column, a, column, b, types[key.column()]);
        order = key.descending() ? -order : order;
      }
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  /// Sorts `rows[from]` to `rows[to - 1]`.
  void sort(int[] rows, int from, int to) {
    if (to - from > 1) {
      merge(rows, new int[to - from], from, to);
    }
  }

  private void merge(int[] rows, int[] spare, int from, int to) {
    if (to - from <= 8) {
      for (int i = from + 1; i < to; i++) {
        int row = rows[i];
        int place = i;
        while (place > from && compare(rows[place - 1], row) > 0) {
          rows[place] = rows[place - 1];
          place--;
        }
        rows[place] = row;
      }
      return;
    }
    int middle = (from + to) >>> 1;
    merge(rows, spare, from, middle);
    merge(rows, spare, middle, to);
    if (compare(rows[middle - 1], rows[middle]) <= 0) {
      return;
    }
    int left = middle - from;
    System.arraycopy(rows, from, spare, 0, left);
    int i = 0;
    int right = middle;
    int place = from;
    while (i < left && right < to) {
      rows[place++] = compare(rows[right], spare[i]) < 0 ? rows[right++] : spare[i++];
    }
    System.arraycopy(spare, i, rows, place, left - i);
  }
}
