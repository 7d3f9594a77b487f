package dev.braid.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.error.BraidException;
import dev.braid.result.Result;
import dev.braid.testing.Routes;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Parameters without a type mean here what they mean to PostgreSQL: columns, rows and refusals are
/// the same.
final class ParametersTest {
  private static final String ROWS =
      "(VALUES (1, 5::bigint, date '2020-01-01', timestamp '2020-01-01 12:00', 'a', 1.5)) AS t(i,"
          + " b, d, ts, s, n)";

  @TempDir private static Path folder;
  private static Routes routes;

  @BeforeAll
  static void open() {
    routes = new Routes(folder);
  }

  @AfterAll
  static void close() {
    routes.close();
  }

  private static String answer(String dataset, String sql, Object[] parameters) {
    try {
      Result result = routes.query(dataset, sql, parameters);
      return result.columns() + " " + result.rows();
    } catch (BraidException e) {
      // What cannot be read as the type found, the server says without a place.
      int position = e.sqlState().startsWith("22") ? 0 : e.position();
      String message = e.message().replaceFirst("^dataset [^:]*: ", "");
      return e.sqlState() + " " + message + " " + e.detail() + " at " + position;
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " ; ",
      quoteCharacter = '\0',
      value = {
        "SELECT $1 ; 7",
        "SELECT $1 + 1, $1 ; 7",
        "SELECT $1 + 1, $1 + 2 ; 7",
        "SELECT $1::int, $1 / 2 ; 7",
        "SELECT $1 / 2, $1 / 2.0 ; 7",
        "SELECT i = $1, b = $1 FROM ROWS ; 5",
        "SELECT b = $1, i = $1 FROM ROWS ; 5000000000",
        "SELECT i = $1, b = $1 FROM ROWS ; 5000000000",
        "SELECT d = $1, ts = $1 FROM ROWS ; 2020-01-01 12:00",
        "SELECT ts = $1, d = $1 FROM ROWS ; 2020-01-01 12:00",
        "SELECT i FROM ROWS WHERE $1 IS NULL OR i = $1 ; 1",
        "SELECT i FROM ROWS WHERE $1::int IS NULL OR i = $1 ; 1",
        "SELECT i FROM ROWS WHERE i = $1 OR $1 IS NULL ; 1",
        "SELECT $1 IS NULL ; 1",
        "SELECT ($1, i) IS NULL FROM ROWS ; 1",
        "SELECT i = $1, s = $1 FROM ROWS ; 1",
        "SELECT s = $1, i = $1 FROM ROWS ; 1",
        "SELECT s || $1, upper($1) FROM ROWS ; x",
        "SELECT $1 FROM ROWS WHERE i = $1 ; 1",
        "SELECT $1 FROM ROWS WHERE s = $1 ; a",
        "SELECT $1 AS p, count(*) FROM ROWS GROUP BY $1 ; a",
        "SELECT i + $1, count(*) FROM ROWS GROUP BY i + $1 ; 3",
        "SELECT i FROM ROWS ORDER BY $1 ; 3",
        "SELECT i FROM ROWS LIMIT $1 ; 1",
        "SELECT $1 UNION ALL SELECT 3 ; 4",
        "SELECT 3.5 UNION ALL SELECT $1 ; 4",
        "SELECT coalesce(n, $1), $1 FROM ROWS ; 4",
        "SELECT CASE WHEN $1 THEN 1 ELSE 2 END, NOT $1 ; t",
        "SELECT $1 IN (1, 2), $1 ; 2",
        "SELECT i BETWEEN $1 AND $1 FROM ROWS ; 1",
        "SELECT n > $1, n + $1 FROM ROWS ; 1.25",
        "SELECT interval '1 day' * $1 ; 2",
        "SELECT ts + $1 FROM ROWS ; 1 day",
        "SELECT d + $1 FROM ROWS ; 3",
        "SELECT d - $1 FROM ROWS ; 2019-12-01",
        "SELECT $1::interval hour ; 10",
        "SELECT $1::varchar(2), $1 ; abcd",
        "SELECT $1::date, $1::timestamp ; 2020-01-01 10:00",
        "SELECT EXISTS (SELECT $1) ; 1",
        "SELECT (SELECT i FROM ROWS WHERE b = $1), $1 + 1 ; 5",
        "WITH w AS (SELECT $1 AS p) SELECT p FROM w ; 5",
        "WITH w AS (SELECT i FROM ROWS WHERE i = $1) SELECT 1 ; 5",
        "SELECT count($1), max($1) ; 5",
        "SELECT ARRAY[$1, 2], $1 ; 5",
        "SELECT $1 = ANY (ARRAY[1, 2]) ; 2",
        "SELECT i = ANY ($1) FROM ROWS ; {1,2}",
        "SELECT length($1), $1 = 'x' ; x",
        "SELECT abs($1) ; -5",
        "SELECT round($1, 1) ; 5.55",
        "SELECT $2 + 1 ; 5,6",
        "SELECT $2 + 1, $1 || 'a' ; 5,6",
        "SELECT $1 = $2, $2 + 1 ; 5,6",
        "SELECT $1 + $2 ; 5,6",
        "SELECT i = $1 FROM ROWS ; x",
        "SELECT extract(day FROM $1::date) ; 2020-01-02",
        "SELECT date_trunc('month', $1) ; 2020-01-02",
        "SELECT to_char($1, 'YYYY') ; 2020-01-02",
        "SELECT 1 WHERE $1 ; t",
        "SELECT sum(i) FILTER (WHERE i < $1) OVER (ORDER BY i ROWS $1 PRECEDING) FROM ROWS ; 2",
        "SELECT i FROM ROWS GROUP BY i HAVING count(*) > $1 ; 0",
        "SELECT lag(i, $1) OVER () FROM ROWS ; 1",
        "SELECT generate_series(1, $1) ; 3"
      })
  void meansTheSameAsToPostgres(String sql, String values) {
    Object[] parameters = Arrays.stream(values.split(",(?![^{]*})")).toArray();
    String text = sql.replace("FROM ROWS", "FROM " + ROWS);
    assertThat(answer("files", text, parameters)).isEqualTo(answer("server", text, parameters));
  }
}
