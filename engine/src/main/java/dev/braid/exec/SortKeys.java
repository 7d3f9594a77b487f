package dev.braid.exec;

import dev.braid.hash.RowEquality;
import dev.braid.type.Kind;
import dev.braid.type.Type;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The order of a sort over batches: compares rows, and sorts them by numbers of 64 bits that agree
/// with the order of the keys, so that most comparisons are of two longs.
final class SortKeys {
  private final List<SortKey> keys;
  private final Type[] types;

  SortKeys(List<SortKey> keys, NodeInfo rows) {
    this.keys = keys;
    this.types = keys.stream().map(key -> rows.type(key.column())).toArray(Type[]::new);
  }

  /// Compares rows of two batches by all keys.
  int compare(Batch a, int row, Batch b, int other) {
    for (int i = 0; i < types.length; i++) {
      SortKey key = keys.get(i);
      int order = compare(a.column(key.column()), row, b.column(key.column()), other, i);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private int compare(Column a, int row, Column b, int other, int index) {
    SortKey key = keys.get(index);
    boolean absent = a.isNull(row);
    boolean otherAbsent = b.isNull(other);
    if (absent || otherAbsent) {
      int order = Boolean.compare(absent, otherAbsent);
      return key.nullsFirst() ? -order : order;
    }
    int order = RowEquality.compareValues(a, row, b, other, types[index]);
    return key.descending() ? -order : order;
  }

  /// Numbers of rows, ascending in the order of the first key: different ones decide, in whatever
  /// batches of this sort the rows stand.
  long[] prefixes(Batch batch, int[] rows, int from, int to) {
    if (keys.isEmpty() || types[0].kind() == Kind.NUMERIC) {
      return new long[to - from]; // scales differ from batch to batch
    }
    return prefix(batch, 0).of(rows, from, to);
  }

  private KeyPrefix prefix(Batch batch, int index) {
    SortKey key = keys.get(index);
    return new KeyPrefix(key, batch.column(key.column()).flat(), types[index].kind(), 0);
  }

  /// Row numbers in order; equal rows stay in the order they have.
  int[] sort(Batch rows) {
    int[] order = new int[rows.size()];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    if (!keys.isEmpty()) {
      new Sorting(rows, order).sort(0, prefix(rows, 0), 0, order.length);
    }
    return order;
  }

  /// Sorts by one number after the other, each among rows that the ones before leave equal.
  private final class Sorting {
    /// Rows that are fewer are compared with each other at once.
    private static final int FEW = 16;

    private final Batch rows;
    private final int[] order;
    private final RowSort[] byValues = new RowSort[types.length];

    Sorting(Batch rows, int[] order) {
      this.rows = rows;
      this.order = order;
    }

    void sort(int key, KeyPrefix prefix, int from, int to) {
      if (to - from < FEW) {
        byValues(key).sort(order, from, to);
        return;
      }
      long[] numbers = prefix.of(order, from, to);
      int[] sorted = Arrays.copyOfRange(order, from, to);
      PrefixSort.sort(numbers, sorted);
      System.arraycopy(sorted, 0, order, from, sorted.length);
      int start = 0;
      while (start < numbers.length) {
        int end = start + 1;
        while (end < numbers.length && numbers[end] == numbers[start]) {
          end++;
        }
        if (end - start > 1) {
          sortEqual(key, prefix, numbers[start], from + start, from + end);
        }
        start = end;
      }
    }

    private void sortEqual(int key, KeyPrefix prefix, long number, int from, int to) {
      switch (prefix.next(number)) {
        case KEY -> {
          if (key + 1 < types.length) {
            sort(key + 1, prefix(rows, key + 1), from, to);
          }
        }
        case WORD -> sort(key, prefix.nextWord(), from, to);
        case VALUES -> byValues(key).sort(order, from, to);
      }
    }

    /// By a key and those after it.
    private RowSort byValues(int first) {
      if (byValues[first] == null) {
        Column[] columns = new Column[types.length - first];
        List<SortKey> places = new ArrayList<>();
        for (int i = 0; i < columns.length; i++) {
          SortKey key = keys.get(first + i);
          columns[i] = rows.column(key.column());
          places.add(new SortKey(i, key.descending(), key.nullsFirst()));
        }
        byValues[first] =
            new RowSort(columns, Arrays.copyOfRange(types, first, types.length), places);
      }
      return byValues[first];
    }
  }
}
