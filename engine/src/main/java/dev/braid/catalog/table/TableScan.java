package dev.braid.catalog.table;

/// One scan of a table, cut into morsels that any number of workers read side by side. Morsels are
/// numbered in the order of the table's rows; that cut does not depend on the number of workers.
public interface TableScan extends AutoCloseable {
  int morsels();

  /// Opens a morsel for the calling thread.
  Morsel open(int index);

  /// For EXPLAIN ANALYZE: how many morsels or pages were left out by filters, found in the cache
  /// and so on; name to number.
  default java.util.Map<String, Long> counters() {
    return java.util.Map.of();
  }

  @Override
  void close();
}
