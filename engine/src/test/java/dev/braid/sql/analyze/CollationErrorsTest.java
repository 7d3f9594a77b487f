package dev.braid.sql.analyze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.braid.error.BraidException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is wrong with collations before anything runs: message and place are PostgreSQL's.
class CollationErrorsTest {
  private static Oracle oracle;

  @BeforeAll
  static void open() {
    oracle = new Oracle();
  }

  @AfterAll
  static void close() throws Exception {
    oracle.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT c COLLATE \"C\" || name COLLATE \"POSIX\" FROM t, v",
        "SELECT a FROM t WHERE (c COLLATE \"C\" = 'a') AND c COLLATE \"C\" < 'b' COLLATE ucs_basic",
        "SELECT x || y FROM (SELECT c COLLATE \"C\" AS x, c COLLATE \"POSIX\" AS y FROM t) s ORDER"
            + " BY 1",
        "SELECT 1 FROM (SELECT c COLLATE \"C\" AS x, c COLLATE \"POSIX\" AS y FROM t) s GROUP BY (x"
            + " || y)",
        "SELECT c COLLATE \"C\" FROM t GROUP BY c",
        "SELECT c FROM t GROUP BY c COLLATE \"C\"",
        "SELECT c COLLATE \"C\" COLLATE \"POSIX\" FROM t",
        "SELECT a COLLATE \"C\" FROM t",
        "WITH RECURSIVE r AS (SELECT c FROM t UNION ALL SELECT c COLLATE \"C\" FROM r) SELECT *"
            + " FROM r",
        "SELECT tags COLLATE \"C\" FROM v",
        "SELECT c COLLATE \"C\" FROM t INTERSECT SELECT x FROM (SELECT c COLLATE \"POSIX\" AS x"
            + " FROM t) s"
      })
  void isWhatPostgresSays(String sql) throws Exception {
    assertThat(oracle.braid(sql)).isEqualTo(oracle.server(sql));
  }

  @Test
  void hintsSayWhatToDo() {
    BraidException implicit =
        catchThrowableOfType(
            BraidException.class,
            () ->
                oracle.analyze(
                    "SELECT DISTINCT x || y FROM (SELECT c COLLATE \"C\" AS x, c COLLATE \"POSIX\""
                        + " AS y FROM t) s"));
    assertThat(implicit.sqlState()).isEqualTo("42P21");
    assertThat(implicit.hint())
        .isEqualTo(
            "You can choose the collation by applying the COLLATE clause to one or both"
                + " expressions.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"de_DE\"", "public.\"C\"", "\"default\""})
  void otherNamesAreRefused(String name) {
    assertThat(oracle.braid("SELECT c COLLATE " + name + " FROM t"))
        .startsWith("0A000 at 10: collation");
  }
}
