package dev.braid.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.braid.catalog.Dataset;
import dev.braid.catalog.Limits;
import dev.braid.catalog.PoolSettings;
import dev.braid.error.BraidException;
import dev.braid.guard.Guard;
import dev.braid.guard.Statement;
import dev.braid.parallel.Cancellation;
import dev.braid.result.Result;
import dev.braid.source.BackendSession;
import dev.braid.source.ByteBudget;
import dev.braid.source.RowCursor;
import dev.braid.testing.Await;
import dev.braid.testing.TestPostgres;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is split over the connections to one server, what is sent as it was written, and that both
/// have the server's answer.
class SplitBackendTest {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private static final SplitThresholds LOW = new SplitThresholds(1_000, 512, 1, false);

  private static LocalEngine engine;
  private static SplitBackend always;
  private static SplitBackend usual;

  @BeforeAll
  static void open() {
    TestPostgres.execute(
        """
        DROP SCHEMA IF EXISTS split CASCADE;
        CREATE SCHEMA split;
        GRANT USAGE ON SCHEMA split TO reader;
        CREATE TABLE split.big (id int, part int, amount numeric(10,2), word text COLLATE "C");
        INSERT INTO split.big SELECT i, i % 7, i / 3.0, 'w' || i % 100 FROM generate_series(1, 200000) i;
        CREATE INDEX ON split.big (id);
        CREATE TABLE split.small (part int, name text COLLATE "C");
        INSERT INTO split.small SELECT i, 'n' || i FROM generate_series(0, 6) i;
        CREATE VIEW split.totals(part, total) AS SELECT part, sum(amount) FROM split.big GROUP BY part;
        CREATE TABLE split.leaves (id int, part int) PARTITION BY LIST (part);
        CREATE TABLE split.leaf0 PARTITION OF split.leaves FOR VALUES IN (0, 1, 2);
        CREATE TABLE split.leaf1 PARTITION OF split.leaves FOR VALUES IN (3, 4, 5);
        CREATE TABLE split.leaf2 PARTITION OF split.leaves DEFAULT;
        INSERT INTO split.leaves SELECT id, part FROM split.big;
        CREATE TABLE split.parent (id int);
        CREATE TABLE split.child () INHERITS (split.parent);
        INSERT INTO split.parent SELECT generate_series(1, 1000);
        INSERT INTO split.child SELECT generate_series(1, 1000);
        CREATE FUNCTION split.length(varchar) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT -1';
        CREATE TABLE split.shared (id int, word text COLLATE "C") WITH (parallel_workers = 3);
        INSERT INTO split.shared SELECT id, word FROM split.big;
        GRANT SELECT ON ALL TABLES IN SCHEMA split TO reader;
        ANALYZE;
        """);
    engine = new LocalEngine(64L << 20, 2);
    always = backend(4, SplitThresholds.ALWAYS);
    usual = backend(4, LOW);
  }

  private static SplitBackend backend(int connections, SplitThresholds thresholds) {
    Dataset dataset = TestPostgres.dataset(1, "server", PoolSettings.DEFAULT);
    return new SplitBackend(engine, dataset, TestPostgres.source().over(connections), thresholds);
  }

  @AfterAll
  static void close() {
    always.close();
    usual.close();
    engine.close();
    TestPostgres.execute("DROP SCHEMA split CASCADE");
  }

  private static Result ask(SplitBackend backend, String sql, Object... parameters) {
    try (BackendSession session = backend.acquire(new Cancellation())) {
      List<@Nullable Object> values = new ArrayList<>(List.of(parameters));
      return session.run(
          Guard.check(sql), values, Limits.NONE, new ByteBudget(1L << 40), new Cancellation());
    }
  }

  private static String plan(SplitBackend backend, String sql) {
    return ask(backend, "EXPLAIN " + sql).rows().toString();
  }

