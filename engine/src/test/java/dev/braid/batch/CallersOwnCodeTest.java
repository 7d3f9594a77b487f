package dev.braid.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.Braid;
import dev.braid.testing.TestPostgres;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a caller does with a batch's futures and in its listener must not stop the batch.
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CallersOwnCodeTest {
  private static Braid braid;

  @BeforeAll
  static void open() {
    braid = Braid.open(TestPostgres.config());
  }

  @AfterAll
  static void close() {
    braid.close();
  }

  @Test
  void aFutureThatTheCallerCompletesIsTheCallersAlone() {
    RunningBatch batch = start(2, "SELECT pg_sleep(0.3)", BatchOptions.DEFAULT);
    batch.outcomes().get(0).cancel(true);
    batch.outcomes().get(1).orTimeout(1, TimeUnit.MILLISECONDS);
    assertThat(batch.await().successful()).isEqualTo(2);
  }

  @Test
  void anActionThatWaitsForAnotherOutcomeHoldsNothingUp() {
    RunningBatch batch = start(3, "SELECT pg_sleep(0.2)", BatchOptions.DEFAULT.withConcurrency(1));
    List<CompletableFuture<Outcome>> outcomes = batch.outcomes();
    CompletableFuture<Boolean> both =
        outcomes.get(0).thenApply(first -> first.success() && outcomes.get(1).join().success());
    assertThat(both.join()).isTrue();
    assertThat(batch.await().successful()).isEqualTo(3);
  }

  @Test
  void anErrorInAListenerIsItsOwn() {
    BatchListener broken =
        new BatchListener() {
          @Override
          public void started(int index, String label) {
            throw new AssertionError("started");
          }

          @Override
          public void completed(Outcome outcome, int finished, int total) {
            throw new AssertionError("completed");
          }
        };
    RunningBatch batch =
        braid.start(
            Collections.nCopies(3, Query.of("test", "SELECT 1")), BatchOptions.DEFAULT, broken);
    assertThat(batch.await().successful()).isEqualTo(3);
  }

  private static RunningBatch start(int count, String sql, BatchOptions options) {
    return braid.start(
        Collections.nCopies(count, Query.of("test", sql)), options, BatchListener.NONE);
  }
}
