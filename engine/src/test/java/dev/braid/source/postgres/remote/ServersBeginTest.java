package dev.braid.source.postgres.remote;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.braid.catalog.table.Servers;
import dev.braid.catalog.table.Servers.First;
import dev.braid.catalog.table.Servers.Task;
import dev.braid.error.BraidException;
import dev.braid.parallel.Cancellation;
import dev.braid.testing.TestPostgres;
import dev.braid.type.Type;
import dev.braid.type.Zone;
import dev.braid.vector.Batch;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a statement's first round trip to its servers finds, and what one statement leaves to the
/// next.
@Timeout(60)
class ServersBeginTest {
  private static final List<Type> TEXT = List.of(Type.TEXT);
  private static String[] databases;

  @BeforeAll
  static void create() {
    databases = TestServers.create("begin_shard", 3, "");
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
        .map(it -> new First(it.server(), sql, List.of(type), false))
        .toList();
  }

  /// The text that a query gives at the first server, which is asked nothing else.
  private static String text(PostgresServers servers, String sql, Zone zone) {
    try (Servers.Run run = servers.begin(firsts(sql, Type.TEXT), zone, new Cancellation())) {
      return text(run, sql);
    }
  }

  private static String text(Servers.Run run, String sql) {
    Batch rows = requireNonNull(run.scan(List.of(new Task(0, sql)), TEXT).next(0));
    return requireNonNull(rows.column(0).getString(0));
  }

  @Test
  void connectionsThatDiedAMomentAgoAreReplaced() {
    try (PostgresServers servers = open()) {
      for (int round = 0; round < 3; round++) {
        assertThat(text(servers, "SELECT 'here'::text", Zone.UTC)).isEqualTo("here");
        for (String database : databases) {
          TestServers.execute(
              database,
              "SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity WHERE datname ="
                  + " current_database() AND usename = 'reader'");
        }
      }
      assertThat(text(servers, "SELECT 'still'::text", Zone.UTC)).isEqualTo("still");
    }
  }

  @Test
  void columnsOfOtherTypesAreNoticed() {
    try (PostgresServers servers = open()) {
      assertThatThrownBy(
              () ->
                  servers.begin(
                      firsts("SELECT now() -- at once", Type.INT8), Zone.UTC, new Cancellation()))
          .isInstanceOf(BraidException.class)
          .hasMessageContaining("column 1 of the server's rows is of type timestamp with time zone")
          .extracting("sqlState")
          .isEqualTo("0A000");
      assertThat(text(servers, "SELECT 'usable'::text", Zone.UTC)).isEqualTo("usable");
    }
  }

  @Test
  void errorsOfConstantsAreForWhoeverReadsThem() {
    String divides = "SELECT (1 / 0)::text";
    try (PostgresServers servers = open();
        Servers.Run run = servers.begin(firsts(divides, Type.TEXT), Zone.UTC, new Cancellation())) {
      assertThat(text(run, "SELECT 'another'::text")).isEqualTo("another");
      assertThatThrownBy(() -> text(run, divides))
          .isInstanceOf(BraidException.class)
          .extracting("sqlState")
          .isEqualTo("22012");
    }
  }

  @Test
  void theNextStatementHasItsOwnTimeZone() {
    String zone = "SELECT current_setting('TimeZone') || current_setting('transaction_read_only')";
    try (PostgresServers servers = open()) {
      assertThat(text(servers, zone, Zone.UTC)).isEqualTo("UTCon");
      assertThat(text(servers, zone, Zone.of(ZoneId.of("Asia/Kolkata"))))
          .isEqualTo("Asia/Kolkataon");
      assertThat(text(servers, zone, Zone.UTC)).isEqualTo("UTCon");
    }
  }

  /// Whether its connection has been asked for parts before or not.
  @Test
  void literalsAreReadAsPartsAre() {
    TestServers.execute(
        databases[0], "ALTER DATABASE " + databases[0] + " SET datestyle = 'ISO, DMY'");
    try (PostgresServers servers = open()) {
      assertThat(
              new ServerWords(servers, Map.of()).literal(Type.DATE, "03/02/24", new Cancellation()))
          .isEqualTo("2024-03-02");
      assertThat(text(servers, "SELECT '03/02/24'::date::text", Zone.UTC)).isEqualTo("2024-03-02");
      assertThat(
              new ServerWords(servers, Map.of()).literal(Type.DATE, "03/02/24", new Cancellation()))
          .isEqualTo("2024-03-02");
    }
  }

  @Test
  void nothingOutlivesItsStatement() {
    try (PostgresServers servers = open()) {
      assertThat(text(servers, "SELECT pg_try_advisory_lock(4711)::text", Zone.UTC))
          .isEqualTo("true");
      String changed = "SELECT set_config('bytea_output', 'escape', false)";
      assertThat(text(servers, changed, Zone.UTC)).isEqualTo("escape");
      String after =
          "SELECT '\\x61'::bytea::text || (SELECT count(*) FROM pg_locks WHERE locktype ="
              + " 'advisory')";
      assertThat(text(servers, after, Zone.UTC)).isEqualTo("\\x610");
    }
  }
}
