package dev.braid.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.braid.Braid;
import dev.braid.batch.BatchResult;
import dev.braid.batch.Outcome;
import dev.braid.batch.Query;
import dev.braid.catalog.BatchLimits;
import dev.braid.catalog.Config;
import dev.braid.catalog.Dataset;
import dev.braid.catalog.Description;
import dev.braid.catalog.Limits;
import dev.braid.catalog.PoolSettings;
import dev.braid.catalog.PostgresSource;
import dev.braid.error.BraidException;
import dev.braid.parallel.Cancellation;
import dev.braid.source.ByteBudget;
import dev.braid.testing.Await;
import dev.braid.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PostgresPoolTest {
  private static final Query ONE = Query.of("test", "SELECT 1");

  @Test
  void nothingIsOpenedBeforeTheFirstQuery() {
    try (Braid braid = Braid.open(TestPostgres.config())) {
      assertThat(braid.statistics().getFirst().created()).isZero();
      braid.query("test", "SELECT 1");
      Await.until("the pool keeps its minimum", () -> braid.statistics().getFirst().idle() >= 2);
      PoolStatistics pool = braid.statistics().getFirst();
      assertThat(pool.created()).isEqualTo(pool.total() + pool.discarded());
      assertThat(pool.safe()).contains("***").doesNotContain(TestPostgres.READER_PASSWORD);
      assertThat(pool.acquired()).isEqualTo(1);
    }
  }

  @Test
  void aDeadDatasetHindersNoOther() {
    PostgresSource nobody =
        new PostgresSource(
            "jdbc:postgresql://localhost:1/postgres",
            "reader",
            "x",
            "postgresql://localhost:1/postgres");
    try (Braid braid =
        Braid.open(
            new Config(
                List.of(
                    TestPostgres.dataset(1, "test", PoolSettings.DEFAULT),
                    new Dataset(
                        2,
                        "dead",
                        "",
                        nobody,
                        PoolSettings.DEFAULT,
                        Limits.DEFAULT,
                        false,
                        "",
                        Description.NONE)),
                BatchLimits.DEFAULT))) {
      BatchResult result =
          braid
              .batch()
              .addAll(Collections.nCopies(12, Query.of("dead", "SELECT 1")))
              .addAll(Collections.nCopies(12, ONE))
              .run();
      assertThat(result.outcomes().subList(0, 12))
          .allSatisfy(
              outcome -> {
                assertThat(outcome.error().sqlState()).isEqualTo("08001");
                assertThat(outcome.error().message()).contains("postgresql://localhost:1/postgres");
                assertThat(outcome.error().hint()).contains("check that the server runs");
              });
      assertThat(result.successful()).isEqualTo(12);
    }
  }

  @Test
  void aWrongPasswordIsSaidAndNotShown() {
    PostgresSource source =
        new PostgresSource(
            TestPostgres.jdbcUrl(),
            "reader",
            "not-the-secret",
            "postgresql://reader:***@localhost");
    PostgresPool pool = pool(source, PoolSettings.DEFAULT);
    assertThatThrownBy(() -> pool.acquire(new Cancellation()))
        .isInstanceOfSatisfying(
            BraidException.class,
            e -> {
              assertThat(e.sqlState()).isEqualTo("28P01");
              assertThat(e.message())
                  .contains("password authentication failed")
                  .doesNotContain("not-the-secret");
            });
    pool.close();
  }

  @Test
  void aPasswordMayComeFromThePgpassFile(@TempDir Path folder) throws IOException {
    Path pgpass = folder.resolve("pgpass");
    Files.writeString(
        pgpass,
        "localhost:%d:*:reader:%s%n".formatted(TestPostgres.port(), TestPostgres.READER_PASSWORD));
    System.setProperty("org.postgresql.pgpassfile", pgpass.toString());
    try {
      PostgresPool pool =
          pool(
              new PostgresSource(TestPostgres.jdbcUrl(), "reader", null, "safe"),
              PoolSettings.DEFAULT);
      try (ReadOnlySession session = pool.acquire(new Cancellation())) {
        assertThat(run(session, "SELECT current_user")).isEqualTo("reader");
      }
      pool.close();
    } finally {
      System.clearProperty("org.postgresql.pgpassfile");
    }
  }

  @Test
  void aSuperuserIsRefusedUnlessAllowed() {
    PostgresSource superuser =
        new PostgresSource(
            TestPostgres.jdbcUrl(), "postgres", "postgres", "postgresql://postgres@localhost");
    PostgresPool pool = pool(superuser, PoolSettings.DEFAULT);
    assertThatThrownBy(() -> pool.acquire(new Cancellation()))
        .isInstanceOfSatisfying(
            BraidException.class,
            e -> {
              assertThat(e.sqlState()).isEqualTo("42501");
              assertThat(e.message()).contains("role \"postgres\" is refused: it is a superuser");
              assertThat(e.hint()).contains("allow_privileged_role");
            });
    pool.close();
  }

  @Test
  void aRoleThatReadsServerFilesIsRefused() {
    TestPostgres.execute(
        """
        DROP ROLE IF EXISTS filereader;
        CREATE ROLE filereader LOGIN PASSWORD 'f';
        GRANT pg_read_server_files TO filereader;
        """);
    PostgresPool pool =
        pool(
            new PostgresSource(TestPostgres.jdbcUrl(), "filereader", "f", "safe"),
            PoolSettings.DEFAULT);
    assertThatThrownBy(() -> pool.acquire(new Cancellation()))
        .hasMessageContaining("it is a member of pg_read_server_files");
    pool.close();
  }

  @Test
  void terminatedConnectionsHealUnseen() {
    try (Braid braid = Braid.open(TestPostgres.config())) {
      for (int round = 0; round < 3; round++) {
        assertThat(braid.batch().addAll(Collections.nCopies(10, ONE)).run().failed()).isZero();
        String gone =
            TestPostgres.ask(
                """
                SELECT string_agg(pid::text, ',') FROM pg_stat_activity WHERE usename = 'reader'
                """);
        TestPostgres.execute(
            "SELECT pg_terminate_backend(pid) FROM unnest('{%s}'::int[]) pid".formatted(gone));
        Await.until(
            "the backends are gone",
            () ->
                TestPostgres.ask(
                        "SELECT count(*) FROM pg_stat_activity WHERE pid IN (%s)".formatted(gone))
                    .equals("0"));
        assertThat(braid.batch().addAll(Collections.nCopies(10, ONE)).run().failed()).isZero();
      }
      assertThat(braid.statistics().getFirst().discarded()).isPositive();
    }
  }

  @Test
  void aServerThatCrashesAndRecoversHealsUnseen() {
    try (Braid braid = Braid.open(TestPostgres.config())) {
      assertThat(braid.batch().addAll(Collections.nCopies(10, ONE)).run().failed()).isZero();
      String pids =
          TestPostgres.ask(
              """
              SELECT string_agg(pid::text, ',') FROM pg_stat_activity WHERE usename = 'reader'
              """);
      List<Long> backends = Arrays.stream(pids.split(",")).map(Long::valueOf).toList();
      // A backend that dies so makes the server end all others and recover.
      ProcessHandle.of(backends.getFirst()).orElseThrow().destroyForcibly();
      Await.until(
          "the backends are gone",
          () -> backends.stream().allMatch(pid -> ProcessHandle.of(pid).isEmpty()));
      assertThat(braid.batch().addAll(Collections.nCopies(10, ONE)).run().outcomes())
          .allSatisfy(outcome -> assertThat(outcome.error()).isNull());
    }
  }

  @Test
  void withFewerConnectionsThanWishedTheBatchStillRuns() {
    TestPostgres.execute(
        """
        DROP ROLE IF EXISTS limited;
        CREATE ROLE limited LOGIN PASSWORD 'l' CONNECTION LIMIT 3;
        """);
    Dataset dataset =
        new Dataset(
            1,
            "test",
            "",
            new PostgresSource(TestPostgres.jdbcUrl(), "limited", "l", "safe"),
            PoolSettings.DEFAULT,
            Limits.DEFAULT,
            false,
            "",
            Description.NONE);
    try (Braid braid = Braid.open(new Config(List.of(dataset), BatchLimits.DEFAULT))) {
      Query sleep = Query.of("test", "SELECT pg_sleep(0.05)");
      assertThat(braid.batch().addAll(Collections.nCopies(10, sleep)).run().failed()).isZero();
      assertThat(braid.statistics().getFirst().total()).isLessThanOrEqualTo(3);
      assertThat(
              braid
                  .batch()
                  .addAll(Collections.nCopies(10, sleep))
                  .consistent(true)
                  .run()
                  .outcomes())
          .allMatch(Outcome::success);
    }
  }

  @Test
  void aReleasedConnectionIsReset() {
    PoolSettings one = settings(1, 1, Duration.ofSeconds(5), 0, 10);
    PostgresPool pool = pool(TestPostgres.source(), one);
    try (ReadOnlySession session = pool.acquire(new Cancellation())) {
      run(session, "SELECT pg_advisory_lock(4711)");
      run(
          session,
          "SELECT set_config('work_mem', '77MB', false), set_config('statement_timeout', '77s',"
              + " false)");
    }
    try (ReadOnlySession session = pool.acquire(new Cancellation())) {
      assertThat(run(session, "SELECT current_setting('work_mem')")).isNotEqualTo("77MB");
      assertThat(run(session, "SELECT current_setting('statement_timeout')")).isNotEqualTo("77s");
      assertThat(run(session, "SELECT current_setting('default_transaction_read_only')"))
          .isEqualTo("on");
      assertThat(
              run(
                  session,
                  "SELECT count(*)::text FROM pg_locks WHERE locktype = 'advisory' AND objid ="
                      + " 4711"))
          .isEqualTo("0");
    }
    assertThat(pool.statistics().created()).isEqualTo(1);
    pool.close();
  }

  @Test
  void aQueryEndsOnTheServerWhenItsClientDies() throws Exception {
    PostgresPool pool = pool(TestPostgres.source(), PoolSettings.DEFAULT);
    ReadOnlySession session = pool.acquire(new Cancellation());
    Thread query =
        Thread.ofVirtual()
            .start(
                () ->
                    assertThatThrownBy(() -> run(session, "SELECT pg_sleep(600)"))
                        .isInstanceOf(BraidException.class));
    Await.until("the backend runs", () -> TestPostgres.activeBackends() == 1);
    // As after a kill: the socket closes, and no cancel request is sent.
    session.connection().abort(Runnable::run);
    query.join();
    Await.until("no backend runs", () -> TestPostgres.activeBackends() == 0);
    session.close();
    pool.close();
  }

  @Test
  void aRefusedFeatureCostsNoConnection() {
    PostgresPool pool = pool(TestPostgres.source(), settings(1, 1, Duration.ofSeconds(5), 0, 10));
    for (int i = 0; i < 3; i++) {
      try (ReadOnlySession session = pool.acquire(new Cancellation())) {
        assertThatThrownBy(
                () ->
                    run(session, "SELECT 1 FROM pg_class x FULL JOIN pg_class y ON x.oid < y.oid"))
            .isInstanceOfSatisfying(
                BraidException.class, e -> assertThat(e.sqlState()).isEqualTo("0A000"));
      }
    }
    assertThat(pool.statistics().created()).isEqualTo(1);
    try (ReadOnlySession session = pool.acquire(new Cancellation())) {
      assertThat(run(session, "SELECT current_setting('application_name')")).isEqualTo("braid");
    }
    pool.close();
  }

  @Test
  void idleAndOldConnectionsAreClosed() {
    PoolSettings standard = PoolSettings.DEFAULT;
    PoolSettings shortLived =
        new PoolSettings(
            1,
            5,
            Duration.ofMillis(200),
            standard.connectTimeout(),
            standard.queryTimeout(),
            standard.acquireTimeout(),
            Duration.ofMillis(1500),
            0,
            10);
    PostgresPool pool = pool(TestPostgres.source(), shortLived);
    List<ReadOnlySession> sessions = pool.acquire(5, new Cancellation());
    assertThat(sessions).hasSize(5);
    sessions.forEach(ReadOnlySession::close);
    Await.until("only the minimum is kept", () -> pool.statistics().total() == 1);
    long created = pool.statistics().created();
    Await.until(
        "the last one is replaced in its time", () -> pool.statistics().created() > created);
    PoolStatistics now = pool.statistics();
    assertThat(now.created()).isEqualTo(now.discarded() + now.total());
    pool.close();
  }

  @Test
  void aConnectionIsReplacedAfterSoManyQueries() {
    PostgresPool pool = pool(TestPostgres.source(), settings(0, 1, Duration.ofSeconds(5), 3, 10));
    for (int i = 0; i < 9; i++) {
      try (ReadOnlySession session = pool.acquire(new Cancellation())) {
        run(session, "SELECT 'x'");
      }
    }
    assertThat(pool.statistics().created()).isBetween(3L, 4L);
    pool.close();
  }

  @Test
  void waitersAreServedInOrderAndTooManyAreRefused() throws InterruptedException {
    PostgresPool pool = pool(TestPostgres.source(), settings(0, 1, Duration.ofSeconds(20), 0, 3));
    List<Integer> served = Collections.synchronizedList(new ArrayList<>());
    List<Thread> waiting = new ArrayList<>();
    try (ReadOnlySession held = pool.acquire(new Cancellation())) {
      for (int i = 0; i < 3; i++) {
        int me = i;
        waiting.add(
            Thread.ofVirtual()
                .start(
                    () -> {
                      try (ReadOnlySession _ = pool.acquire(new Cancellation())) {
                        served.add(me);
                      }
                    }));
        Await.until("one more waits", () -> pool.statistics().waiting() == me + 1);
      }
      assertThatThrownBy(() -> pool.acquire(new Cancellation()))
          .isInstanceOfSatisfying(
              BraidException.class, e -> assertThat(e.sqlState()).isEqualTo("53300"))
          .hasMessageContaining("3 callers already wait");
      assertThat(held.isInDoubt()).isFalse();
    }
    for (Thread thread : waiting) {
      thread.join();
    }
    assertThat(served).containsExactly(0, 1, 2);
    pool.close();
  }

  @Test
  void waitingEndsInAClearError() {
    PostgresPool pool = pool(TestPostgres.source(), settings(0, 1, Duration.ofMillis(300), 0, 10));
    try (ReadOnlySession _ = pool.acquire(new Cancellation())) {
      assertThatThrownBy(() -> pool.acquire(new Cancellation()))
          .hasMessage(
              "dataset \"test\": no connection became free within 300 ms (all 1 in use, 0 callers"
                  + " waiting)");
    }
    assertThat(pool.statistics().timeouts()).isEqualTo(1);
    pool.close();
  }

  private static PostgresPool pool(PostgresSource source, PoolSettings settings) {
    Dataset dataset =
        new Dataset(
            1, "test", "", source, settings, Limits.DEFAULT, false, "UTC", Description.NONE);
    return new PostgresPool(dataset, source);
  }

  private static PoolSettings settings(
      int min, int max, Duration acquire, long maxQueries, int maxWaiting) {
    PoolSettings standard = PoolSettings.DEFAULT;
    return new PoolSettings(
        min,
        max,
        standard.idleTimeout(),
        standard.connectTimeout(),
        standard.queryTimeout(),
        acquire,
        standard.maxLifetime(),
        maxQueries,
        maxWaiting);
  }

  /// Past the guard on purpose: what a statement could do to a session.
  private static Object run(ReadOnlySession session, String sql) {
    var statement =
        new dev.braid.guard.Statement(sql, dev.braid.guard.Statement.Kind.QUERY, true, 0);
    return session
        .run(statement, List.of(), Limits.DEFAULT, new ByteBudget(1 << 20), new Cancellation())
        .rows()
        .getFirst()
        .getFirst();
  }
}
