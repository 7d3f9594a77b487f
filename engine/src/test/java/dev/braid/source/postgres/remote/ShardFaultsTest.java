package dev.braid.source.postgres.remote;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.braid.Braid;
import dev.braid.RowStream;
import dev.braid.catalog.PoolSettings;
import dev.braid.catalog.PostgresSource;
import dev.braid.catalog.ShardsSource;
import dev.braid.error.BraidException;
import dev.braid.source.postgres.PoolStatistics;
import dev.braid.testing.Await;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What becomes of a statement when one of its shards fails: one error that names it, in time, with
/// nothing left on the others; or another attempt.
@Timeout(120)
class ShardFaultsTest {
  private static final String PREFIX = "fault_shard";
  private static final String STREAMED = "SELECT id, label FROM wide";
  private static String[] shards = {};

  @BeforeAll
  static void create() {
    shards = TestShards.create(PREFIX, 4);
  }

  @AfterEach
  void allowConnections() {
    TestShards.limit(-1, shards);
  }

  @AfterAll
  static void drop() {
    TestShards.drop(shards);
  }

  private static PoolSettings pool() {
    return TestShards.pool(4, Duration.ofSeconds(20), Duration.ofSeconds(60));
  }

  private Braid open() {
    return TestShards.open(pool(), false, false, TestShards.sources(shards));
  }

  /// The shards with another server in the third place.
  private Braid openWith(PoolSettings pool, PostgresSource third) {
    PostgresSource[] sources = TestShards.sources(shards);
    sources[2] = third;
    return TestShards.open(pool, false, false, sources);
  }

  private static BraidException failure(ThrowingCallable asked) {
    BraidException error = catchThrowableOfType(BraidException.class, asked);
    assertThat(error).isNotNull();
    return error;
  }

  private static void nothingIsLeft(Braid braid) {
    TestShards.awaitQuiet(PREFIX);
    Await.until(
        "all connections are back",
        () -> braid.statistics().stream().allMatch(pool -> pool.active() == 0));
  }

  @Test
  void aShardThatIsDownIsNamed() {
    int port = TestShards.deadPort();
    try (Braid braid = openWith(pool(), TestServers.source(port, "nowhere"))) {
      BraidException error = failure(() -> TestShards.count(braid, "items"));
      assertThat(error.sqlState()).isEqualTo("08001");
      assertThat(error.message()).contains("localhost:" + port + "/nowhere").contains("refused");
      nothingIsLeft(braid);
    }
  }

  @Test
  void aShardThatNeverAnswersIsNamedAfterTheConnectTimeout() throws Exception {
    try (ServerSocket silent = new ServerSocket(0);
        Braid braid =
            openWith(
                TestShards.pool(4, Duration.ofSeconds(1), Duration.ofSeconds(20)),
                TestServers.source(silent.getLocalPort(), "silent"))) {
      BraidException error = failure(() -> TestShards.count(braid, "items"));
      assertThat(error.sqlState()).matches("08001|08006");
      assertThat(error.message()).contains("/silent");
      nothingIsLeft(braid);
    }
  }

  @Test
  void aShardThatIsTooSlowIsNamedAndTheOthersAreStopped() {
    PoolSettings pool = TestShards.pool(4, Duration.ofSeconds(20), Duration.ofSeconds(1));
    try (Braid braid = TestShards.open(pool, false, false, TestShards.sources(shards))) {
      long start = System.nanoTime();
      BraidException error = failure(() -> TestShards.count(braid, "stuck"));
      assertThat(error.sqlState()).isEqualTo("57014");
      assertThat(error.message()).contains("/" + shards[1]).contains("statement timeout");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
      nothingIsLeft(braid);
    }
  }

  @Test
  void aBackendThatIsKilledUnderAStreamIsNamed() {
    try (Braid braid = open()) {
      try (RowStream rows = braid.stream("shards1", STREAMED)) {
        var row = rows.iterator();
        assertThat(row.next()).isNotNull();
        TestShards.terminate(shards[3]);
        BraidException error = failure(() -> row.forEachRemaining(_ -> {}));
        assertThat(error.sqlState()).matches("57P01|08006");
        assertThat(error.message()).contains("/" + shards[3]);
      }
      nothingIsLeft(braid);
      assertThat(TestShards.count(braid, "items")).isEqualTo(TestShards.ROWS);
    }
  }

