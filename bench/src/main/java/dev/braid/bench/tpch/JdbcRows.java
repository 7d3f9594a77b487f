package dev.braid.bench.tpch;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// Rows fetched through JDBC.
final class JdbcRows {
  private JdbcRows() {}

  /// Fetches every value.
  static long count(Statement statement, String sql) throws SQLException {
    try (ResultSet result = statement.executeQuery(sql)) {
      int columns = result.getMetaData().getColumnCount();
      long rows = 0;
      while (result.next()) {
        rows++;
        for (int i = 1; i <= columns; i++) {
          result.getObject(i);
        }
      }
      return rows;
    }
  }
}
