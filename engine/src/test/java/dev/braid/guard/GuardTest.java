package dev.braid.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.braid.error.BraidException;
import dev.braid.guard.Statement.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuardTest {
  private static BraidException refusal(String sql) {
    BraidException refusal = catchThrowableOfType(BraidException.class, () -> Guard.check(sql));
    assertThat(refusal).as("the guard let through: %s", sql).isNotNull();
    return refusal;
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  \n\t", ";", " ; ", "-- only a comment", "/* only */ -- comments"})
  void refusesTheEmptyText(String sql) {
    assertThat(refusal(sql).message()).isEqualTo("Empty query");
    assertThat(refusal(sql).sqlState()).isEqualTo("42601");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO t VALUES (1)",
        "UPDATE t SET a = 1",
        "DELETE FROM t",
        "MERGE INTO t USING s ON true WHEN MATCHED THEN DELETE",
        "TRUNCATE t",
        "CREATE TABLE t (a int)",
        "CREATE TABLE t AS SELECT 1",
        "ALTER TABLE t ADD b int",
        "DROP TABLE t",
        "GRANT ALL ON t TO PUBLIC",
        "REVOKE ALL ON t FROM PUBLIC",
        "COPY t TO STDOUT",
        "COPY (SELECT 1) TO PROGRAM 'sh'",
        "DO $$BEGIN END$$",
        "CALL p()",
        "EXECUTE q",
        "LOCK TABLE t",
        "VACUUM t",
        "ANALYZE t",
        "ANALYSE t",
        "REINDEX TABLE t",
        "CLUSTER t",
        "REFRESH MATERIALIZED VIEW v",
        "COMMENT ON TABLE t IS 'x'",
        "SECURITY LABEL ON TABLE t IS 'x'",
        "LOAD 'x'",
        "CHECKPOINT",
        "IMPORT FOREIGN SCHEMA s FROM SERVER x INTO y",
        "REASSIGN OWNED BY a TO b"
      })
  void refusesWhatWritesByItsVerb(String sql) {
    String verb = sql.substring(0, sql.indexOf(' ') < 0 ? sql.length() : sql.indexOf(' '));
    assertThat(refusal(sql).sqlState()).isEqualTo("25006");
    assertThat(refusal(sql).message())
        .isEqualTo("only SELECT, VALUES, TABLE, WITH, EXPLAIN and SHOW are allowed, got: " + verb);
    assertThat(refusal(" /* x */\n" + sql).position()).isEqualTo(10);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BEGIN",
        "START TRANSACTION",
        "COMMIT",
        "END",
        "ROLLBACK",
        "ABORT",
        "SAVEPOINT s",
        "RELEASE s",
        "SET x = 1",
        "SET TRANSACTION READ WRITE",
        "SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE",
        "SET LOCAL transaction_read_only = off",
        "SET ROLE postgres",
        "RESET ALL",
        "RESET SESSION AUTHORIZATION",
        "DISCARD ALL",
        "LISTEN c",
        "NOTIFY c",
        "UNLISTEN *",
        "PREPARE q AS SELECT 1",
        "DEALLOCATE q",
        "DECLARE c CURSOR FOR SELECT 1",
        "FETCH c",
        "MOVE c",
        "CLOSE c",
        "commit",
        "CoMmIt",
        "PREPARE TRANSACTION 'x'"
      })
  void refusesWhatBelongsToSessionsAndTransactions(String sql) {
    assertThat(refusal(sql).sqlState()).isEqualTo("0A000");
    assertThat(refusal(sql).message())
        .contains("got: " + sql.split(" ")[0].toUpperCase(java.util.Locale.ROOT));
    assertThat(refusal(sql).position()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "SELCT 1 | SELCT | 1",
        "foo | foo | 1",
        "\"select\" 1 | \"select\" | 1",
        "42 | 42 | 1",
        "'x' | 'x' | 1",
        "SELECT 1) AS a, (SELECT 2 | ) | 9",
        "SELECT (1]) | ] | 10",
        "SELECT 1)) | ) | 9",
        "values | values | 1",
        "SHOW (x) | ( | 6",
        "SHOW 1 | 1 | 6",
        "SELECT {fn now()} | { | 8",
        "SELECT 1 \\gexec | \\ | 10",
        "SELECT $ | $ | 8",
        "WITH x SELECT 1 | WITH | 1",
        "WITH x AS (SELECT 1) WITH y AS (SELECT 2) SELECT 3 | WITH | 22",
        "SELECT 😀, ) | ) | 11",
        "(SELECT 1) 2 | 2 | 12",
      })
  void refusesBrokenSyntaxAsPostgresDoes(String sql, String near, int position) {
    assertThat(refusal(sql).sqlState()).isEqualTo("42601");
    assertThat(refusal(sql).message()).isEqualTo("syntax error at or near \"" + near + "\"");
    assertThat(refusal(sql).position()).isEqualTo(position);
  }

  @Test
  void saysWhichBracketIsNeverClosed() {
    BraidException refusal = refusal("SELECT (1, (2)");
    assertThat(refusal.message()).isEqualTo("syntax error at end of input");
    assertThat(refusal.detail()).isEqualTo("The \"(\" at character 8 is never closed.");
    assertThat(refusal.position()).isEqualTo(15);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "SELECT 1; SELECT 2 | 11",
        "SELECT 1;;SELECT 2 | 11",
        "COMMIT; DROP SCHEMA public CASCADE | 9",
        "; SELECT 1 | 3",
        "SELECT ';'; SELECT 2 | 13",
        "SELECT (1; SELECT 2) | 12",
        "SELECT 1 /* ; */; /* */ x | 25",
        "SELECT $$;$$;SELECT 2 | 14",
        "SELECT '\\'; DROP TABLE t; --' | 13",
        "SELECT $a$ $b$; $a$; DROP TABLE t | 22"
      })
  void refusesSeveralStatements(String sql, int position) {
    assertThat(refusal(sql).message()).isEqualTo("only one statement is allowed");
    assertThat(refusal(sql).sqlState()).isEqualTo("42601");
    assertThat(refusal(sql).position()).isEqualTo(position);
  }

  /// pgjdbc does not know that E'..' goes on as an E'..' string on the next line: it would take the
  /// text for two statements.
  @Test
  void refusesWhatTheDriverWouldSplit() {
    BraidException refusal = refusal("SELECT E'a'\n'\\'; DROP TABLE t; --'");
    assertThat(refusal.sqlState()).isEqualTo("0A000");
    assertThat(refusal.detail()).contains("JDBC driver");
  }

  @Test
  void refusesWhatTheDriverWouldChange() {
    assertThat(refusal("SELECT a ?? b FROM t").sqlState()).isEqualTo("0A000");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "WITH x AS (DELETE FROM t RETURNING 1) SELECT * FROM x | WITH .. DELETE | 12",
        "WITH a AS (SELECT 1), x AS MATERIALIZED (UPDATE t SET a = 1 RETURNING 1) TABLE x | WITH .."
            + " UPDATE | 42",
        "WITH x AS NOT MATERIALIZED ((INSERT INTO t VALUES (1))) SELECT 1 | WITH .. INSERT | 30",
        "WITH x AS (SELECT 1) DELETE FROM t | WITH .. DELETE | 22",
        "WITH x AS (SELECT 1) INSERT INTO t TABLE x | WITH .. INSERT | 22",
        "SELECT * FROM (WITH x AS (MERGE INTO t USING s ON true WHEN MATCHED THEN DELETE RETURNING"
            + " 1) TABLE x) AS y | WITH .. MERGE | 27",
        "SELECT (SELECT (WITH x AS (WITH y AS (DELETE FROM t RETURNING 1) TABLE y) SELECT 1 FROM"
            + " x)) | WITH .. DELETE | 39",
        "WITH RECURSIVE g AS (SELECT 1 UNION SELECT 1 FROM g) CYCLE a SET b USING c, x AS (DELETE"
            + " FROM t) SELECT 1 | WITH .. DELETE | 83",
        "EXPLAIN WITH x AS (DELETE FROM t RETURNING 1) SELECT 1 | WITH .. DELETE | 20",
        "EXPLAIN DELETE FROM t | EXPLAIN DELETE | 9",
        "EXPLAIN ANALYZE DELETE FROM t | EXPLAIN DELETE | 17",
        "EXPLAIN (ANALYZE, VERBOSE) UPDATE t SET a = 1 | EXPLAIN UPDATE | 28",
        "EXPLAIN ANALYZE VERBOSE INSERT INTO t VALUES (1) | EXPLAIN INSERT | 25",
        "EXPLAIN EXECUTE q | EXPLAIN EXECUTE | 9",
        "EXPLAIN CREATE TABLE x AS SELECT 1 | EXPLAIN CREATE | 9",
        "(DELETE FROM t) | DELETE | 2",
        "((TRUNCATE t)) | TRUNCATE | 3"
      })
  void refusesWritesWithin(String sql, String named, int position) {
    BraidException refusal = refusal(sql);
    assertThat(refusal.message()).endsWith("are allowed, got: " + named);
    assertThat(refusal.sqlState()).isEqualTo("25006");
    assertThat(refusal.position()).isEqualTo(position);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1 INTO t",
        "SELECT 1 INTO TEMP t FROM x",
        "SELECT INTO t FROM x",
        "(SELECT 1 INTO t)",
        "SELECT * FROM (SELECT 1 INTO t) q",
        "WITH x AS (SELECT 1) SELECT * INTO t FROM x",
        "SELECT 1 UNION SELECT 2 INTO t",
        "EXPLAIN ANALYZE SELECT 1 INTO t"
      })
  void refusesSelectInto(String sql) {
    assertThat(refusal(sql).message()).isEqualTo("SELECT INTO is not allowed: it creates a table");
    assertThat(refusal(sql).sqlState()).isEqualTo("25006");
    assertThat(refusal(sql).position()).isEqualTo(sql.indexOf("INTO") + 1);
  }

  @ParameterizedTest
  @CsvSource({
    "SELECT * FROM t FOR UPDATE, FOR UPDATE",
    "SELECT * FROM t FOR NO KEY UPDATE, FOR NO KEY UPDATE",
    "SELECT * FROM t FOR SHARE OF t NOWAIT, FOR SHARE",
    "SELECT * FROM t FOR KEY SHARE SKIP LOCKED, FOR KEY SHARE",
    "SELECT * FROM t LIMIT 1 FOR UPDATE, FOR UPDATE",
    "SELECT * FROM (SELECT 1 FROM t FOR UPDATE) q, FOR UPDATE",
    "SELECT EXISTS (SELECT FROM t FOR SHARE), FOR SHARE",
    "((SELECT 1 FROM t) FOR UPDATE), FOR UPDATE",
    "(SELECT 1 FROM t) FOR UPDATE, FOR UPDATE",
    "WITH x AS (SELECT * FROM t FOR UPDATE) TABLE x, FOR UPDATE",
    "TABLE t FOR UPDATE, FOR UPDATE",
    "SELECT substring((SELECT a FROM t FOR UPDATE) FOR 3), FOR UPDATE"
  })
  void refusesRowLocks(String sql, String lock) {
    assertThat(refusal(sql).message()).isEqualTo(lock + " is not allowed: it locks rows");
    assertThat(refusal(sql).sqlState()).isEqualTo("25006");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1\0",
        "SELECT '\0'",
        "SELECT 1; \0 DROP TABLE t",
        "SELECT '\uD800'",
        "SELECT \uDC00\uD800"
      })
  void refusesCharactersThatNoStatementCanHold(String sql) {
    assertThat(refusal(sql).sqlState()).isEqualTo("22021");
  }

  @ParameterizedTest
  @CsvSource({
    "SHOW ALL, SHOW",
    "SHOW search_path;, SHOW",
    "SHOW TIME ZONE, SHOW",
    "SHOW my.setting, SHOW",
    "SHOW \"TimeZone\", SHOW",
    "EXPLAIN SELECT 1, EXPLAIN",
    "EXPLAIN ANALYZE SELECT 1, EXPLAIN",
    "EXPLAIN VERBOSE VALUES (1), EXPLAIN",
    "EXPLAIN ANALYZE VERBOSE (SELECT 1), EXPLAIN",
    "'EXPLAIN (ANALYZE, FORMAT json) SELECT 1', EXPLAIN",
    "EXPLAIN (COSTS off) (SELECT 1), EXPLAIN",
    "EXPLAIN (SELECT 1), EXPLAIN",
    "EXPLAIN ((SELECT 1) UNION SELECT 2), EXPLAIN",
    "EXPLAIN (SELECT 1) UNION SELECT 2, EXPLAIN",
    "EXPLAIN WITH x AS (SELECT 1) TABLE x, EXPLAIN",
    "TABLE t, QUERY"
  })
  void tellsWhatAStatementIs(String sql, Kind kind) {
    Statement statement = Guard.check(sql);
    assertThat(statement.kind()).isEqualTo(kind);
    assertThat(kind == Kind.QUERY || statement.aggregated()).isTrue();
  }

  @Test
  void keepsTheTextUpToTheClosingSemicolon() {
    assertThat(Guard.check(" -- x\n SELECT 1 /* y */ ; -- z").text())
        .isEqualTo(" -- x\n SELECT 1 /* y */ ");
    assertThat(Guard.check("SELECT 1 -- z").text()).isEqualTo("SELECT 1 -- z");
  }

  @Test
  void countsParameters() {
    assertThat(Guard.check("SELECT $2, '$5', \"$6\", $$ $7 $$, a$8 -- $9").parameters())
        .isEqualTo(2);
    assertThat(Guard.check("SELECT 1").parameters()).isZero();
    assertThat(refusal("SELECT $0").sqlState()).isEqualTo("42P02");
    assertThat(refusal("SELECT $65536").message())
        .isEqualTo("parameter number too large at or near \"$65536\"");
    assertThat(refusal("SELECT $99999999999").sqlState()).isEqualTo("42601");
  }

  @Test
  void refusesBottomlessNesting() {
    assertThat(Guard.check("SELECT " + "(".repeat(900) + "1" + ")".repeat(900)).kind())
        .isEqualTo(Kind.QUERY);
    BraidException refusal = refusal("SELECT " + "(".repeat(100_000) + "1" + ")".repeat(100_000));
    assertThat(refusal.sqlState()).isEqualTo("54001");
  }
}
