package dev.braid.bench.tpch;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/// A PostgreSQL server on this machine, through pgjdbc. Its memory is measured by [TpchRivals],
/// which runs the server.
final class PostgresEngine implements Engine {
  private final Connection connection;
  private final Statement statement;

  PostgresEngine(int port, int workers) throws SQLException {
    connection =
        DriverManager.getConnection(
            "jdbc:postgresql://localhost:" + port + "/postgres", "postgres", "postgres");
    statement = connection.createStatement();
    statement.execute("SET max_parallel_workers_per_gather = " + workers);
  }

  @Override
  public long rows(String sql) throws SQLException {
    return JdbcRows.count(statement, sql);
  }

  @Override
  public long peakMemory() {
    return 0;
  }

  @Override
  public void close() throws SQLException {
    statement.close();
    connection.close();
  }
}
