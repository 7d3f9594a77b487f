package dev.braid.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.braid.Braid;
import dev.braid.catalog.BatchLimits;
import dev.braid.catalog.Config;
import dev.braid.catalog.Dataset;
import dev.braid.catalog.Description;
import dev.braid.catalog.Limits;
import dev.braid.catalog.PoolSettings;
import dev.braid.catalog.PostgresSource;
import dev.braid.error.BraidException;
import dev.braid.result.Result;
import dev.braid.testing.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;

/// The ways known to get past a read-only promise, tried on the whole engine against a real server.
///
/// The role may write to the tables here, and the pool has one connection, so that whatever an
/// attack leaves behind meets the next query. docs/read-only.md lists the rows.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BypassCatalogueTest {
  /// What an attack might have changed.
  private static final String STATE =
      """
      SELECT concat_ws(' ',
        (SELECT string_agg(a::text, ',' ORDER BY id) FROM bypass.accounts AS a),
        (SELECT last_value FROM bypass.numbers),
        (SELECT count(*) FROM pg_largeobject_metadata),
        (SELECT count(*) FROM pg_collation), (SELECT count(*) FROM pg_class),
        (SELECT count(*) FROM pg_proc), (SELECT count(*) FROM pg_namespace),
        (SELECT count(*) FROM pg_roles), (SELECT count(*) FROM pg_replication_slots),
        (SELECT string_agg(setconfig::text, ',') FROM pg_db_role_setting),
        (SELECT reltuples FROM pg_class WHERE oid = 'bypass.accounts'::regclass),
        (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'),
        (SELECT stats_reset FROM pg_stat_wal))
      """;

  /// What the next query on the connection sees of the session.
  private static final String SESSION =
      """
      SELECT concat_ws(' ', current_user, session_user,
        current_setting('transaction_read_only'), current_setting('default_transaction_read_only'),
        current_setting('transaction_isolation'), current_setting('statement_timeout'),
        current_setting('lock_timeout'), current_setting('search_path'),
        current_setting('standard_conforming_strings'), current_setting('TimeZone'),
        nullif(current_setting('bypass.mark', true), ''),
        (SELECT count(*) FROM pg_cursors WHERE is_holdable),
        (SELECT count(*) FROM pg_listening_channels()))
      """;

  private Braid braid;
  private String state;
  private String session;

  private static PoolSettings pool(Duration queryTimeout) {
    PoolSettings usual = PoolSettings.DEFAULT;
    return new PoolSettings(
        1,
        1,
        usual.idleTimeout(),
        usual.connectTimeout(),
        queryTimeout,
        usual.acquireTimeout(),
        usual.maxLifetime(),
        0,
        10);
  }

  @BeforeAll
  void open() {
    TestPostgres.execute(
        """
        DROP SCHEMA IF EXISTS bypass CASCADE;
        CREATE SCHEMA bypass;
        CREATE TABLE bypass.accounts (id int PRIMARY KEY, balance numeric);
        INSERT INTO bypass.accounts SELECT i, 100 FROM generate_series(1, 20) AS i;
        CREATE SEQUENCE bypass.numbers;
        CREATE TABLE bypass."odd""; DROP TABLE bypass.accounts; --" (a int);
        CREATE EXTENSION IF NOT EXISTS dblink;
        GRANT ALL ON SCHEMA bypass TO reader;
        GRANT ALL ON ALL TABLES IN SCHEMA bypass TO reader;
        GRANT ALL ON ALL SEQUENCES IN SCHEMA bypass TO reader;

        CREATE FUNCTION bypass.writes() RETURNS int LANGUAGE sql SECURITY DEFINER
          AS 'INSERT INTO bypass.accounts VALUES (99, 1) RETURNING id';
        CREATE FUNCTION bypass.runs(command text) RETURNS int LANGUAGE plpgsql SECURITY DEFINER
          AS 'BEGIN EXECUTE command; RETURN 1; END';
        CREATE FUNCTION bypass.asks(command text) RETURNS int LANGUAGE plpgsql
          AS 'BEGIN EXECUTE command; RETURN 1; END';
        CREATE FUNCTION bypass.set_config(a text, b text, c bool) RETURNS text LANGUAGE sql
          AS 'SELECT pg_catalog.set_config(a, b, c)';
        CREATE PROCEDURE bypass.procedure() LANGUAGE plpgsql
          AS 'BEGIN COMMIT; DELETE FROM bypass.accounts; COMMIT; END';
        CREATE VIEW bypass.hidden AS SELECT bypass.writes();
        CREATE FUNCTION bypass.smuggles(a int, b int) RETURNS int LANGUAGE sql
          AS 'SELECT bypass.writes()';
        CREATE OPERATOR bypass.@@@ (LEFTARG = int, RIGHTARG = int, FUNCTION = bypass.smuggles);
        """);
    braid = Braid.open(config(TestPostgres.dataset(1, "test", pool(Duration.ofSeconds(60)))));
    state = TestPostgres.ask(STATE);
    session = ask(SESSION);
  }

  @AfterAll
  void close() {
    braid.close();
  }

  private static Config config(Dataset dataset) {
    return new Config(List.of(dataset), BatchLimits.DEFAULT);
  }

  private String ask(String sql) {
    return Objects.toString(braid.query("test", sql).single());
  }

  private BraidException refusal(String sql) {
    BraidException refusal =
        catchThrowableOfType(BraidException.class, () -> braid.query("test", sql));
    assertThat(refusal).as("let through: %s", sql).isNotNull();
    return refusal;
  }

  private void assertUntouched() {
    assertThat(TestPostgres.ask(STATE)).isEqualTo(state);
    assertThat(ask(SESSION)).isEqualTo(session);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        // 1, 2: the promise ended by the attacker, a second statement
        "42601 | COMMIT; DROP SCHEMA bypass CASCADE",
        "42601 | SELECT 1; DROP TABLE bypass.accounts",
        "42601 | SELECT 1; COMMIT; DELETE FROM bypass.accounts; BEGIN",
        "42601 | ROLLBACK; SELECT 1",
        "0A000 | COMMIT",
        "0A000 | ROLLBACK AND CHAIN",
        "0A000 | BEGIN READ WRITE",
        "0A000 | START TRANSACTION READ WRITE",
        "0A000 | PREPARE TRANSACTION 'x'",
        "0A000 | SET TRANSACTION READ WRITE",
        "0A000 | SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE",
        "0A000 | SET SESSION AUTHORIZATION postgres",
        "0A000 | SET ROLE postgres",
        "0A000 | RESET ALL",
        "0A000 | DISCARD ALL",
        // 3: strings that a list of bad words misreads, or that the driver splits otherwise
        "42601 | SELECT '\\'; DROP TABLE bypass.accounts; --'",
        "42601 | SELECT $$a$$; DROP TABLE bypass.accounts; --$$",
        "42601 | SELECT b'1''; DROP TABLE bypass.accounts; --",
        "42601 | SELECT /* /* */ 1; DROP TABLE bypass.accounts; --",
        // 4: comments
        "42601 | /*! DELETE */ FROM bypass.accounts",
        "25006 | /* SELECT */ DELETE FROM bypass.accounts",
        "25006 | /**/ DROP /**/ TABLE bypass.accounts",
        // 5: a WITH that writes
        "25006 | WITH x AS (DELETE FROM bypass.accounts RETURNING id) SELECT count(*) FROM x",
        "25006 | WITH x AS (SELECT 1) INSERT INTO bypass.accounts SELECT 50, 1 FROM x",
        "25006 | WITH a AS (WITH b AS (UPDATE bypass.accounts SET balance = 0 RETURNING id) SELECT"
            + " * FROM b) SELECT * FROM a",
        "25006 | EXPLAIN ANALYZE DELETE FROM bypass.accounts",
        "25006 | EXPLAIN (ANALYZE) WITH x AS (DELETE FROM bypass.accounts RETURNING id) SELECT *"
            + " FROM x",
        "25006 | EXPLAIN ANALYZE CREATE TABLE bypass.copy AS SELECT 1",
        "25006 | EXPLAIN ANALYZE EXECUTE q",
        "25006 | SELECT * INTO bypass.copy FROM bypass.accounts",
        "25006 | CREATE TABLE bypass.copy AS SELECT 1",
        "25006 | SELECT * FROM bypass.accounts FOR UPDATE",
        "25006 | SELECT * FROM (SELECT * FROM bypass.accounts FOR KEY SHARE) AS q",
        "25006 | DO $$BEGIN COMMIT; DELETE FROM bypass.accounts; END$$",
        "25006 | CALL bypass.procedure()",
        "0A000 | PREPARE q AS DELETE FROM bypass.accounts",
        "25006 | EXECUTE q",
        "25006 | COPY bypass.accounts TO PROGRAM 'cat > /tmp/x'",
        "25006 | COPY bypass.accounts FROM PROGRAM 'echo 1'",
        "25006 | COPY (SELECT 1) TO '/tmp/x'",
        "25006 | LOCK TABLE bypass.accounts",
        "25006 | LOAD 'auto_explain'",
        "0A000 | LISTEN x",
        // 6: SQL hidden in strings
        "42501 | SELECT query_to_xml('SELECT set_config(''statement_timeout'', ''0'', false)',"
            + " true, true, '')",
        "42501 | SELECT * FROM ts_stat('SELECT bypass.writes()::text::tsvector')",
        "42501 | SELECT dblink_exec('dbname=postgres', 'DELETE FROM bypass.accounts')",
        "42501 | SELECT * FROM dblink('dbname=postgres', 'SELECT 1') AS t(a int)",
        // 7: server files, also from the FROM clause, in another schema, quoted, escaped
        "42501 | SELECT pg_read_file('PG_VERSION')",
        "42501 | SELECT * FROM pg_read_file('/etc/passwd') AS f",
        "42501 | SELECT * FROM ROWS FROM (pg_ls_dir('.')) AS f",
        "42501 | SELECT pg_catalog . pg_read_binary_file /* */ ('PG_VERSION')",
        "42501 | SELECT \"pg_read_file\"('PG_VERSION')",
        "42501 | SELECT PG_Read_File('PG_VERSION')",
        "42501 | SELECT U&\"pg_r\\0065ad_file\"('PG_VERSION')",
        "42501 | SELECT U&\"pg_r!0065ad_file\" UESCAPE '!' ('PG_VERSION')",
        "42501 | SELECT lo_import('/etc/passwd')",
        "42501 | SELECT lo_export(1, '/tmp/x')",
        "42501 | SELECT lo_create(0)",
        "42501 | SELECT lo_from_bytea(0, 'x')",
        "42501 | EXPLAIN ANALYZE SELECT pg_read_file('PG_VERSION')",
        "42501 | SELECT (SELECT (WITH a AS (SELECT pg_ls_dir('.')) SELECT 1 FROM a LIMIT 1))",
        // 13: settings and caps
        "42501 | SELECT set_config('transaction_read_only', 'off', false)",
        "42501 | SELECT pg_catalog.set_config('statement_timeout', '0', false)",
        "42501 | SELECT bypass.set_config('default_transaction_read_only', 'off', false)",
        "42601 | SELECT * FROM bypass.accounts) AS a --",
        "42601 | SELECT 1) AS a, (SELECT 2",
        "42601 | SELECT 1) AS braid; DELETE FROM bypass.accounts; SELECT (1",
        // 15: functions that write although the transaction is READ ONLY
        "42501 | SELECT pg_import_system_collations('bypass')",
        "42501 | SELECT pg_restore_relation_stats('schemaname', 'bypass', 'relname', 'accounts',"
            + " 'reltuples', 5::real)",
        "42501 | SELECT pg_clear_relation_stats('bypass', 'accounts')",
        "42501 | SELECT pg_logical_emit_message(false, 'a', 'b')",
        "42501 | SELECT pg_create_physical_replication_slot('x')",
        "42501 | SELECT pg_stat_reset_shared('wal')",
        "42501 | SELECT pg_terminate_backend(pid) FROM pg_stat_activity",
        "42501 | SELECT pg_advisory_lock(42)",
        "42501 | SELECT pg_notify('x', 'y')",
        // what the server stops
        "25006 | SELECT nextval('bypass.numbers')",
        "25006 | SELECT setval('bypass.numbers', 99)",
        "25006 | SELECT bypass.writes()",
        "25006 | SELECT * FROM bypass.hidden",
        "25006 | SELECT 1 OPERATOR(bypass.@@@) 2",
        "25006 | SELECT count(bypass.writes()) FROM bypass.accounts",
        "25006 | EXPLAIN ANALYZE SELECT bypass.writes()",
        "25006 | SELECT bypass.runs('CREATE TABLE bypass.copy (a int)')",
        "25006 | SELECT bypass.runs('CREATE TEMP TABLE copy (a int)')",
        "25006 | SELECT bypass.runs('DROP TABLE bypass.accounts')",
        "25006 | SELECT bypass.runs('ALTER ROLE reader SUPERUSER')",
        "25006 | SELECT bypass.runs('ALTER ROLE reader SET default_transaction_read_only = off')",
        "25006 | SELECT bypass.runs('SELECT 1 FROM bypass.accounts FOR UPDATE')",
        "25006 | SELECT bypass.runs('TRUNCATE bypass.accounts')",
        "25006 | SELECT bypass.runs('SELECT pg_catalog.lo_create(0)')",
        "25001 | SELECT bypass.runs('SET transaction_read_only = off')",
        "25001 | SELECT bypass.runs('SET TRANSACTION READ WRITE')",
        "25001 | SELECT bypass.asks('SELECT set_config(''transaction_read_only'', ''off'', true)')",
        "0A000 | SELECT bypass.runs('COMMIT')",
        "0A000 | SELECT bypass.asks('ROLLBACK')",
        "2D000 | SELECT bypass.asks('CALL bypass.procedure()')",
        "42501 | SELECT bypass.asks('SET ROLE postgres')",
        "25001 | SELECT bypass.asks('ALTER SYSTEM SET fsync = off')"
      })
  void isRefused(String sqlState, String sql) {
    assertThat(refusal(sql).sqlState()).as(sql).isEqualTo(sqlState);
    assertUntouched();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1 /*! ; DROP TABLE bypass.accounts */ AS x",
        "SELECT 'x' AS \"; DROP TABLE bypass.accounts; --\"",
        "SELECT count(*) AS \"?column?\" FROM bypass.accounts -- ; DELETE FROM bypass.accounts",
        "SELECT $x$; DELETE FROM bypass.accounts; $x$",
        "SELECT bypass.asks('SET default_transaction_read_only = off')",
        "SELECT bypass.asks('SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE')",
        "SELECT bypass.asks('SET statement_timeout = 0')",
        "SELECT bypass.asks('SET search_path = bypass')",
        "SELECT bypass.asks('SET standard_conforming_strings = off')",
        "SELECT bypass.asks('SET bypass.mark = ''left behind''')",
        "SELECT bypass.asks('SELECT set_config(''bypass.mark'', ''left behind'', false)')",
        "SELECT bypass.asks('DECLARE left_behind CURSOR WITH HOLD FOR SELECT 1')",
        "SELECT bypass.asks('SELECT pg_advisory_lock(42)')",
        "SELECT bypass.asks('LISTEN left_behind')"
      })
  void isHarmless(String sql) {
    assertThat(braid.query("test", sql).rowCount()).isEqualTo(1);
    assertUntouched();
  }

  /// No rollback undoes PREPARE, but the session's reset does.
  @Test
  void forgetsWhatWasPrepared() {
    try (Braid other =
        Braid.open(config(TestPostgres.dataset(1, "test", pool(Duration.ofSeconds(60)))))) {
      other.query("test", "SELECT bypass.asks('PREPARE p AS DELETE FROM bypass.accounts')");
      assertThat(
              catchThrowableOfType(BraidException.class, () -> other.query("test", "EXECUTE p"))
                  .sqlState())
          .isEqualTo("25006");
      assertThat(
              catchThrowableOfType(
                      BraidException.class,
                      () -> other.query("test", "SELECT bypass.asks('EXECUTE p')"))
                  .sqlState())
          .as("no such prepared statement")
          .isEqualTo("26000");
    }
    assertUntouched();
  }

  /// A notification is sent at commit, and nothing is ever committed.
  @Test
  void notifiesNobody() throws SQLException {
    try (Connection listener = TestPostgres.superuser();
        java.sql.Statement statement = listener.createStatement()) {
      statement.execute("LISTEN bypass");
      ask("SELECT bypass.asks('NOTIFY bypass, ''from the query''')");
      statement.execute("NOTIFY bypass, 'from the test'");
      assertThat(listener.unwrap(PGConnection.class).getNotifications())
          .extracting(org.postgresql.PGNotification::getParameter)
          .containsExactly("from the test");
    }
    assertUntouched();
  }

  /// 3: a result that was not read to its end leaves nothing for the next query to trip over.
  @Test
  void leavesNoRestOfACutResult() {
    Result cut =
        braid.query("test", "SELECT i, repeat('x', 1000) FROM generate_series(1, 100000) AS i");
    assertThat(cut.truncated()).isNotNull();
    assertUntouched();
  }

  /// 8, 9: names that come from the catalog, or from the caller as an argument.
  @Test
  void takesNamesForNames() {
    assertThat(braid.schema("test").tables())
        .anySatisfy(
            table -> assertThat(table.name()).isEqualTo("odd\"; DROP TABLE bypass.accounts; --"));
    Result sample = braid.sample("test", "bypass.odd\"; DROP TABLE bypass.accounts; --", 5);
    assertThat(sample.columns()).hasSize(1);
    BraidException refusal =
        catchThrowableOfType(
            BraidException.class,
            () -> braid.sample("test", "bypass.accounts; DROP TABLE bypass.accounts", 5));
    assertThat(refusal.sqlState()).isEqualTo("42P01");
    assertUntouched();
  }

  /// 10: a parameter is a value, whatever it holds.
  @Test
  void takesParametersForValues() {
    String attack = "x'); DROP TABLE bypass.accounts; --";
    assertThat(braid.query("test", "SELECT $1::text", attack).single()).isEqualTo(attack);
    assertUntouched();
  }

  /// 13: no LIMIT of the caller's, and no form of the statement, raises the cap of raw rows.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM bypass.accounts LIMIT 1000000",
        "SELECT * FROM bypass.accounts --",
        "SELECT * FROM bypass.accounts; --",
        "TABLE bypass.accounts",
        "(SELECT * FROM bypass.accounts)",
        "WITH x AS (SELECT 'GROUP BY count(*)', * FROM bypass.accounts) SELECT * FROM x LIMIT ALL",
        "SELECT id, count(*) OVER () FROM bypass.accounts",
        "SELECT id FROM bypass.accounts ORDER BY 1 FETCH FIRST 500 ROWS WITH TIES"
      })
  void doesNotEscapeTheRowCap(String sql) {
    assertThat(braid.query("test", sql).rowCount()).isEqualTo(Limits.DEFAULT.rawRows());
  }

  /// 13: nor does one huge value, or a huge error.
  @Test
  void doesNotEscapeTheByteCap() {
    Result result =
        braid.query("test", "SELECT count(*), repeat('x', 10000000) FROM bypass.accounts");
    assertThat(result.rowCount()).isZero();
    assertThat(result.truncated()).isNotNull();
    assertThat(refusal("SELECT repeat('x', 1000000)::int").message()).hasSizeLessThan(10_000);
    assertUntouched();
  }

  /// 7: a login that could reach past READ ONLY is not used at all, unless the operator says so;
  /// and even then the guard stands.
  @Test
  void refusesPrivilegedLogins() {
    PostgresSource superuser =
        new PostgresSource(TestPostgres.jdbcUrl(), "postgres", "postgres", "safe");
    PoolSettings pool = pool(Duration.ofSeconds(60));
    try (Braid refused = Braid.open(config(dataset(superuser, pool, false)));
        Braid allowed = Braid.open(config(dataset(superuser, pool, true)))) {
      assertThat(
              catchThrowableOfType(BraidException.class, () -> refused.query("root", "SELECT 1"))
                  .sqlState())
          .isEqualTo("42501");
      assertThat(allowed.query("root", "SELECT 1").single()).isEqualTo(1);
      assertThat(
              catchThrowableOfType(
                      BraidException.class,
                      () -> allowed.query("root", "SELECT pg_read_file('PG_VERSION')"))
                  .message())
          .isEqualTo("function pg_read_file is not allowed: it reaches the server's files");
      assertThat(
              catchThrowableOfType(
                      BraidException.class, () -> allowed.query("root", "SELECT bypass.writes()"))
                  .sqlState())
          .isEqualTo("25006");
    }
    assertUntouched();
  }

  private static Dataset dataset(PostgresSource source, PoolSettings pool, boolean privileged) {
    return new Dataset(
        1, "root", "", source, pool, Limits.DEFAULT, privileged, "UTC", Description.NONE);
  }

  /// 17: a statement that is too slow is over on the server, too.
  @Test
  void endsSlowStatementsOnTheServer() {
    try (Braid hasty =
        Braid.open(config(TestPostgres.dataset(1, "test", pool(Duration.ofMillis(300)))))) {
      BraidException late =
          catchThrowableOfType(
              BraidException.class,
              () -> hasty.query("test", "SELECT pg_sleep(100), 'bypass is slow'"));
      assertThat(late.sqlState()).isEqualTo("57014");
      assertThat(
              TestPostgres.ask(
                  "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND usename ="
                      + " 'reader' AND query LIKE '%bypass is slow%'"))
          .isEqualTo("0");
      assertThat(hasty.query("test", "SELECT 1").single()).isEqualTo(1);
    }
    assertUntouched();
  }
}
