package dev.braid.type;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.error.BraidException;
import dev.braid.testing.TestPostgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// Compares one calculation over many rows of operands with the server's.
///
/// The server calculates each row in a function that catches errors, so a row's answer is a text or
/// `!SQLSTATE message`; the same is made of what Braid answers.
final class ScalarOracle {
  /// A calculation over the texts of the operands; null for SQL NULL.
  interface Calculation {
    @org.jspecify.annotations.Nullable
    Object apply(String a, String b) throws Exception;
  }

  private ScalarOracle() {}

  /// @param sql over the texts `a` and `b`, such as `a::numeric + b::numeric`
  static void assertSame(String sql, List<String[]> rows, Calculation braid) {
    List<String> differences = differences(sql, rows, braid);
    assertThat(differences.stream().limit(200))
        .as("%s: %d of %d rows differ", sql, differences.size(), rows.size())
        .isEmpty();
  }

  static List<String> differences(String sql, List<String[]> rows, Calculation braid) {
    List<String> expected = ask(sql, rows);
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      String[] row = rows.get(i);
      String actual = answer(braid, row);
      if (!actual.equals(expected.get(i))) {
        differences.add(
            "a=[%s] b=[%s]%n  server [%s]%n  braid  [%s]"
                .formatted(row[0], row[1], cut(expected.get(i)), cut(actual)));
      }
    }
    return differences;
  }

  private static String cut(String text) {
    return text.length() <= 300 ? text : text.substring(0, 300) + "... " + text.length();
  }

  private static String answer(Calculation braid, String[] row) {
    try {
      Object value = braid.apply(row[0], row[1]);
      return value == null ? "NULL" : value.toString();
    } catch (BraidException e) {
      return "!"
          + e.sqlState()
          + " "
          + e.message()
          + (e.detail() == null ? "" : " / " + e.detail());
    } catch (Exception e) {
      return e.toString();
    }
  }

  private static List<String> ask(String sql, List<String[]> rows) {
    try (Connection connection = TestPostgres.superuser();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          SET jit = off;
          CREATE FUNCTION pg_temp.answer(a text, b text) RETURNS text LANGUAGE plpgsql AS $body$
          DECLARE details text;
          BEGIN
            RETURN coalesce((%s)::text, 'NULL');
          EXCEPTION WHEN OTHERS THEN
            GET STACKED DIAGNOSTICS details = PG_EXCEPTION_DETAIL;
            RETURN '!' || SQLSTATE || ' ' || SQLERRM
              || CASE WHEN details = '' THEN '' ELSE ' / ' || details END;
          END $body$\
          """
              .formatted(sql));
      try (PreparedStatement query =
          connection.prepareStatement(
              "SELECT pg_temp.answer(a, b) FROM unnest(?, ?) WITH ORDINALITY AS t(a, b, n)"
                  + " ORDER BY n")) {
        query.setArray(1, connection.createArrayOf("text", column(rows, 0)));
        query.setArray(2, connection.createArrayOf("text", column(rows, 1)));
        List<String> answers = new ArrayList<>();
        try (ResultSet result = query.executeQuery()) {
          while (result.next()) {
            answers.add(result.getString(1));
          }
        }
        return answers;
      }
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private static String[] column(List<String[]> rows, int index) {
    return rows.stream().map(row -> row[index]).toArray(String[]::new);
  }
}
