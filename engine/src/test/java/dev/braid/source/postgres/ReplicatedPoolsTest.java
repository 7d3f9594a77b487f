package dev.braid.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.catalog.Dataset;
import dev.braid.catalog.Description;
import dev.braid.catalog.Limits;
import dev.braid.catalog.PoolSettings;
import dev.braid.catalog.PostgresSource;
import dev.braid.guard.Guard;
import dev.braid.parallel.Cancellation;
import dev.braid.source.Backend;
import dev.braid.source.BackendSession;
import dev.braid.source.ByteBudget;
import dev.braid.testing.Await;
import dev.braid.testing.Standby;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A primary and a standby of the real kind.
class ReplicatedPoolsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  @TempDir static Path folder;
  private static EmbeddedPostgres primary;
  private static EmbeddedPostgres standby;

  @BeforeAll
  static void start() throws Exception {
    primary = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
    execute("CREATE TABLE t AS SELECT generate_series(1, 1000) AS i");
    standby = Standby.of(primary, folder.resolve("data"));
  }

  @AfterAll
  static void stop() throws Exception {
    standby.close();
    primary.close();
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = primary.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static ReplicatedPools pools(int standbyPort) {
    PostgresSource source = source(primary.getPort()).with(List.of(source(standbyPort)));
    return new ReplicatedPools(
        new Dataset(
            1,
            "shop",
            "",
            source,
            PoolSettings.DEFAULT,
            Limits.DEFAULT,
            true,
            "UTC",
            Description.NONE),
        source);
  }

  private static PostgresSource source(int port) {
    String address = "localhost:" + port + "/postgres";
    return new PostgresSource("jdbc:postgresql://" + address, "postgres", null, address);
  }

  private static String ask(Backend backend, String sql) {
    try (BackendSession session = backend.acquire(new Cancellation())) {
      return String.valueOf(
          session
              .run(
                  Guard.check(sql),
                  List.of(),
                  Limits.DEFAULT,
                  new ByteBudget(1L << 30),
                  new Cancellation())
              .rows()
              .getFirst()
              .getFirst());
    }
  }

  @Test
  void statementsAreSpread() {
    try (ReplicatedPools pools = pools(standby.getPort())) {
      Set<String> recovering = new HashSet<>();
      for (int i = 0; i < 4; i++) {
        recovering.add(ask(pools, "SELECT pg_is_in_recovery()"));
      }
      assertThat(recovering).containsExactlyInAnyOrder("true", "false");
      assertThat(pools.capacity()).isEqualTo(2 * PoolSettings.DEFAULT.max());
    }
  }

  @Test
  void aServerThatIsDownIsPassedOver() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    try (ReplicatedPools pools = pools(port)) {
      for (int i = 0; i < 6; i++) {
        assertThat(ask(pools, "SELECT count(*) FROM t")).isNotEmpty();
      }
      assertThat(pools.pools().getLast().statistics().created()).isZero();
    }
  }

  @Test
  void whatAStandbyHadToCancelIsAskedOfThePrimary() throws Exception {
    execute("CREATE TABLE dying AS SELECT generate_series(1, 1000) AS i");
    try (ReplicatedPools pools = pools(standby.getPort());
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      PostgresPool second = pools.pools().getLast();
      Await.until(
          "the standby has the table",
          PATIENCE,
          () -> ask(second, "SELECT count(*) FROM pg_class WHERE relname = 'dying'").equals("1"));
      // Whoever has fewer free connections is not asked.
      try (ReadOnlySession _ = pools.primary().acquire(new Cancellation())) {
        Future<String> answer =
            threads.submit(
                () ->
                    ask(
                        pools,
                        "SELECT pg_is_in_recovery() FROM (SELECT count(*), max(CASE WHEN"
                            + " pg_is_in_recovery() THEN pg_sleep(60)::text END) FROM (SELECT FROM"
                            + " dying LIMIT 1) d) s"));
        Await.until(
            "the standby sleeps, or had to cancel it already",
            PATIENCE,
            () ->
                answer.isDone()
                    || ask(
                            second,
                            "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'")
                        .equals("1"));
        execute("DELETE FROM dying");
        execute("VACUUM dying");
        assertThat(answer.get()).isEqualTo("false");
      }
    }
  }
}
