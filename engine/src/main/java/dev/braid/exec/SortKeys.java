package dev.braid.exec;

import dev.braid.hash.RowEquality;
import dev.braid.type.Kind;
import dev.braid.type.Type;
import dev.braid.vector.Batch;
import dev.braid.vector.BoolColumn;
import dev.braid.vector.BytesColumn;
import dev.braid.vector.Column;
import dev.braid.vector.DoubleColumn;
import dev.braid.vector.IntColumn;
import dev.braid.vector.LongColumn;
import dev.braid.vector.NumericColumn;
import java.util.ArrayList;
import java.util.List;

/// The order of a sort over batches: compares rows, and gives each row a number of 64 bits whose
/// order agrees with that of the first key, so that most comparisons are of two longs.
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

  /// Numbers of the rows, ascending in the order of the first key. Different numbers decide; equal
  /// ones say nothing.
  long[] prefixes(Batch rows) {
    int size = rows.size();
    long[] prefixes = new long[size];
    if (keys.isEmpty()) {
      return prefixes;
    }
    SortKey key = keys.getFirst();
    Column column = rows.column(key.column()).flat();
    fill(column, types[0].kind(), prefixes);
    if (key.descending()) {
      for (int i = 0; i < size; i++) {
        prefixes[i] = ~prefixes[i];
      }
    }
    if (column.validity() != null) {
      long absent = key.nullsFirst() ? Long.MIN_VALUE : Long.MAX_VALUE;
      for (int i = 0; i < size; i++) {
        if (column.isNull(i)) {
          prefixes[i] = absent;
        }
      }
    }
    return prefixes;
  }

  private static void fill(Column column, Kind kind, long[] prefixes) {
    switch (column) {
      case BoolColumn bools -> {
        for (int i = 0; i < prefixes.length; i++) {
          prefixes[i] = bools.values()[i] ? 1 : 0;
        }
      }
      case IntColumn ints -> {
        for (int i = 0; i < prefixes.length; i++) {
          prefixes[i] = ints.values()[i];
        }
      }
      case LongColumn longs -> System.arraycopy(longs.values(), 0, prefixes, 0, prefixes.length);
      case DoubleColumn doubles -> {
        for (int i = 0; i < prefixes.length; i++) {
          prefixes[i] = ordered(doubles.values()[i]);
        }
      }
      case NumericColumn numerics -> {
        if (numerics.isLong()) {
          System.arraycopy(numerics.low(), 0, prefixes, 0, prefixes.length);
        } else {
          for (int i = 0; i < prefixes.length; i++) {
            prefixes[i] = numerics.isNull(i) ? 0 : ordered(numerics.getNumeric(i).toDouble());
          }
        }
      }
      case BytesColumn bytes -> {
        for (int i = 0; i < prefixes.length; i++) {
          prefixes[i] = kind == Kind.JSONB ? 0 : prefix(bytes, i, kind == Kind.BPCHAR);
        }
      }
      default -> {} // intervals and arrays: the numbers stay equal
    }
  }

  /// A double's place among all doubles, with -0 beside 0 and NaN last.
  private static long ordered(double value) {
    double plain = value == 0 ? 0.0 : value;
    long bits = Double.doubleToLongBits(plain);
    return bits ^ (bits >> 63 & Long.MAX_VALUE);
  }

  /// The first eight bytes as an unsigned number, moved into the signed ones' order.
  private static long prefix(BytesColumn column, int row, boolean padded) {
    byte[] data = column.data();
    int start = column.starts()[row];
    int length = column.lengths()[row];
    if (padded) {
      while (length > 0 && data[start + length - 1] == ' ') {
        length--;
      }
    }
    long prefix = 0;
    for (int i = 0; i < 8; i++) {
      prefix = prefix << 8 | (i < length ? data[start + i] & 0xff : 0);
    }
    return prefix ^ Long.MIN_VALUE;
  }

  /// Row numbers in order; equal rows stay in the order they have.
  int[] sort(Batch rows) {
    int size = rows.size();
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      order[i] = i;
    }
    if (size < 2) {
      return order;
    }
    long[] prefixes = prefixes(rows);
    PrefixSort.sort(prefixes, order);
    sortTies(rows, prefixes, order);
    return order;
  }

  private void sortTies(Batch rows, long[] prefixes, int[] order) {
    Column[] columns = new Column[types.length];
    List<SortKey> places = new ArrayList<>();
    for (int i = 0; i < types.length; i++) {
      SortKey key = keys.get(i);
      columns[i] = rows.column(key.column());
      places.add(new SortKey(i, key.descending(), key.nullsFirst()));
    }
    RowSort ties = new RowSort(columns, types, places);
    int from = 0;
    while (from < order.length) {
      int to = from + 1;
      while (to < order.length && prefixes[to] == prefixes[from]) {
        to++;
      }
      ties.sort(order, from, to);
      from = to;
    }
  }
}
