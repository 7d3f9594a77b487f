package dev.braid.source.postgres.remote;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.braid.catalog.table.Servers;
import dev.braid.catalog.table.Servers.First;
import dev.braid.catalog.table.Servers.Task;
import dev.braid.error.BraidException;
import dev.braid.parallel.Cancellation;
import dev.braid.testing.Await;
import dev.braid.testing.TestPostgres;
import dev.braid.type.Type;
import dev.braid.type.Zone;
import dev.braid.vector.Batch;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Statements of which each server computes one part with few rows, in one round trip.
@Timeout(60)
class AnswersAtOnceTest {
  private static final String SLEEPING =
      "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname LIKE 'once%'";
  private static String[] databases;

  @BeforeAll
  static void create() {
    databases = TestServers.create("once_shard", 3, "");
    for (String database : databases) {
      TestServers.execute(database, "CREATE TABLE t AS SELECT 1 AS n");
    }
  }

  @AfterAll
  static void drop() {
    for (String database : databases) {
      TestPostgres.execute("DROP DATABASE " + database + " WITH (FORCE)");
    }
  }

  private static PostgresServers open() {
    return TestServers.open(2, 1, databases);
  }

  private static List<First> firsts(String sql, Type type) {
    return TestServers.numbers(databases.length).stream()
        .map(it -> new First(it.server(), sql, List.of(type), true))
        .toList();
  }

  private static List<Task> tasks(String sql) {
    return TestServers.numbers(databases.length).stream()
        .map(it -> new Task(it.server(), sql))
        .toList();
  }

  private static String text(PostgresServers servers, String sql) {
    return text(servers, sql, Zone.UTC);
  }

  /// What all servers answer.
  private static String text(PostgresServers servers, String sql, Zone zone) {
    try (Servers.Run run = servers.begin(firsts(sql, Type.TEXT), zone, new Cancellation())) {
      Servers.Scan scan = run.scan(tasks(sql), List.of(Type.TEXT));
      StringBuilder all = new StringBuilder();
      for (int task = 0; task < databases.length; task++) {
        Batch rows = requireNonNull(scan.next(task));
        all.append(rows.column(0).getString(0));
        assertThat(scan.next(task)).isNull();
        assertThat(scan.progress(task).rows()).isEqualTo(1);
        assertThat(scan.progress(task).firstRowMillis()).isPositive();
      }
      return all.toString();
    }
  }

  private static void nothingIsHeld(PostgresServers servers) {
    for (int server = 0; server < databases.length; server++) {
      assertThat(servers.pool(server).statistics().active()).isZero();
    }
  }

