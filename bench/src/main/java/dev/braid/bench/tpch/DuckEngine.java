package dev.braid.bench.tpch;

import dev.braid.server.tpch.TpchData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/// DuckDB in this process, through JDBC.
final class DuckEngine implements Engine {
  private final Connection connection;
  private final Statement statement;

  /// @param database its file; in memory when empty
  DuckEngine(String database, int threads) throws SQLException {
    connection = DriverManager.getConnection("jdbc:duckdb:" + database);
    statement = connection.createStatement();
    statement.execute("SET threads = " + threads);
  }

  /// Makes a database with tables of DuckDB's own from Parquet files, if there is none.
  static void load(Path database, Path folder) throws SQLException {
    if (Files.exists(database)) {
      return;
    }
    try (DuckEngine duck = new DuckEngine(database.toString(), 2)) {
      for (String table : TpchData.tables()) {
        duck.execute(
            "CREATE TABLE %s AS SELECT * FROM read_parquet('%s/%s.parquet')"
                .formatted(table, folder, table));
      }
      duck.execute("CHECKPOINT");
    }
  }

  void execute(String sql) throws SQLException {
    statement.execute(sql);
  }

  @Override
  public long rows(String sql) throws SQLException {
    return JdbcRows.count(statement, sql);
  }

  @Override
  public long peakMemory() throws IOException {
    return ProcessMemory.peak();
  }

  @Override
  public void close() throws SQLException {
    statement.close();
    connection.close();
  }
}
