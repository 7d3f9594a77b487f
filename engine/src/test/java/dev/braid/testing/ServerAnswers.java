package dev.braid.testing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One transaction on the server that answers an expression for many rows; a row that fails has
/// `!SQLSTATE message` for its answer.
final class ServerAnswers implements AutoCloseable {
  private final Connection connection;

  ServerAnswers(String timeZone) {
    connection = TestPostgres.superuser();
    try {
      connection.setAutoCommit(false);
      execute("SET TimeZone = '" + timeZone + "'");
      execute("SET IntervalStyle = 'postgres'");
      execute("SET jit = off");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /// When the transaction began.
  String now() {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT now()::text")) {
      row.next();
      return row.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /// @param sql an expression over the texts `a[1]`, `a[2]`, ...
  /// @param type its type
  /// @param width how many texts a row has
  List<@Nullable String> ask(String sql, String type, int width, List<@Nullable String[]> rows) {
    try {
      execute(
          """
          CREATE OR REPLACE FUNCTION pg_temp.answer(a text[]) RETURNS text LANGUAGE plpgsql AS $body$
          DECLARE r %s;
          BEGIN
            r := %s;
            RETURN CASE WHEN r IS NOT NULL THEN concat(r) END;
          EXCEPTION WHEN OTHERS THEN
            RETURN '!' || SQLSTATE || ' ' || SQLERRM;
          END $body$\
          """
              .formatted(type, sql));
      if (width == 0) {
        return ask("SELECT pg_temp.answer('{}') FROM generate_series(1, " + rows.size() + ")");
      }
      StringBuilder array = new StringBuilder();
      StringBuilder arrays = new StringBuilder();
      for (int i = 0; i < width; i++) {
        array.append(i == 0 ? "c" : ", c").append(i);
        arrays.append(i == 0 ? "?::text[]" : ", ?::text[]");
      }
      String query =
          "SELECT pg_temp.answer(ARRAY[%s]) FROM unnest(%s) WITH ORDINALITY AS t(%s, n) ORDER BY n"
              .formatted(array, arrays, array);
      return ask(query, width, rows);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private List<@Nullable String> ask(String query, int width, List<@Nullable String[]> rows)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      for (int i = 0; i < width; i++) {
        @Nullable String[] column = new @Nullable String[rows.size()];
        for (int row = 0; row < column.length; row++) {
          column[row] = rows.get(row)[i];
        }
        statement.setArray(i + 1, connection.createArrayOf("text", column));
      }
      try (ResultSet result = statement.executeQuery()) {
        return texts(result);
      }
    }
  }

  private List<@Nullable String> ask(String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      return texts(result);
    }
  }

  private static List<@Nullable String> texts(ResultSet result) throws SQLException {
    List<@Nullable String> texts = new ArrayList<>();
    while (result.next()) {
      texts.add(result.getString(1));
    }
    return texts;
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