  @Test
  void connectionsAreFreeAsSoonAsTheyHaveAnswered() {
    try (PostgresServers servers = open();
        Servers.Run run =
            servers.begin(firsts("SELECT 1 -- one", Type.INT4), Zone.UTC, new Cancellation())) {
      nothingIsHeld(servers);
      for (int time = 0; time < 2; time++) {
        Servers.Scan scan = run.scan(tasks("SELECT 1 -- one"), List.of(Type.INT4));
        assertThat(requireNonNull(scan.next(2)).column(0).getInt(0)).isEqualTo(1);
        scan.stop();
        assertThat(scan.next(1)).isNull();
      }
      assertThat(run.skewMillis()).isPositive();
      assertThatThrownBy(() -> run.scan(tasks("SELECT 2"), List.of(Type.INT4)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aTransactionIsOpenAndReadsOnly() {
    String settings =
        "SELECT concat(current_setting('transaction_read_only'), ' ',"
            + " current_setting('transaction_isolation'), ' ', current_setting('TimeZone'))";
    try (PostgresServers servers = open()) {
      assertThat(text(servers, settings)).isEqualTo("on repeatable read UTC".repeat(3));
      assertThat(text(servers, settings, Zone.of(ZoneId.of("Asia/Kolkata"))))
          .isEqualTo("on repeatable read Asia/Kolkata".repeat(3));
      TestServers.execute(
          databases[1],
          """
          CREATE OR REPLACE FUNCTION writes() RETURNS text LANGUAGE plpgsql AS
          $$ BEGIN INSERT INTO t VALUES (2); RETURN 'written'; END $$\
          """);
      String writes = "SELECT writes()";
      assertThatThrownBy(
              () ->
                  servers.begin(
                      List.of(new First(1, writes, List.of(Type.TEXT), true)),
                      Zone.UTC,
                      new Cancellation()))
          .isInstanceOf(BraidException.class)
          .extracting("sqlState")
          .isEqualTo("25006");
      nothingIsHeld(servers);
      assertThat(text(servers, "SELECT count(*)::text FROM t")).isEqualTo("111");
    }
  }

  @Test
  void nothingOutlivesIt() {
    try (PostgresServers servers = open()) {
      assertThat(text(servers, "SELECT pg_try_advisory_lock(4712)::text"))
          .isEqualTo("true".repeat(3));
      String changed = "SELECT set_config('bytea_output', 'escape', false)";
      assertThat(text(servers, changed)).isEqualTo("escape".repeat(3));
      String after =
          "SELECT '\\x61'::bytea::text || (SELECT count(*) FROM pg_locks WHERE locktype ="
              + " 'advisory')";
      assertThat(text(servers, after)).isEqualTo("\\x610".repeat(3));
    }
  }

  @Test
  void connectionsThatDiedAMomentAgoAreReplaced() {
    try (PostgresServers servers = open()) {
      assertThat(text(servers, "SELECT 'here'::text")).isEqualTo("here".repeat(3));
      TestServers.execute(
          databases[1],
          "SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity WHERE datname ="
              + " current_database() AND usename = 'reader'");
      assertThat(text(servers, "SELECT 'still'::text")).isEqualTo("still".repeat(3));
    }
  }

  @Test
  void columnsOfOtherTypesAreNoticed() {
    try (PostgresServers servers = open()) {
      assertThatThrownBy(
              () -> servers.begin(firsts("SELECT now()", Type.INT8), Zone.UTC, new Cancellation()))
          .isInstanceOf(BraidException.class)
          .hasMessageContaining("column 1 of the server's rows is of type timestamp with time zone")
          .extracting("sqlState")
          .isEqualTo("0A000");
      assertThat(text(servers, "SELECT 'usable'::text")).isEqualTo("usable".repeat(3));
    }
  }

  @Test
  void errorsOfValuesAreForWhoeverReadsThem() {
    String divides = "SELECT (1 / (n - 1))::text FROM t";
    try (PostgresServers servers = open()) {
      try (Servers.Run run =
          servers.begin(firsts(divides, Type.TEXT), Zone.UTC, new Cancellation())) {
        Servers.Scan scan = run.scan(tasks(divides), List.of(Type.TEXT));
        assertThatThrownBy(() -> scan.next(0))
            .isInstanceOfSatisfying(
                BraidException.class,
                e -> {
                  assertThat(e.sqlState()).isEqualTo("22012");
                  assertThat(e.detail()).contains("/once_shard");
                });
      }
      nothingIsHeld(servers);
      assertThat(text(servers, "SELECT 'usable'::text")).isEqualTo("usable".repeat(3));
    }
  }

  /// The driver holds no more than so many bytes of an answer; a COPY has no such limit.
  @Test
  void whatIsTooLargeAtOnceIsSent() {
    for (String database : databases) {
      TestServers.execute(
          database,
          """
          CREATE FUNCTION large() RETURNS text LANGUAGE plpgsql AS
          $$ BEGIN
            IF current_query() NOT LIKE 'COPY%' THEN
              RAISE SQLSTATE '54000' USING MESSAGE = 'too large';
            END IF;
            RETURN 'sent';
          END $$\
          """);
    }
    try (PostgresServers servers = open()) {
      assertThat(text(servers, "SELECT large()")).isEqualTo("sent".repeat(3));
      nothingIsHeld(servers);
      assertThat(text(servers, "SELECT 'usable'::text")).isEqualTo("usable".repeat(3));
    }
  }

  @Test
  void otherErrorsNameTheirServer() {
    String missing = "SELECT n::text FROM missing";
    try (PostgresServers servers = open()) {
      assertThatThrownBy(
              () -> servers.begin(firsts(missing, Type.TEXT), Zone.UTC, new Cancellation()))
          .isInstanceOfSatisfying(
              BraidException.class,
              e -> {
                assertThat(e.sqlState()).isEqualTo("42P01");
                assertThat(e.detail()).contains("/once_shard");
              });
      nothingIsHeld(servers);
    }
  }

  @Test
  void aCancellationStopsTheServers() throws Exception {
    String sleeps = "SELECT pg_sleep(30)::text";
    try (PostgresServers servers = open()) {
      Cancellation cancellation = new Cancellation();
      Thread canceller =
          Thread.ofVirtual()
              .start(
                  () -> {
                    Await.until(
                        "all of them sleep",
                        Duration.ofSeconds(20),
                        () -> TestPostgres.ask(SLEEPING).equals("3"));
                    cancellation.cancel("enough");
                  });
      assertThatThrownBy(() -> servers.begin(firsts(sleeps, Type.TEXT), Zone.UTC, cancellation))
          .isInstanceOf(BraidException.class)
          .hasMessage("enough")
          .extracting("sqlState")
          .isEqualTo("57014");
      canceller.join(Duration.ofSeconds(10));
      nothingIsHeld(servers);
      assertThat(text(servers, "SELECT 'usable'::text")).isEqualTo("usable".repeat(3));
    }
  }
}
