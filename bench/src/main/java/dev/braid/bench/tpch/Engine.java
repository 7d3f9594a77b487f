package dev.braid.bench.tpch;

import java.sql.SQLException;

/// Something that answers SQL, in this process or through a connection.
interface Engine extends AutoCloseable {
  /// Runs a query and fetches all of its rows.
  ///
  /// @return how many there were
  long rows(String sql) throws Exception;

  /// Plans a query without running it.
  default void plan(String sql) throws Exception {
    rows("EXPLAIN " + sql);
  }

  /// Most memory held so far, in bytes.
  long peakMemory() throws Exception;

  @Override
  void close() throws SQLException;
}
