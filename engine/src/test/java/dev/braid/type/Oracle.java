package dev.braid.type;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.error.BraidException;
import dev.braid.testing.TestPostgres;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Collects SQL expressions with the answers Braid gives, and compares all with PostgreSQL's in one
/// query: the text of the value, or the SQLSTATE and message of the error.
public final class Oracle {
  private final List<String> expressions = new ArrayList<>();
  private final List<@Nullable String> answers = new ArrayList<>();

  public void add(String expression, Supplier<? extends @Nullable Object> answer) {
    expressions.add(expression);
    String given;
    try {
      Object value = answer.get();
      given = value == null ? null : value.toString();
    } catch (BraidException e) {
      given = "!" + e.sqlState() + " " + e.message();
    }
    answers.add(given);
  }

  /// A string literal.
  public static String q(@Nullable String text) {
    return text == null ? "NULL::text" : "'" + text.replace("'", "''") + "'::text";
  }

  public void check() {
    List<String> wrong = new ArrayList<>();
    try (Connection connection = TestPostgres.superuser();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          CREATE OR REPLACE FUNCTION pg_temp.answer(e text) RETURNS text LANGUAGE plpgsql AS $$
          DECLARE r text;
          BEGIN
            EXECUTE 'SELECT (' || e || ')::text' INTO r;
            RETURN r;
          EXCEPTION WHEN OTHERS THEN
            RETURN '!' || SQLSTATE || ' ' || SQLERRM;
          END $$
          """);
      Array array = connection.createArrayOf("text", expressions.toArray());
      try (PreparedStatement query =
          connection.prepareStatement(
              "SELECT e, pg_temp.answer(e) FROM unnest(?) WITH ORDINALITY AS u(e, n) ORDER BY n")) {
        query.setArray(1, array);
        try (ResultSet rows = query.executeQuery()) {
          for (int i = 0; rows.next(); i++) {
            String wanted = rows.getString(2);
            String given = answers.get(i);
            if (wanted == null ? given != null : !wanted.equals(given)) {
              wrong.add(rows.getString(1) + "\n  wanted " + wanted + "\n  given  " + given);
            }
          }
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    assertThat(wrong.stream().limit(15).toList())
        .as("%d of %d", wrong.size(), answers.size())
        .isEmpty();
  }
}
