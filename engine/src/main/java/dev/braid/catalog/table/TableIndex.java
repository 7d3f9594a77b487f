package dev.braid.catalog.table;

import java.util.List;

/// An index of a table, by which rows are found in order or by value.
public interface TableIndex {
  String name();

  /// Positions of the key columns in the table.
  List<Integer> columns();

  boolean unique();

  /// Size in memory or on disk.
  long bytes();
}