  @Test
  void aConnectionLostBeforeTheFirstRowIsTriedAnew() throws Exception {
    try (Braid braid = open()) {
      CompletableFuture<Long> count =
          CompletableFuture.supplyAsync(() -> TestShards.count(braid, "slow"));
      Await.until(
          "the shard is at work",
          () -> TestShards.backends(shards[2], "state = 'active' AND query LIKE '%slow%'") > 0);
      TestShards.terminate(shards[2]);
      assertThat(count.get(30, TimeUnit.SECONDS)).isEqualTo(TestShards.ROWS);
      nothingIsLeft(braid);
    }
  }

  @Test
  void aStreamThatHasNoRowYetIsTriedAnew() throws Exception {
    try (Braid braid = open()) {
      CompletableFuture<Integer> count =
          CompletableFuture.supplyAsync(
              () -> {
                int rows = 0;
                try (RowStream stream = braid.stream("shards1", "SELECT id FROM slow")) {
                  for (var _ : stream) {
                    rows++;
                  }
                }
                return rows;
              });
      Await.until(
          "the shard is at work",
          () -> TestShards.backends(shards[0], "state = 'active' AND query LIKE '%slow%'") > 0);
      TestShards.terminate(shards[0]);
      assertThat(count.get(30, TimeUnit.SECONDS)).isEqualTo(TestShards.ROWS);
    }
  }

  @Test
  void retriesAreFew() {
    try (Braid braid = open()) {
      TestShards.count(braid, "items");
      long before = braid.statistics().getFirst().acquired();
      BraidException error = failure(() -> braid.query("shards1", "SELECT id FROM unlucky"));
      assertThat(error.sqlState()).isEqualTo("40001");
      assertThat(braid.statistics().getFirst().acquired() - before).isLessThanOrEqualTo(5);
      nothingIsLeft(braid);
    }
  }

  /// Of a conflict with recovery, and of a deadlock.
  @ParameterizedTest
  @ValueSource(strings = {"40001", "40P01"})
  void conflictsPass(String state) {
    String[] passing = TestShards.create("passing_shard", 2);
    try (Braid braid = TestShards.open(pool(), false, false, TestShards.sources(passing))) {
      for (String shard : passing) {
        TestServers.execute(
            shard,
            """
            CREATE TABLE busy AS SELECT clock_timestamp() AS until;
            CREATE OR REPLACE FUNCTION conflict() RETURNS int LANGUAGE plpgsql AS
            $$ BEGIN
              IF clock_timestamp() < (SELECT until FROM busy) THEN
                RAISE SQLSTATE '%s' USING MESSAGE = 'not now';
              END IF;
              RETURN NULL;
            END $$\
            """
                .formatted(state));
      }
      assertThat(TestShards.count(braid, "unlucky")).isEqualTo(TestShards.ROWS);
      TestServers.execute(
          passing[1], "UPDATE busy SET until = clock_timestamp() + '100 milliseconds'");
      assertThat(TestShards.count(braid, "unlucky")).isEqualTo(TestShards.ROWS);
    } finally {
      TestShards.drop(passing);
    }
  }

  @Test
  void aServerThatIsKilledInMidStreamIsNamed() throws Exception {
    try (EmbeddedPostgres other =
        EmbeddedPostgres.builder().setServerConfig("fsync", "off").start()) {
      try (Connection connection = other.getPostgresDatabase().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute(
            """
            CREATE ROLE reader LOGIN PASSWORD 'reader-secret';
            GRANT pg_read_all_data TO reader;
            """
                + TestShards.script(2, 4));
      }
      try (Braid braid = openWith(pool(), TestServers.source(other.getPort(), "postgres"))) {
        assertThat(TestShards.count(braid, "items")).isEqualTo(TestShards.ROWS);
        try (RowStream rows = braid.stream("shards1", STREAMED)) {
          var row = rows.iterator();
          assertThat(row.next()).isNotNull();
          TestShards.kill(other);
          BraidException error = failure(() -> row.forEachRemaining(_ -> {}));
          assertThat(error.sqlState()).matches("08006|57P01|57P02");
          assertThat(error.message()).contains("localhost:" + other.getPort());
        }
        nothingIsLeft(braid);
        BraidException error = failure(() -> TestShards.count(braid, "items"));
        assertThat(error.sqlState()).isEqualTo("08001");
        assertThat(error.message()).contains("localhost:" + other.getPort());
        nothingIsLeft(braid);
      }
    }
  }

