package dev.braid.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.Braid;
import dev.braid.RowStream;
import dev.braid.catalog.BatchLimits;
import dev.braid.catalog.Config;
import dev.braid.catalog.Dataset;
import dev.braid.catalog.Description;
import dev.braid.catalog.Limits;
import dev.braid.catalog.PoolSettings;
import dev.braid.catalog.PostgresSource;
import dev.braid.error.BraidException;
import dev.braid.parallel.Cancellation;
import dev.braid.source.postgres.PoolStatistics;
import dev.braid.testing.Await;
import dev.braid.testing.TestPostgres;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BatchCancellationTest {
  private static final Query FOREVER = Query.of("test", "SELECT pg_sleep(600)");

  private Braid braid;

  @BeforeEach
  void open() {
    braid = Braid.open(TestPostgres.config());
  }

  @AfterEach
  void close() {
    braid.close();
  }

  @Test
  void cancellingEndsEveryBackend() {
    RunningBatch batch = braid.batch().addAll(Collections.nCopies(15, FOREVER)).start();
    Await.until("10 backends run", () -> TestPostgres.activeBackends() == 10);
    batch.cancel("cancelled: enough");
    BatchResult result = batch.await();
    assertThat(result.outcomes())
        .hasSize(15)
        .allSatisfy(
            outcome -> {
              assertThat(outcome.cancelled()).isTrue();
              assertThat(outcome.error().sqlState()).isEqualTo("57014");
              assertThat(outcome.error().message()).isEqualTo("cancelled: enough");
            });
    Await.until("no backend runs", () -> TestPostgres.activeBackends() == 0);
    assertThat(braid.query("test", "SELECT 1").single()).isEqualTo(1);
  }

  @Test
  void atTheDeadlineWhatIsFinishedIsReturned() {
    BatchResult result =
        braid
            .batch()
            .add(Query.of("test", "SELECT 1"))
            .add(FOREVER)
            .add(Query.of("test", "SELECT 3"))
            .deadline(Duration.ofMillis(400))
            .run();
    assertThat(result.outcomes()).extracting(Outcome::success).containsExactly(true, false, true);
    assertThat(result.outcomes().get(1).cancelled()).isTrue();
    assertThat(result.outcomes().get(1).error().message())
        .isEqualTo("cancelled: the batch's deadline of 400 ms passed");
    Await.until("no backend runs", () -> TestPostgres.activeBackends() == 0);
  }

  @Test
  void interruptingTheWaitingThreadCancels() throws InterruptedException {
    AtomicReference<BatchResult> result = new AtomicReference<>();
    Thread waiting = Thread.ofPlatform().start(() -> result.set(braid.batch().add(FOREVER).run()));
    Await.until("the backend runs", () -> TestPostgres.activeBackends() == 1);
    waiting.interrupt();
    waiting.join();
    assertThat(result.get().outcomes().getFirst().cancelled()).isTrue();
    Await.until("no backend runs", () -> TestPostgres.activeBackends() == 0);
  }

  @Test
  void aConsistentBatchIsCancelledToo() {
    RunningBatch batch =
        braid.batch().addAll(Collections.nCopies(12, FOREVER)).consistent(true).start();
    Await.until("10 backends run", () -> TestPostgres.activeBackends() == 10);
    batch.cancel("stop");
    assertThat(batch.await().outcomes()).allMatch(Outcome::cancelled);
    Await.until("no backend runs", () -> TestPostgres.activeBackends() == 0);
    Await.until("all are returned", () -> braid.statistics().getFirst().active() == 0);
  }

  @Test
  void cancellingAtRandomMomentsLeavesNothingBehind() {
    Random random = new Random(42);
    for (int round = 0; round < 60; round++) {
      RunningBatch batch =
          braid
              .batch()
              .addAll(Collections.nCopies(6, Query.of("test", "SELECT pg_sleep(0.02)")))
              .consistent(round % 3 == 0)
              .start();
      long until = System.nanoTime() + random.nextInt(40_000_000);
      while (System.nanoTime() < until) {
        Thread.onSpinWait();
      }
      batch.cancel("cancelled");
      assertThat(batch.await().outcomes())
          .allMatch(o -> o.success() || o.error().sqlState().equals("57014"));
    }
    Await.until("no backend runs", () -> TestPostgres.activeBackends() == 0);
    PoolStatistics pool = braid.statistics().getFirst();
    assertThat(pool.active()).isZero();
    assertThat(pool.waiting()).isZero();
    assertThat(braid.batch().addAll(Collections.nCopies(10, Query.of("test", "SELECT 7"))).run())
        .satisfies(r -> assertThat(r.successful()).isEqualTo(10));
  }

  @Test
  void closingEndsWhatStillRuns() {
    RunningBatch batch = braid.batch().addAll(Collections.nCopies(4, FOREVER)).start();
    Await.until("4 backends run", () -> TestPostgres.activeBackends() == 4);
    braid.close();
    assertThat(batch.await().failed()).isEqualTo(4);
    Await.until("no backend runs", () -> TestPostgres.activeBackends() == 0);
    assertThat(braid.batch().add(FOREVER).run().outcomes().getFirst().error().message())
        .isEqualTo("Braid is closed");
  }

  @Test
  void aSampleCanBeCancelled() throws Exception {
    TestPostgres.execute("CREATE OR REPLACE VIEW sleepy AS SELECT pg_sleep(600)::text AS x");
    Cancellation cancellation = new Cancellation();
    AtomicReference<Throwable> end = new AtomicReference<>();
    Thread reader =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    braid.sample("test", "sleepy", 1, cancellation);
                  } catch (BraidException e) {
                    end.set(e);
                  }
                });
    Await.until("the backend runs", () -> TestPostgres.activeBackends() == 1);
    cancellation.cancel("enough");
    reader.join();
    assertThat(end.get()).hasMessage("enough");
    Await.until("no backend runs", () -> TestPostgres.activeBackends() == 0);
    Assertions.assertThatThrownBy(() -> braid.schema("test", cancellation)).hasMessage("enough");
    TestPostgres.execute("DROP VIEW sleepy");
  }

  @Test
  void aStreamCanBeCancelledAndClosedEarly() {
    try (RowStream rows = braid.stream("test", "SELECT generate_series(1, 100000000)")) {
      assertThat(rows.iterator().next()).isEqualTo(List.of(1));
    }
    try (RowStream rows = braid.stream("test", "SELECT generate_series(1, 100000000)")) {
      rows.cancel();
      Assertions.assertThatThrownBy(() -> rows.forEach(_ -> {}))
          .isInstanceOfSatisfying(
              BraidException.class, e -> assertThat(e.sqlState()).isEqualTo("57014"));
    }
    Await.until("no backend runs", () -> TestPostgres.activeBackends() == 0);
    assertThat(braid.statistics().getFirst().active()).isZero();
  }

  @Test
  void aStreamIsCancelledWhileItsNextPortionIsBeingMade() {
    try (RowStream rows =
        braid.stream(
            "test",
            "SELECT CASE WHEN g > 1000 THEN pg_sleep(600) END FROM generate_series(1, 2000) g")) {
      Iterator<List<Object>> iterator = rows.iterator();
      for (int i = 0; i < 1000; i++) {
        iterator.next();
      }
      Thread.ofVirtual()
          .start(
              () -> {
                Await.until("the backend runs", () -> TestPostgres.activeBackends() == 1);
                rows.cancel();
              });
      long start = System.nanoTime();
      Assertions.assertThatThrownBy(iterator::hasNext)
          .isInstanceOfSatisfying(
              BraidException.class, e -> assertThat(e.sqlState()).isEqualTo("57014"));
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }
    Await.until("no backend runs", () -> TestPostgres.activeBackends() == 0);
    assertThat(braid.statistics().getFirst().active()).isZero();
  }

  @Test
  void theConnectionOfACancelledStreamIsNotUsedAgain() {
    try (RowStream rows = braid.stream("test", "SELECT g FROM generate_series(1, 5000) g")) {
      rows.iterator().next();
      rows.cancel();
    }
    assertThat(braid.statistics().getFirst().discarded()).isEqualTo(1);
  }

  @Test
  void aParameterThatCannotBeReadCostsAStreamNoConnection() {
    Object broken =
        new Object() {
          @Override
          public String toString() {
            throw new IllegalStateException("no text");
          }
        };
    Assertions.assertThatThrownBy(() -> braid.stream("test", "SELECT $1", broken))
        .hasMessageContaining("no text");
    assertThat(braid.statistics().getFirst().active()).isZero();
  }

  @Test
  void theDeadlineReachesAServerThatAcceptsAndNeverAnswers() throws Exception {
    try (ServerSocket silent = new ServerSocket(0)) {
      String url = "jdbc:postgresql://localhost:" + silent.getLocalPort() + "/postgres";
      Dataset dataset =
          new Dataset(
              1,
              "silent",
              "",
              new PostgresSource(url, "reader", "secret", "safe"),
              PoolSettings.DEFAULT,
              Limits.DEFAULT,
              false,
              "UTC",
              Description.NONE);
      try (Braid mute = Braid.open(new Config(List.of(dataset), BatchLimits.DEFAULT))) {
        for (boolean consistent : new boolean[] {false, true}) {
          BatchResult result =
              mute.batch()
                  .addAll(Collections.nCopies(3, Query.of("silent", "SELECT 1")))
                  .deadline(Duration.ofMillis(300))
                  .consistent(consistent)
                  .run();
          assertThat(result.totalExecutionTimeMs()).isLessThan(5000);
          assertThat(result.outcomes())
              .allSatisfy(
                  outcome -> {
                    assertThat(outcome.error().message())
                        .isEqualTo("cancelled: the batch's deadline of 300 ms passed");
                    assertThat(outcome.cancelled()).isTrue();
                  });
        }
        assertThat(mute.statistics().getFirst().active()).isZero();
      }
    }
  }
}
