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
import java.util.Objects;
import java.util.concurrent.Callable;

/// Collects expressions and what Braid answers, and asks PostgreSQL for all of them at once. An
/// error is compared by its SQLSTATE and message.
final class DateTimeOracle {
  private final String timeZone;
  private final List<String> expressions = new ArrayList<>();
  private final List<String> answers = new ArrayList<>();

  DateTimeOracle(String timeZone) {
    this.timeZone = timeZone;
  }

  static String quote(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /// An expression of SQL whose text must equal the answer's.
  void expect(String expression, Callable<?> answer) {
    expressions.add(expression);
    String text;
    try {
      text = Objects.toString(answer.call());
    } catch (BraidException e) {
      text = e.sqlState() + " " + e.message();
    } catch (Exception e) {
      text = "failed: " + e;
    }
    answers.add(text);
  }

  void check() {
    assertThat(expressions).isNotEmpty();
    List<String> wrong = new ArrayList<>();
    List<String> expected = ask();
    for (int i = 0; i < expected.size(); i++) {
      if (!expected.get(i).equals(answers.get(i))) {
        wrong.add(expressions.get(i) + " is " + expected.get(i) + ", not " + answers.get(i));
      }
    }
    assertThat(wrong.stream().limit(40)).as("%d of %d", wrong.size(), expected.size()).isEmpty();
  }

  private List<String> ask() {
    try (Connection connection = TestPostgres.superuser();
        Statement statement = connection.createStatement()) {
      statement.execute("SET TimeZone = '" + timeZone + "'");
      statement.execute(
          """
          CREATE FUNCTION pg_temp.answer(expression text) RETURNS text LANGUAGE plpgsql AS $$
          DECLARE result text;
          BEGIN
            EXECUTE 'SELECT (' || expression || ')::text' INTO result;
            RETURN coalesce(result, 'null');
          EXCEPTION WHEN others THEN RETURN SQLSTATE || ' ' || SQLERRM;
          END $$
          """);
      List<String> all = new ArrayList<>();
      try (PreparedStatement query =
          connection.prepareStatement(
              "SELECT pg_temp.answer(e) FROM unnest(?::text[]) WITH ORDINALITY u(e, n)"
                  + " ORDER BY n")) {
        query.setArray(1, connection.createArrayOf("text", expressions.toArray()));
        try (ResultSet rows = query.executeQuery()) {
          while (rows.next()) {
            all.add(rows.getString(1));
          }
        }
      }
      return all;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
