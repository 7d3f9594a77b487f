package dev.braid.type;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.error.BraidException;
import dev.braid.testing.TestPostgres;
<<<<<<< HEAD
import java.sql.Array;
=======
>>>>>>> wt-time
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
<<<<<<< HEAD
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
=======
import java.util.Objects;
import java.util.concurrent.Callable;

/// Collects expressions and what Braid answers, and asks PostgreSQL for all of them at once. An
/// error is compared by its SQLSTATE and message.
final class Oracle {
  private final String timeZone;
  private final List<String> expressions = new ArrayList<>();
  private final List<String> answers = new ArrayList<>();

  Oracle(String timeZone) {
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
>>>>>>> wt-time
  }
}
