package dev.braid.source.postgres.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.Braid;
import dev.braid.RowStream;
import dev.braid.catalog.Dataset;
import dev.braid.catalog.PoolSettings;
import dev.braid.catalog.ShardedTable;
import dev.braid.catalog.ShardedTable.Placement;
import dev.braid.catalog.ShardedTable.Sliced;
import dev.braid.catalog.ShardsSource;
import dev.braid.error.BraidException;
import dev.braid.parallel.Cancellation;
import dev.braid.testing.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Many statements over the same shards at once.
@Timeout(300)
class FanOutTest {
  private static final String PREFIX = "fan_shard";

  /// Statements of the storm; 1,000 take half a minute.
  private static final int CANCELS = Integer.getInteger("braid.storm.cancels", 150);

  private static String[] shards = {};

  @BeforeAll
  static void create() {
    shards = TestShards.create(PREFIX, 4);
  }

  @AfterAll
  static void drop() {
    TestShards.drop(shards);
  }

  private static PoolSettings pool(int most) {
    return TestShards.pool(most, Duration.ofSeconds(10), Duration.ofSeconds(60));
  }

  @Test
  void fiftyStatementsOverPoolsOfEightFinish() throws Exception {
    try (Braid braid = TestShards.open(pool(8), false, false, TestShards.sources(shards));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Object>> answers = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        int each = i;
        answers.add(
            threads.submit(
                () ->
                    braid
                        .query(
                            "shards1",
                            each % 2 == 0
                                ? "SELECT sum(id) FROM items"
                                // Two parts of each server, one of which gathers.
                                : "SELECT sum(a.id) FROM items a JOIN items b ON b.id + 1 = a.id +"
                                    + " 1")
                        .single()));
      }
      for (Future<Object> answer : answers) {
        assertThat(String.valueOf(answer.get(100, TimeUnit.SECONDS)))
            .isEqualTo(String.valueOf(TestShards.ROWS * (TestShards.ROWS + 1L) / 2));
      }
      assertThat(braid.statistics())
          .allSatisfy(
              pool -> {
                assertThat(pool.timeouts()).isZero();
                assertThat(pool.total()).isLessThanOrEqualTo(8);
              });
    }
  }

  private static Dataset dataset(int id, boolean reversed) {
    List<String> order = new ArrayList<>(List.of(shards[0], shards[1]));
    if (reversed) {
      Collections.reverse(order);
    }
    Map<String, ShardedTable> tables =
        Map.of("items", new Sliced(List.of(), new Placement.Unknown(), ""));
    return TestShards.dataset(
        id,
        pool(4),
        new ShardsSource(List.of(TestShards.sources(order.toArray(String[]::new))), tables));
  }

  @Test
  void datasetsThatTakeTheSameServersInOppositeOrderDoNotBlockEachOther() throws Exception {
    TestShards.limit(5, shards);
    long start = System.nanoTime();
    try (Braid braid = TestShards.open(dataset(1, false), dataset(2, true));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Object>> answers = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        String name = "shards" + (i % 2 + 1);
        answers.add(
            threads.submit(
                () -> braid.query(name, "SELECT count(DISTINCT id) FROM items").single()));
      }
      Object first = answers.getFirst().get(100, TimeUnit.SECONDS);
      for (Future<Object> answer : answers) {
        assertThat(answer.get(100, TimeUnit.SECONDS)).isEqualTo(first);
      }
    } finally {
      TestShards.limit(-1, shards);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(40));
  }

  @Test
  void idleConnectionsOfAnotherDatasetMakeRoom() {
    TestShards.limit(1, shards);
    try (Braid braid = TestShards.open(dataset(1, false), dataset(2, true))) {
      for (int i = 0; i < 4; i++) {
        assertThat(braid.query("shards" + (i % 2 + 1), "SELECT count(*) > 0 FROM items").single())
            .isEqualTo(true);
      }
    } finally {
      TestShards.limit(-1, shards);
    }
  }

  @Test
  void aStormOfCancelsLeavesNothingBehind() throws Exception {
    Random random = new Random(20261121);
    AtomicInteger cancelled = new AtomicInteger();
    try (Braid braid = TestShards.open(pool(8), false, false, TestShards.sources(shards));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Semaphore atOnce = new Semaphore(16);
      List<Future<?>> ended = new ArrayList<>();
      for (int i = 0; i < CANCELS; i++) {
        atOnce.acquire();
        Cancellation cancellation = new Cancellation();
        String sql =
            switch (i % 3) {
              case 0 -> "SELECT count(*) FROM slow";
              case 1 -> "SELECT id, label FROM wide";
              default -> "SELECT sum(a.id) FROM items a JOIN items b ON b.id + 1 = a.id + 1";
            };
        ended.add(
            threads.submit(
                () -> {
                  try (RowStream rows =
                      braid.stream("shards1", sql, List.of(), 1000, cancellation)) {
                    rows.forEach(_ -> {});
                  } catch (BraidException e) {
                    assertThat(e.sqlState()).as(e.message()).isEqualTo("57014");
                    assertThat(e.message()).isEqualTo("enough");
                    cancelled.incrementAndGet();
                  } finally {
                    atOnce.release();
                  }
                }));
        int pause = random.nextInt(40_000);
        threads.submit(
            () -> {
              TimeUnit.MICROSECONDS.sleep(pause);
              cancellation.cancel("enough");
              return true;
            });
      }
      for (Future<?> each : ended) {
        each.get(60, TimeUnit.SECONDS);
      }
      assertThat(cancelled.get()).isGreaterThan(CANCELS / 4);
      TestShards.awaitQuiet(PREFIX);
      Await.until(
          "all connections are back",
          () -> braid.statistics().stream().allMatch(pool -> pool.active() == 0));
      assertThat(TestShards.count(braid, "items")).isEqualTo(TestShards.ROWS);
      assertThat(braid.query("shards1", "SELECT sum(id) FROM items").single())
          .isEqualTo(TestShards.ROWS * (TestShards.ROWS + 1L) / 2);
    }
  }
}
