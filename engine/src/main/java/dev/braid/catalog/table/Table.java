package dev.braid.catalog.table;

import java.util.List;

/// A table that can be scanned in parallel.
public interface Table {
  /// Schema (the dataset's name, or `public`) of the table.
  String schema();

  String name();

  List<TableColumn> columns();

  /// What is known without reading the table through; cheap to ask.
  TableStatistics statistics();

  /// Opens a scan of the table as it is now: files that change while it runs make it fail, never
  /// return a mixture.
  ///
  /// @param columns positions in [#columns], in the order in which morsels number them
  /// @param filters conditions that no row wanted fails; morsels in which none can meet them may be
  ///   left out. The scan may return rows that do not meet them.
  TableScan scan(List<Integer> columns, List<ZoneFilter> filters);

  /// Whether the table has found its own columns to be of other types than it says; whoever looks
  /// tables up opens it anew then.
  default boolean isStale() {
    return false;
  }

  /// How its files are read, as far as that changes which rows there are, their order or their
  /// values: what was learned under another reading does not hold.
  default String reading() {
    return "";
  }

  /// Indexes on the table.
  List<TableIndex> indexes();

  /// Value of the storage parameter `parallel_workers`, or -1 where it is not set.
  int parallelWorkers();
}
