package dev.braid.source.file.parquet;

import java.util.ArrayList;
import java.util.List;

/// Ranges of rows of one row group, ascending, with other rows between them.
///
/// @param bounds of each range the first row and the one behind the last
record RowRanges(List<Integer> bounds) {
  RowRanges {
    bounds = List.copyOf(bounds);
  }

  static RowRanges all(int rows) {
    return new RowRanges(rows == 0 ? List.of() : List.of(0, rows));
  }

  int count() {
    return bounds.size() / 2;
  }

  int from(int range) {
    return bounds.get(2 * range);
  }

  int to(int range) {
    return bounds.get(2 * range + 1);
  }

  /// Rows in all ranges.
  int rows() {
    int rows = 0;
    for (int i = 0; i < count(); i++) {
      rows += to(i) - from(i);
    }
    return rows;
  }

  /// Whether some of the rows `from` to `to` are in a range.
  boolean touch(int from, int to) {
    for (int i = 0; i < count(); i++) {
      if (from(i) < to && to(i) > from) {
        return true;
      }
    }
    return false;
  }

  /// Rows that are in both.
  RowRanges and(RowRanges other) {
    List<Integer> both = new ArrayList<>();
    int mine = 0;
    int theirs = 0;
    while (mine < count() && theirs < other.count()) {
      int from = Math.max(from(mine), other.from(theirs));
      int to = Math.min(to(mine), other.to(theirs));
      if (from < to) {
        both.add(from);
        both.add(to);
      }
      if (to(mine) < other.to(theirs)) {
        mine++;
      } else {
        theirs++;
      }
    }
    return new RowRanges(both);
  }

  /// The same with ranges put together between which there are fewer rows than these.
  RowRanges withoutGaps(int least) {
    List<Integer> wider = new ArrayList<>();
    for (int i = 0; i < count(); i++) {
      if (!wider.isEmpty() && from(i) - wider.getLast() < least) {
        wider.removeLast();
      } else {
        wider.add(from(i));
      }
      wider.add(to(i));
    }
    return new RowRanges(wider);
  }
}