  private static boolean isSplit(SplitBackend backend, String sql, Object... parameters) {
    return ask(backend, "EXPLAIN " + sql, parameters).rows().toString().contains(".ctid ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT part, count(*), sum(amount), avg(amount) FROM split.big GROUP BY part ORDER BY"
            + " part",
        "SELECT name, count(*) FROM split.big JOIN split.small USING (part) GROUP BY name ORDER BY"
            + " name",
        "SELECT count(*) FROM split.small s LEFT JOIN split.big b ON b.part = s.part AND b.id <"
            + " 100",
        "SELECT * FROM split.big WHERE word = 'w7' ORDER BY id DESC LIMIT 5 OFFSET 3",
        "SELECT part, total FROM split.totals ORDER BY total",
        "SELECT part, count(*) FROM split.leaves GROUP BY part ORDER BY part",
        "SELECT count(*) FROM split.big a WHERE id < 50 AND id > (SELECT 10 + min(id) FROM"
            + " split.big b WHERE b.part = a.part)",
        "SELECT count(*), min(word), max(word) FROM split.big WHERE id BETWEEN 5 AND 150000",
        "SELECT part FROM split.big UNION SELECT part FROM split.leaves ORDER BY part",
        "SELECT now() > '2020-01-01', count(*) FROM split.big WHERE now() > '2020-01-01'"
      })
  void isSplitAndAnsweredAsByTheServer(String sql) {
    assertThat(plan(always, sql)).contains(".ctid ");
    Result split = ask(always, sql);
    try (BackendSession session = always.pool().acquire(new Cancellation())) {
      Result asWritten =
          session.run(
              Guard.check(sql),
              List.of(),
              Limits.NONE,
              new ByteBudget(1L << 40),
              new Cancellation());
      assertThat(split.rows()).isEqualTo(asWritten.rows());
      assertThat(split.columns()).isEqualTo(asWritten.columns());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT id FROM split.big LIMIT 3",
        "SELECT count(*) FROM split.big WHERE random() >= 0",
        "SELECT count(*) FROM split.parent",
        "SELECT count(*) FROM ONLY split.parent",
        "SELECT max(split.length(word)) FROM split.big",
        "SELECT count(*) FROM pg_class",
        "SELECT xmin IS NULL, count(*) FROM split.big GROUP BY 1",
        "SELECT current_user, count(*) FROM split.big",
        "SELECT 1"
      })
  void isSentAsItIsWritten(String sql) {
    assertThat(isSplit(always, sql)).isFalse();
    assertThat(ask(always, sql).rows()).isNotEmpty();
  }

  @Test
  void whatTheServerComputesByAsManyProcessesIsLeftToIt() {
    String sql = "SELECT part, avg(amount) FROM split.big GROUP BY part";
    assertThat(isSplit(usual, sql)).isTrue();
    try (SplitBackend two = backend(2, LOW)) {
      assertThat(plan(two, sql)).contains("Workers Planned: 1").doesNotContain(".ctid ");
    }
  }

  @Test
  void noMoreProcessesOfTheServerThanConnectionsWorkAtAStatement() {
    String sql = "SELECT count(*), max(id) FROM split.shared";
    try (SplitBackend two = backend(2, LOW)) {
      assertThat(serverPlan(two, sql, Statement.ANY)).contains("Workers Planned: 2");
      assertThat(plan(two, "(ANALYZE) " + sql)).contains("Workers Launched: 1");
      assertThat(streamed(two, "EXPLAIN (ANALYZE) " + sql)).contains("Workers Launched: 1");
      assertThat(ask(two, sql).rows()).isEqualTo(List.of(List.of(200_000L, 200_000)));
      assertThat(ask(two, "SHOW max_parallel_workers_per_gather").rows())
          .isEqualTo(List.of(List.of("2")));
    }
  }

  /// For more rows a single worker would not pay.
  @Test
  void aPlanThatFewerWorkersWouldChangeKeepsThem() {
    String sql = "SELECT id FROM split.shared WHERE word = 'w7'";
    try (SplitBackend two = backend(2, LOW)) {
      assertThat(serverPlan(two, sql, Statement.ANY)).contains("Workers Planned: 2");
      assertThat(serverPlan(two, sql, 1)).doesNotContain("Gather");
      assertThat(plan(two, sql)).contains("Workers Planned: 2");
      assertThat(streamed(two, "EXPLAIN " + sql)).contains("Workers Planned: 2");
    }
  }

