package dev.braid.catalog.table;

import dev.braid.vector.Column;

/// Some tens of thousands of neighbouring rows, read by one thread. A column that is never asked
/// for is never decoded; neither are, as far as its encoding allows, rows that are not picked.
public interface Morsel extends AutoCloseable {
  int rows();

  /// Whether rows `from` to `from + count` may meet the scan's filters.
  default boolean mayMatch(int from, int count) {
    return true;
  }

  /// Rows `from` to `from + count` of a column.
  ///
  /// @param column position in the scan's list of columns
  Column read(int column, int from, int count);

  /// Only the picked ones of these rows.
  ///
  /// @param rows ascending, relative to `from`
  default Column read(int column, int from, int[] rows, int count) {
    int last = count == 0 ? 0 : rows[count - 1] + 1;
    return read(column, from, last).gather(rows, count);
  }

  @Override
  void close();
}
