package dev.braid.source.postgres.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.Braid;
import dev.braid.catalog.PoolSettings;
import dev.braid.catalog.PostgresSource;
import dev.braid.testing.Await;
import dev.braid.testing.TestPostgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A shard with several hosts: the second one answers when the first is gone.
@Timeout(120)
class ShardHostsTest {
  private static final String PREFIX = "hosts_shard";
  private static final PoolSettings POOL =
      TestShards.pool(4, Duration.ofSeconds(2), Duration.ofSeconds(20));
  private static String[] shards = {};

  @BeforeAll
  static void create() {
    shards = TestShards.create(PREFIX, 2);
  }

  @AfterAll
  static void drop() {
    TestShards.drop(shards);
  }

  /// A second server with what the second shard has.
  private static EmbeddedPostgres start() throws Exception {
    EmbeddedPostgres first = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
    execute(first, "postgres", "CREATE ROLE reader LOGIN; GRANT pg_read_all_data TO reader");
    execute(first, "postgres", "CREATE DATABASE " + shards[1]);
    execute(first, shards[1], TestShards.script(1, 2));
    return first;
  }

  private static void execute(EmbeddedPostgres server, String database, String sql)
      throws Exception {
    try (Connection connection = server.getDatabase("postgres", database).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Braid open(int firstPort) {
    PostgresSource second =
        new PostgresSource(
            "jdbc:postgresql://localhost:%d,localhost:%d/%s"
                .formatted(firstPort, TestPostgres.port(), shards[1]),
            TestPostgres.READER,
            TestPostgres.READER_PASSWORD,
            "postgresql://reader:***@localhost:%d,localhost:%d/%s"
                .formatted(firstPort, TestPostgres.port(), shards[1]));
    return TestShards.open(POOL, false, false, TestServers.source(shards[0]), second);
  }

  @Test
  void theFirstHostIsDead() {
    try (Braid braid = open(TestShards.deadPort())) {
      assertThat(TestShards.count(braid, "items")).isEqualTo(TestShards.ROWS);
    }
  }

  @Test
  void theFirstHostIsAskedUntilItIsKilledBetweenStatements() throws Exception {
    EmbeddedPostgres first = start();
    try (first;
        Braid braid = open(first.getPort())) {
      execute(first, shards[1], "INSERT INTO items VALUES (-1, 'only here')");
      assertThat(TestShards.count(braid, "items")).isEqualTo(TestShards.ROWS + 1);
      TestShards.kill(first);
      assertThat(TestShards.count(braid, "items")).isEqualTo(TestShards.ROWS);
    }
  }

  @Test
  void theFirstHostIsKilledUnderAStatement() throws Exception {
    EmbeddedPostgres first = start();
    try (first;
        Braid braid = open(first.getPort())) {
      assertThat(TestShards.count(braid, "items")).isEqualTo(TestShards.ROWS);
      CompletableFuture<Long> count =
          CompletableFuture.supplyAsync(() -> TestShards.count(braid, "slow"));
      Await.until(
          "the other shard is at work",
          () -> TestShards.backends(shards[0], "state = 'active' AND query LIKE '%slow%'") > 0);
      TestShards.kill(first);
      assertThat(count.get(30, TimeUnit.SECONDS)).isEqualTo(TestShards.ROWS);
    }
  }
}