  private static String serverPlan(SplitBackend backend, String sql, int workers) {
    try (BackendSession session = backend.pool().acquire(new Cancellation())) {
      Statement explain = Guard.check("EXPLAIN " + sql).withWorkers(workers);
      ByteBudget bytes = new ByteBudget(1L << 40);
      return session
          .run(explain, List.of(), Limits.NONE, bytes, new Cancellation())
          .rows()
          .toString();
    }
  }

  private static String streamed(SplitBackend backend, String sql) {
    StringBuilder rows = new StringBuilder();
    try (RowCursor cursor = backend.stream(Guard.check(sql), List.of(), new Cancellation())) {
      for (List<@Nullable Object> row = cursor.next(); row != null; row = cursor.next()) {
        rows.append(row).append('\n');
      }
    }
    return rows.toString();
  }

  @Test
  void aFunctionThatHidesPostgresOwnIsTheServersToFind() {
    TestPostgres.execute("ALTER ROLE reader SET search_path = split, public");
    try (SplitBackend fresh = backend(4, SplitThresholds.ALWAYS)) {
      String sql = "SELECT max(length(word::varchar)) FROM big";
      assertThat(isSplit(fresh, sql)).isFalse();
      assertThat(ask(fresh, sql).rows()).isEqualTo(List.of(List.of(-1)));
      assertThat(isSplit(fresh, "SELECT max(id) FROM big")).isTrue();
    } finally {
      TestPostgres.execute("ALTER ROLE reader RESET search_path");
    }
  }

  @Test
  void costDecides() {
    assertThat(isSplit(usual, "SELECT count(*) FROM split.small")).isFalse();
    assertThat(isSplit(usual, "SELECT * FROM split.big WHERE id = 77")).isFalse();
    assertThat(isSplit(usual, "SELECT part, sum(amount), avg(amount) FROM split.big GROUP BY part"))
        .isTrue();
  }

  @Test
  void parametersAreValues() {
    String sql = "SELECT count(*) FROM split.big WHERE word = $1 AND id > $2";
    assertThat(isSplit(always, sql, "w7", 5)).isTrue();
    assertThat(ask(always, sql, "w7'; --", 5).rows()).isEqualTo(List.of(List.of(0L)));
    assertThat(ask(always, sql, "w7", 5).rows()).isEqualTo(List.of(List.of(2000L)));
  }

  @Test
  void parametersCountInTheCosts() {
    String sql = "SELECT count(*) FROM split.big WHERE id > $1";
    assertThat(isSplit(usual, sql, 5)).isTrue();
    assertThat(isSplit(usual, sql, 199_990)).isFalse();
    assertThat(ask(usual, sql, 5).rows()).isEqualTo(List.of(List.of(199_995L)));
  }

  /// One type for each parameter, whichever way the statement takes.
  @Test
  void parametersThatTheServerRefusesAreRefused() {
    assertThatThrownBy(
            () -> ask(always, "SELECT count(*) FROM split.big WHERE id = $1 OR word = $1", 5))
        .isInstanceOfSatisfying(
            BraidException.class, e -> assertThat(e.sqlState()).isEqualTo("42883"));
    assertThatThrownBy(
            () -> ask(always, "SELECT count(*) FROM split.big WHERE $1 IS NULL OR id = $1", 5))
        .isInstanceOfSatisfying(
            BraidException.class, e -> assertThat(e.sqlState()).isEqualTo("42P08"));
  }

