package dev.braid.catalog.table;

import java.util.List;

/// A sorted index of a table, by which rows are found in order or by value.
public interface TableIndex {
  String name();

  /// The keys, the most significant first.
  List<IndexKey> keys();

  boolean unique();

  /// How many entries there are: one for every row of the table.
  long rows();

  /// Size in memory or on disk.
  long bytes();

  /// The entries, for any number of readers at once.
  ///
  /// @throws dev.braid.error.BraidException when they cannot be read any more
  IndexEntries entries();
}