  @Test
  void aShardOutOfConnectionsIsNamed() {
    try (Braid braid = open()) {
      assertThat(TestShards.count(braid, "items")).isEqualTo(TestShards.ROWS);
      TestShards.limit(0, shards[1]);
      TestShards.terminate(shards[1]);
      long start = System.nanoTime();
      BraidException error = failure(() -> TestShards.count(braid, "items"));
      assertThat(error.sqlState()).isEqualTo("53300");
      assertThat(error.message()).contains("/" + shards[1]).contains("too many connections");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
      nothingIsLeft(braid);
      TestShards.limit(-1, shards[1]);
      assertThat(TestShards.count(braid, "items")).isEqualTo(TestShards.ROWS);
    }
  }

  @Test
  void aConnectionThatBecomesFreeSoonIsWaitedFor() throws Exception {
    try (Braid braid = open();
        Braid other = open()) {
      assertThat(TestShards.count(braid, "items")).isEqualTo(TestShards.ROWS);
      TestShards.limit(1, shards[1]);
      TestShards.terminate(shards[1]);
      CompletableFuture<Long> first =
          CompletableFuture.supplyAsync(() -> TestShards.count(braid, "slow"));
      CompletableFuture<Long> second =
          CompletableFuture.supplyAsync(() -> TestShards.count(braid, "slow"));
      assertThat(first.get(30, TimeUnit.SECONDS)).isEqualTo(TestShards.ROWS);
      assertThat(second.get(30, TimeUnit.SECONDS)).isEqualTo(TestShards.ROWS);
      assertThat(other.statistics().getFirst().created()).isZero();
    }
  }

  private static final String ALTERED = "altered_shard";
  private static final String WITHOUT_VIEWS =
      "DROP VIEW slow, stuck, wide, unlucky; ALTER TABLE items ";

  /// Shards of which only `items` is declared.
  private static Braid openAltered(String[] databases) {
    return TestShards.open(
        TestShards.dataset(
            1,
            pool(),
            new ShardsSource(
                List.of(TestShards.sources(databases)),
                Map.of("items", requireNonNull(TestShards.tables().get("items"))))));
  }

  @Test
  void aTableAlteredOnOneShardIsNamed() {
    String[] altered = TestShards.create(ALTERED, 2);
    try (Braid braid = openAltered(altered)) {
      assertThat(TestShards.count(braid, "items")).isEqualTo(TestShards.ROWS);
      TestServers.execute(altered[1], WITHOUT_VIEWS + "ALTER id TYPE bigint");
      BraidException error = failure(() -> braid.query("shards1", "SELECT max(id) FROM items"));
      assertThat(error.sqlState()).isEqualTo("55000");
      assertThat(error.message())
          .contains("/" + altered[1])
          .contains("column \"id\" is of type bigint instead of integer");
      TestShards.awaitQuiet(ALTERED);
    } finally {
      TestShards.drop(altered);
    }
  }

  @Test
  void aTableAlteredOnAllShardsIsLookedUpAnew() {
    String[] altered = TestShards.create(ALTERED, 2);
    try (Braid braid = openAltered(altered)) {
      assertThat(TestShards.count(braid, "items")).isEqualTo(TestShards.ROWS);
      for (String shard : altered) {
        TestServers.execute(shard, WITHOUT_VIEWS + "RENAME label TO title");
      }
      assertThat(braid.query("shards1", "SELECT title FROM items WHERE id = 7").single())
          .isEqualTo("label 7");
      for (String shard : altered) {
        TestServers.execute(shard, "ALTER TABLE items ALTER id TYPE bigint");
      }
      assertThat(braid.query("shards1", "SELECT id FROM items WHERE title = 'label 7'").single())
          .isEqualTo(7L);
    } finally {
      TestShards.drop(altered);
    }
  }

  @Test
  void eachShardHasItsPoolInTheStatistics() {
    try (Braid braid = open()) {
      TestShards.count(braid, "items");
      assertThat(braid.statistics())
          .extracting(PoolStatistics::safe)
          .containsExactly(
              Arrays.stream(shards)
                  .map(shard -> TestServers.source(shard).safe())
                  .toArray(String[]::new));
      assertThat(braid.statistics())
          .allSatisfy(
              pool -> {
                assertThat(pool.datasetName()).isEqualTo("shards1");
                assertThat(pool.acquired()).isPositive();
                assertThat(pool.total()).isEqualTo(pool.idle());
              });
    }
  }
}