  @Test
  void allPartsSeeOneSnapshot() throws Exception {
    Thread writer =
        Thread.ofPlatform()
            .start(
                () -> {
                  for (int i = 0; i < 40; i++) {
                    // Each moves a row from one end of the table to the other, amount unchanged.
                    TestPostgres.execute(
                        "UPDATE split.big SET part = part WHERE id IN (SELECT id FROM split.big"
                            + " ORDER BY ctid LIMIT 500)");
                  }
                });
    while (writer.isAlive()) {
      assertThat(ask(always, "SELECT count(*), sum(id) FROM split.big").rows().toString())
          .isEqualTo("[[200000, 20000100000]]");
    }
    writer.join();
  }

  @Test
  void anErrorIsTheServersOwn() {
    assertThatThrownBy(() -> ask(always, "SELECT sum(1 / (id - 77)) FROM split.big"))
        .isInstanceOfSatisfying(
            BraidException.class,
            e -> {
              assertThat(e.sqlState()).isEqualTo("22012");
              assertThat(e.message()).isEqualTo("division by zero");
            });
    assertThatThrownBy(() -> ask(always, "SELECT nothing FROM split.big"))
        .isInstanceOfSatisfying(
            BraidException.class, e -> assertThat(e.sqlState()).isEqualTo("42703"));
  }

  @Test
  void whatDoesNotFitHereIsTheServersToAnswer() {
    Dataset dataset = TestPostgres.dataset(1, "server", PoolSettings.DEFAULT);
    String sql = "SELECT length(array_agg(word ORDER BY id)::text) FROM split.big";
    try (LocalEngine small = new LocalEngine(1L << 20, 2);
        SplitBackend backend =
            new SplitBackend(
                small, dataset, TestPostgres.source().over(4), SplitThresholds.ALWAYS)) {
      assertThat(isSplit(backend, sql)).isTrue();
      assertThat(ask(backend, sql).rows().toString())
          .isEqualTo("[[" + TestPostgres.ask(sql) + "]]");
    }
  }

  @Test
  void cancellingEndsAllParts() {
    Cancellation cancellation = new Cancellation();
    Statement slow =
        Guard.check("SELECT sum(length(repeat(word, 20000 + id % 3))) FROM split.big WHERE id > 0");
    Thread asking =
        Thread.ofVirtual()
            .start(
                () -> {
                  try (BackendSession session = always.acquire(cancellation)) {
                    session.run(
                        slow, List.of(), Limits.NONE, new ByteBudget(1L << 40), cancellation);
                  } catch (BraidException e) {
                    // Cancelled, or done before.
                  }
                });
    Await.until(
        "parts run", PATIENCE, () -> TestPostgres.activeBackends() > 1 || !asking.isAlive());
    cancellation.cancel("enough");
    Await.until("nothing runs", PATIENCE, () -> TestPostgres.activeBackends() == 0);
    Await.until("the caller hears", PATIENCE, () -> !asking.isAlive());
  }

  /// A statement that the server computes in parallel comes at once where little is expected: in
  /// portions the server would leave its workers out. Asked twice, since the second time goes by
  /// what was found the first time.
  @Test
  void whatTheServerComputesInParallelIsFetchedAtOnce() {
    TestPostgres.execute(
        "ALTER ROLE reader SET parallel_setup_cost = 0; ALTER ROLE reader SET"
            + " min_parallel_table_scan_size = 0");
    try (SplitBackend two = backend(2, LOW)) {
      String sql =
          "WITH t AS (SELECT part, count(*) AS n FROM split.big GROUP BY part) SELECT a.part FROM"
              + " t a JOIN split.small USING (part) WHERE n > 1";
      for (int round = 0; round < 2; round++) {
        long before = launched();
        try (RowCursor rows = two.stream(Guard.check(sql), List.of(), new Cancellation())) {
          assertThat(rows.next()).isNotNull();
        }
        Await.until("workers counted", PATIENCE, () -> launched() > before);
      }
    } finally {
      TestPostgres.execute("ALTER ROLE reader RESET ALL");
    }
  }

  private static long launched() {
    return Long.parseLong(
        TestPostgres.ask(
            "SELECT parallel_workers_launched FROM pg_stat_database WHERE datname ="
                + " current_database()"));
  }
}
