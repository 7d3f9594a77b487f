package dev.braid.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.Braid;
import dev.braid.catalog.BatchLimits;
import dev.braid.catalog.Config;
import dev.braid.catalog.PoolSettings;
import dev.braid.testing.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ConsistentBatchTest {
  private static final String SUM_WHILE_MONEY_MOVES =
      """
      SELECT sum(balance) AS total, string_agg(balance::text, ',' ORDER BY id) AS balances, pg_sleep(0.02)
      FROM accounts
      """;

  @Test
  void parallelQueriesSeeOneSnapshotWhileAWriterMovesMoney() throws Exception {
    TestPostgres.execute(
        """
        DROP TABLE IF EXISTS accounts;
        CREATE TABLE accounts AS SELECT g AS id, 1000 AS balance FROM generate_series(1, 10) g;
        """);
    AtomicBoolean stop = new AtomicBoolean();
    AtomicInteger moves = new AtomicInteger();
    Thread writer = Thread.ofPlatform().start(() -> moveMoney(stop, moves));
    try (Braid braid = Braid.open(TestPostgres.config())) {
      int before = moves.get();
      for (int round = 0; round < 10; round++) {
        BatchResult batch =
            braid
                .batch()
                .addAll(Collections.nCopies(12, Query.of("test", SUM_WHILE_MONEY_MOVES)))
                .consistent(true)
                .run();
        Set<Object> seen = new HashSet<>();
        for (Outcome outcome : batch.outcomes()) {
          assertThat(outcome.orThrow().column(0)).containsExactly(10_000L);
          seen.addAll(outcome.orThrow().column(1));
        }
        assertThat(seen).as("balances that the 12 queries saw").hasSize(1);
      }
      assertThat(moves.get()).as("money moved meanwhile").isGreaterThan(before);
      assertThat(braid.statistics().getFirst().active()).isZero();
    } finally {
      stop.set(true);
      writer.join();
    }
  }

  @Test
  void anErrorInOneQueryLeavesTheSnapshotToTheOthers() {
    try (Braid braid = Braid.open(TestPostgres.config())) {
      BatchBuilderWith queries = new BatchBuilderWith(braid);
      BatchResult batch = queries.with("SELECT 1", "SELECT 1/0", "SELECT 2", "SELECT 3");
      assertThat(batch.outcomes())
          .extracting(Outcome::success)
          .containsExactly(true, false, true, true);
      assertThat(batch.outcomes().get(1).error().sqlState()).isEqualTo("22012");
    }
  }

  private record BatchBuilderWith(Braid braid) {
    BatchResult with(String... statements) {
      var batch = braid.batch().consistent(true);
      for (String sql : statements) {
        batch.add(Query.of("test", sql));
      }
      return batch.options(new BatchOptions(true, null, 1, null)).run();
    }
  }

  @Test
  void batchesThatTakeTheirDatasetsInOppositeOrderDoNotWaitForEachOther() {
    PoolSettings two =
        new PoolSettings(
            0,
            2,
            Duration.ofMinutes(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofSeconds(5),
            Duration.ofMinutes(30),
            0,
            1000);
    Config config =
        new Config(
            List.of(TestPostgres.dataset(1, "a", two), TestPostgres.dataset(2, "b", two)),
            new BatchLimits(30, 2, 1 << 20));
    List<Query> forth = new ArrayList<>();
    List<Query> back = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      boolean even = i / 2 % 2 == 0;
      forth.add(Query.of(even ? "a" : "b", "SELECT pg_sleep(0.05)"));
      back.add(Query.of(even ? "b" : "a", "SELECT pg_sleep(0.05)"));
    }
    try (Braid braid = Braid.open(config)) {
      RunningBatch one = braid.batch().addAll(forth).consistent(true).start();
      RunningBatch other = braid.batch().addAll(back).consistent(true).start();
      assertThat(one.await().outcomes()).allSatisfy(Outcome::orThrow);
      assertThat(other.await().outcomes()).allSatisfy(Outcome::orThrow);
    }
  }

  private static void moveMoney(AtomicBoolean stop, AtomicInteger moves) {
    try (Connection connection = TestPostgres.superuser();
        Statement statement = connection.createStatement()) {
      for (int i = 0; !stop.get(); i++) {
        statement.execute(
            "UPDATE accounts SET balance = balance + CASE id WHEN %d THEN -1 ELSE 1 END WHERE id IN (%d, %d)"
                .formatted(i % 10 + 1, i % 10 + 1, (i + 3) % 10 + 1));
        moves.incrementAndGet();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
