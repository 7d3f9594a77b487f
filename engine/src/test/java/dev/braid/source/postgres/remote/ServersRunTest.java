package dev.braid.source.postgres.remote;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.braid.catalog.table.Servers;
import dev.braid.catalog.table.Servers.Task;
import dev.braid.error.BraidException;
import dev.braid.parallel.Cancellation;
import dev.braid.testing.Await;
import dev.braid.testing.TestPostgres;
import dev.braid.type.Type;
import dev.braid.type.Zone;
import dev.braid.vector.Batch;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ServersRunTest {
  private static final int ROWS = 100_000;
  private static final List<Type> PAIR = List.of(Type.INT4, Type.TEXT);
  private static final String ALL = "SELECT id, label FROM public.pairs";
  private static String[] shards;

  @BeforeAll
  static void create() {
    shards = TestServers.create("run_shard", 4, "");
    for (int i = 0; i < shards.length; i++) {
      TestServers.execute(
          shards[i],
          """
          CREATE TABLE pairs AS SELECT id, 'label ' || id AS label FROM generate_series(%d, %d, 4) id;
          ANALYZE pairs\
          """
              .formatted(i + 1, 4 * ROWS));
    }
  }

  @AfterAll
  static void drop() {
    for (String shard : shards) {
      TestPostgres.execute("DROP DATABASE " + shard + " WITH (FORCE)");
    }
  }

  private static List<Task> everywhere(String sql) {
    return TestServers.numbers(4).stream().map(it -> new Task(it.server(), sql)).toList();
  }

  private static String backends(String condition) {
    return TestPostgres.ask(
        "SELECT count(*) FROM pg_stat_activity WHERE datname LIKE 'run\\_shard%' AND " + condition);
  }

  private static void nothingIsLeft() {
    Await.until(
        "the servers have ended all statements and transactions",
        () -> backends("state <> 'idle'").equals("0"));
  }

  private static long sum(Servers.Scan scan, int tasks) {
    long sum = 0;
    for (int task = 0; task < tasks; task++) {
      for (Batch batch = scan.next(task); batch != null; batch = scan.next(task)) {
        for (int row = 0; row < batch.size(); row++) {
          sum += batch.column(0).getInt(row);
        }
      }
    }
    return sum;
  }

  private static final long SUM = 4L * ROWS * (4L * ROWS + 1) / 2;

  @Test
  void fourTasksOnTwoConnectionsOfEachServer() {
    try (PostgresServers servers = TestServers.open(2, 2, shards);
        Servers.Run run = servers.begin(TestServers.numbers(4), Zone.UTC, new Cancellation())) {
      List<Task> tasks = new ArrayList<>();
      for (int part = 0; part < 4; part++) {
        tasks.addAll(everywhere(ALL + " WHERE id / 4 % 4 = " + part));
      }
      Servers.Scan scan = run.scan(tasks, PAIR);
      assertThat(sum(scan, tasks.size())).isEqualTo(SUM);
      for (int task = 0; task < tasks.size(); task++) {
        assertThat(scan.progress(task).rows()).isEqualTo(ROWS / 4);
        assertThat(scan.progress(task).firstRowMillis())
            .isBetween(0.0, scan.progress(task).totalMillis());
      }
    }
  }

  @Test
  void aScanReadTaskByTaskInReverseFinishes() {
    try (PostgresServers servers = TestServers.open(1, 1, shards);
        Servers.Run run = servers.begin(TestServers.numbers(4), Zone.UTC, new Cancellation())) {
      Servers.Scan scan = run.scan(everywhere("SELECT id, repeat(label, 50) FROM pairs"), PAIR);
      for (int task = 3; task >= 0; task--) {
        assertThat(TestServers.count(scan, task)).isEqualTo(ROWS);
      }
    }
  }

  @Test
  void partsOfOneConnectionMayBeReadSideBySide() {
    try (PostgresServers servers = TestServers.open(1, 1, shards[0]);
        Servers.Run run = servers.begin(TestServers.numbers(1), Zone.UTC, new Cancellation())) {
      String sql = "SELECT id, repeat(label, 8) FROM pairs ORDER BY id";
      Servers.Scan scan = run.scan(List.of(new Task(0, sql), new Task(0, sql)), PAIR);
      long rows = 0;
      Batch a = scan.next(0);
      Batch b = scan.next(1);
      while (a != null && b != null) {
        assertThat(a.column(0).getInt(0)).isEqualTo(b.column(0).getInt(0));
        rows += a.size();
        a = scan.next(0);
        b = scan.next(1);
      }
      assertThat(rows).isEqualTo(ROWS);
    }
  }

  @Test
  void aScanMayBeReadBeforeAnEarlierOneIs() {
    try (PostgresServers servers = TestServers.open(1, 1, shards[0]);
        Servers.Run run = servers.begin(TestServers.numbers(1), Zone.UTC, new Cancellation())) {
      Servers.Scan first =
          run.scan(List.of(new Task(0, "SELECT id, repeat(label, 50) FROM pairs")), PAIR);
      Servers.Scan second = run.scan(List.of(new Task(0, ALL)), PAIR);
      assertThat(TestServers.count(second, 0)).isEqualTo(ROWS);
      assertThat(TestServers.count(first, 0)).isEqualTo(ROWS);
    }
  }

  @Test
  void allSessionsOfAServerSeeOneSnapshot() {
    TestServers.execute(
        shards[0], "DROP TABLE IF EXISTS grows; CREATE TABLE grows AS SELECT 1 AS n");
    try (PostgresServers servers = TestServers.open(4, 4, shards[0]);
        Servers.Run run = servers.begin(TestServers.numbers(1), Zone.UTC, new Cancellation())) {
      TestServers.execute(shards[0], "INSERT INTO grows VALUES (2)");
      String sql = "SELECT count(*) FROM grows, pg_sleep(0.2)";
      Servers.Scan scan =
          run.scan(
              IntStream.range(0, 4).mapToObj(i -> new Task(0, sql)).toList(), List.of(Type.INT8));
      List<Long> counts = new ArrayList<>();
      for (int task = 0; task < 4; task++) {
        Batch batch = requireNonNull(scan.next(task));
        counts.add(batch.column(0).getLong(0));
      }
      assertThat(counts).containsExactly(1L, 1L, 1L, 1L);
    }
  }

  @Test
  void theSessionHasTheStatementsZoneAndOnlyReads() {
    try (PostgresServers servers = TestServers.open(1, 1, shards[0])) {
      String sql =
          """
          SELECT current_setting('TimeZone'), current_setting('transaction_read_only'),
                 current_setting('IntervalStyle'), '2024-07-01 12:00+00'::timestamptz::text\
          """;
      List<Type> types = List.of(Type.TEXT, Type.TEXT, Type.TEXT, Type.TEXT);
      try (Servers.Run run =
          servers.begin(
              TestServers.numbers(1), Zone.of(ZoneId.of("Asia/Kolkata")), new Cancellation())) {
        assertThat(TestServers.rows(run.scan(List.of(new Task(0, sql)), types), 0, types, Zone.UTC))
            .isEqualTo(
                List.of(List.of("Asia/Kolkata", "on", "postgres", "2024-07-01 17:30:00+05:30")));
      }
      try (Servers.Run run =
          servers.begin(TestServers.numbers(1), Zone.ofOffset(-12_600), new Cancellation())) {
        assertThat(
                TestServers.rows(run.scan(List.of(new Task(0, sql)), types), 0, types, Zone.UTC)
                    .getFirst()
                    .getLast())
            .isEqualTo("2024-07-01 08:30:00-03:30");
      }
    }
  }

  @Test
  void theFirstErrorNamesItsServerAndStopsTheOthers() {
    try (PostgresServers servers = TestServers.open(2, 1, shards);
        Servers.Run run = servers.begin(TestServers.numbers(4), Zone.UTC, new Cancellation())) {
      List<Task> tasks = new ArrayList<>(everywhere("SELECT id, label FROM pairs, pg_sleep(30)"));
      tasks.set(2, new Task(2, "SELECT 1 / (id - id), label FROM pairs"));
      Servers.Scan scan = run.scan(tasks, PAIR);
      assertThatThrownBy(() -> scan.next(0))
          .isInstanceOfSatisfying(
              BraidException.class,
              e -> {
                assertThat(e.sqlState()).isEqualTo("22012");
                assertThat(e.message()).isEqualTo("division by zero");
                assertThat(e.detail()).contains("/run_shard3");
              });
    }
    nothingIsLeft();
  }

  @Test
  void aKilledBackendIsOneClearError() {
    try (PostgresServers servers = TestServers.open(2, 1, shards)) {
      try (Servers.Run run = servers.begin(TestServers.numbers(4), Zone.UTC, new Cancellation())) {
        Servers.Scan scan = run.scan(everywhere("SELECT id, repeat(label, 100) FROM pairs"), PAIR);
        assertThat(scan.next(1)).isNotNull();
        TestPostgres.ask(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'run_shard2'");
        assertThatThrownBy(() -> sum(scan, 4))
            .isInstanceOfSatisfying(
                BraidException.class,
                e -> {
                  assertThat(e.sqlState()).matches("57P01|08006|08003");
                  assertThat(e.message()).contains("/run_shard2");
                });
      }
      nothingIsLeft();
      try (Servers.Run run = servers.begin(TestServers.numbers(4), Zone.UTC, new Cancellation())) {
        assertThat(sum(run.scan(everywhere(ALL), PAIR), 4)).isEqualTo(SUM);
      }
    }
  }

  @Test
  void aServerThatIsNotThereIsNamed() {
    try (PostgresServers servers = TestServers.open(2, 1, shards[0], "run_shard_missing")) {
      assertThatThrownBy(() -> servers.begin(TestServers.numbers(2), Zone.UTC, new Cancellation()))
          .isInstanceOf(BraidException.class)
          .hasMessageContaining("run_shard_missing");
      assertThat(servers.pool(0).statistics().active()).isZero();
    }
  }

  @Test
  void rowsWithoutFormCancelTheRestAtOnce() {
    try (PostgresServers servers = TestServers.open(1, 1, shards[0]);
        Servers.Run run = servers.begin(TestServers.numbers(1), Zone.UTC, new Cancellation())) {
      Servers.Scan scan =
          run.scan(
              List.of(new Task(0, "SELECT '{{1}}'::int[] FROM pairs a, pairs b")),
              List.of(Type.arrayOf(Type.INT4)));
      assertThatThrownBy(() -> scan.next(0)).hasMessageContaining("more than one dimension");
    }
    nothingIsLeft();
  }

  @Test
  void severalClustersAreReadAsOne() throws Exception {
    try (EmbeddedPostgres other =
        EmbeddedPostgres.builder().setServerConfig("fsync", "off").start()) {
      try (Connection connection = other.getPostgresDatabase().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute(
            """
            CREATE ROLE reader LOGIN PASSWORD 'reader-secret';
            GRANT pg_read_all_data TO reader;
            CREATE TABLE pairs AS SELECT id, 'there' AS label FROM generate_series(1, 5000) id\
            """);
      }
      try (PostgresServers servers =
              PostgresServers.of(
                  TestServers.dataset(TestServers.pool(2)),
                  List.of(
                      TestServers.source(shards[0]),
                      TestServers.source(other.getPort(), "postgres")),
                  2);
          Servers.Run run =
              servers.begin(TestServers.numbers(2).reversed(), Zone.UTC, new Cancellation())) {
        Servers.Scan scan = run.scan(List.of(new Task(1, ALL), new Task(0, ALL)), PAIR);
        assertThat(TestServers.count(scan, 0)).isEqualTo(5000);
        assertThat(TestServers.count(scan, 1)).isEqualTo(ROWS);
      }
    }
  }

  @Test
  void stopFreesTheConnectionsForTheNextScan() {
    try (PostgresServers servers = TestServers.open(1, 1, shards);
        Servers.Run run = servers.begin(TestServers.numbers(4), Zone.UTC, new Cancellation())) {
      for (int i = 0; i < 5; i++) {
        Servers.Scan few = run.scan(everywhere("SELECT id, repeat(label, 100) FROM pairs"), PAIR);
        assertThat(few.next(0)).isNotNull();
        few.stop();
        assertThat(few.next(0)).isNull();
        Servers.Scan slow = run.scan(everywhere("SELECT id, label FROM pairs, pg_sleep(30)"), PAIR);
        slow.stop();
        assertThat(sum(run.scan(everywhere(ALL), PAIR), 4)).isEqualTo(SUM);
      }
    }
    nothingIsLeft();
  }

  @Test
  void aRunMayBeClosedAtAnyTime() {
    try (PostgresServers servers = TestServers.open(2, 2, shards)) {
      for (int i = 0; i < 10; i++) {
        try (Servers.Run run =
            servers.begin(TestServers.numbers(4), Zone.UTC, new Cancellation())) {
          Servers.Scan scan =
              run.scan(everywhere("SELECT id, repeat(label, 100) FROM pairs"), PAIR);
          if (i % 2 == 0) {
            assertThat(scan.next(i % 4)).isNotNull();
          }
        }
        for (int server = 0; server < 4; server++) {
          assertThat(servers.pool(server).statistics().active()).isZero();
        }
      }
      nothingIsLeft();
    }
  }

  @Test
  void aStatementCancelledAtAnyMomentLeavesNothingBehind() throws Exception {
    Random random = new Random(20261121);
    try (PostgresServers servers = TestServers.open(2, 2, shards);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 100; i++) {
        Cancellation cancellation = new Cancellation();
        String sql = i % 3 == 0 ? "SELECT id, label FROM pairs, pg_sleep(20)" : ALL;
        Future<Long> answer =
            threads.submit(
                () -> {
                  try (Servers.Run run =
                      servers.begin(TestServers.numbers(4), Zone.UTC, cancellation)) {
                    List<Task> tasks = new ArrayList<>(everywhere(sql));
                    tasks.addAll(everywhere(sql));
                    return sum(run.scan(tasks, PAIR), 8);
                  } catch (BraidException e) {
                    assertThat(e.sqlState()).isEqualTo("57014");
                    assertThat(e.message()).isEqualTo("enough");
                    return -1L;
                  }
                });
        TimeUnit.MICROSECONDS.sleep(random.nextInt(60_000));
        cancellation.cancel("enough");
        assertThat(answer.get(30, TimeUnit.SECONDS)).isIn(-1L, 2 * SUM);
      }
      nothingIsLeft();
      for (int server = 0; server < 4; server++) {
        assertThat(servers.pool(server).statistics().active()).isZero();
      }
      try (Servers.Run run = servers.begin(TestServers.numbers(4), Zone.UTC, new Cancellation())) {
        assertThat(sum(run.scan(everywhere(ALL), PAIR), 4)).isEqualTo(SUM);
      }
    }
  }

  @Test
  void manyRunsOverSmallPoolsFinish() throws Exception {
    try (PostgresServers servers = TestServers.open(2, 2, shards);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Long>> answers = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        List<Servers.First> asked = new ArrayList<>(TestServers.numbers(4));
        java.util.Collections.shuffle(asked, new Random(i));
        answers.add(
            threads.submit(
                () -> {
                  try (Servers.Run run = servers.begin(asked, Zone.UTC, new Cancellation())) {
                    long sum = 0;
                    for (int half = 0; half < 2; half++) {
                      List<Task> tasks = new ArrayList<>();
                      for (Servers.First first : asked) {
                        for (int part = 0; part < 2; part++) {
                          tasks.add(
                              new Task(
                                  first.server(),
                                  ALL + " WHERE id / 4 % 4 = " + (2 * half + part)));
                        }
                      }
                      sum += sum(run.scan(tasks, PAIR), tasks.size());
                    }
                    return sum;
                  }
                }));
      }
      for (Future<Long> answer : answers) {
        assertThat(answer.get(100, TimeUnit.SECONDS)).isEqualTo(SUM);
      }
    }
  }
}
