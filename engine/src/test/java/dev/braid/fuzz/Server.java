package dev.braid.fuzz;

import dev.braid.testing.TestPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// The test server's answers; a statement that takes long is cancelled (57014).
final class Server implements AutoCloseable {
  private final Connection connection = TestPostgres.superuser();

  Server() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET statement_timeout = 1500");
      statement.execute("SET jit = off");
      statement.execute("SET TimeZone = 'UTC'");
    }
  }

  Answer ask(String sql) {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      ResultSetMetaData about = result.getMetaData();
      List<String> names = new ArrayList<>();
      List<String> types = new ArrayList<>();
      for (int i = 1; i <= about.getColumnCount(); i++) {
        names.add(about.getColumnName(i));
        types.add(about.getColumnTypeName(i));
      }
      List<List<String>> rows = new ArrayList<>();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= types.size(); i++) {
          String value = result.getString(i);
          row.add(value == null ? Answer.NULL : value);
        }
        rows.add(row);
      }
      return new Answer(names, types, rows, "", "", null);
    } catch (SQLException e) {
      return Answer.error(String.valueOf(e.getSQLState()), String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
