package dev.braid.source.postgres.remote;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.braid.Braid;
import dev.braid.RowStream;
import dev.braid.batch.BatchOptions;
import dev.braid.batch.Query;
import dev.braid.catalog.PoolSettings;
import dev.braid.error.BraidException;
import dev.braid.result.Partial;
import dev.braid.result.Result;
import dev.braid.source.postgres.spread.ShardHash;
import dev.braid.testing.Await;
import dev.braid.testing.TestPostgres;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Answers without shards that cannot be had, where that is allowed. A shard is made to refuse all
/// connections.
@Timeout(120)
class PartialAnswersTest {
  private static final String PREFIX = "partial_shard";
  private static final PoolSettings POOL =
      TestShards.pool(4, Duration.ofSeconds(20), Duration.ofSeconds(60));
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

  private Braid open(boolean partial) {
    return TestShards.open(POOL, partial, false, TestShards.sources(shards));
  }

  private void lose(int shard) {
    TestShards.limit(0, shards[shard]);
    TestShards.terminate(shards[shard]);
  }

  private long rows(int shard) {
    return Long.parseLong(
        TestPostgres.ask(
            "SELECT count(*) FROM generate_series(1, %d) id WHERE %s = %d"
                .formatted(TestShards.ROWS, ShardHash.sql("id", 4), shard)));
  }

  private String name(int shard) {
    return "localhost:" + TestPostgres.port() + "/" + shards[shard];
  }

  @Test
  void aLostShardIsLeftOutAndNamed() {
    try (Braid braid = open(true)) {
      assertThat(TestShards.count(braid, "items")).isEqualTo(TestShards.ROWS);
      lose(2);
      Result result = braid.query("shards1", "SELECT count(*) FROM items");
      assertThat(result.single()).isEqualTo(TestShards.ROWS - rows(2));
      Partial partial = requireNonNull(result.partial());
      assertThat(partial.missing()).containsExactly(name(2));
      assertThat(partial.message()).contains("partial").contains(name(2));
    }
  }

  @Test
  void aShardLostBeforeTheFirstLookIsLeftOut() {
    lose(0);
    lose(3);
    try (Braid braid = open(true)) {
      Result result = braid.query("shards1", "SELECT count(*), min(id) FROM items");
      assertThat(result.rows().getFirst().getFirst())
          .isEqualTo(TestShards.ROWS - rows(0) - rows(3));
      assertThat(requireNonNull(result.partial()).missing()).containsExactly(name(0), name(3));
    }
  }

  /// In one round trip, and by way of rows that are sent.
  @Test
  void aShardThatIsSlowerThanTheOthersIsLeftOut() {
    PoolSettings impatient = TestShards.pool(4, Duration.ofSeconds(20), Duration.ofSeconds(2));
    try (Braid braid = TestShards.open(impatient, true, false, TestShards.sources(shards))) {
      Result once = braid.query("shards1", "SELECT count(*) FROM stuck");
      assertThat(once.single()).isEqualTo(TestShards.ROWS - rows(1));
      assertThat(requireNonNull(once.partial()).missing()).containsExactly(name(1));
    }
    try (Braid braid = TestShards.open(impatient, true, false, TestShards.sources(shards))) {
      Result sent =
          braid.query(
              "shards1",
              "SELECT sum(n)::bigint FROM (SELECT id % 7, count(*) AS n FROM stuck GROUP BY 1) s");
      assertThat(sent.single()).isEqualTo(TestShards.ROWS - rows(1));
      assertThat(requireNonNull(sent.partial()).missing()).containsExactly(name(1));
    }
  }

  @Test
  void whatIsSlowEverywhereIsAnError() {
    PoolSettings impatient = TestShards.pool(4, Duration.ofSeconds(20), Duration.ofSeconds(1));
    try (Braid braid = TestShards.open(impatient, true, false, TestShards.sources(shards))) {
      for (String what : List.of("count(*)", "id")) {
        assertThat(
                catchThrowableOfType(
                        BraidException.class,
                        () -> braid.query("shards1", "SELECT " + what + " FROM slow"))
                    .sqlState())
            .isEqualTo("57014");
      }
    }
  }

  @Test
  void referenceTablesAreReadElsewhereAndWhole() {
    lose(0);
    try (Braid braid = open(true)) {
      Result result = braid.query("shards1", "SELECT count(*) FROM nation");
      assertThat(result.single()).isEqualTo(25L);
      assertThat(result.partial()).isNull();
    }
  }

  @Test
  void whatAsksOtherShardsOnlyIsWhole() {
    try (Braid braid = open(true)) {
      long there =
          (int)
              requireNonNull(
                  braid.query("shards1", "SELECT min(id) FROM items WHERE id < 100").single());
      int shard = shard(there);
      lose((shard + 1) % 4);
      Result result = braid.query("shards1", "SELECT label FROM items WHERE id = $1", there);
      assertThat(result.single()).isEqualTo("label " + there);
      assertThat(result.partial()).isNull();
    }
  }

  private static int shard(long id) {
    return Integer.parseInt(TestPostgres.ask("SELECT " + ShardHash.sql(id + "::int", 4)));
  }

  @Test
  void whatAsksTheLostShardOnlyIsAnError() {
    try (Braid braid = open(true)) {
      lose(shard(7));
      BraidException error =
          catchThrowableOfType(
              BraidException.class,
              () -> braid.query("shards1", "SELECT label FROM items WHERE id = 7"));
      assertThat(error.message()).contains(name(shard(7)));
    }
  }

  @Test
  void joinsAndGroupsAreOfTheRestOfTheRows() {
    try (Braid braid = open(true)) {
      TestShards.count(braid, "items");
      lose(1);
      Result result =
          braid.query(
              "shards1",
              """
              SELECT n.n, count(*) FROM items a JOIN items b ON b.id = a.id JOIN nation n ON n.n = a.id % 25 + 1
              GROUP BY 1 ORDER BY 1
              """);
      assertThat(result.column(1).stream().mapToLong(count -> (Long) requireNonNull(count)).sum())
          .isEqualTo(TestShards.ROWS - rows(1));
      assertThat(requireNonNull(result.partial()).missing()).containsExactly(name(1));
    }
  }

  @Test
  void withoutTheSettingItIsAnErrorButMayBeAskedFor() {
    lose(2);
    try (Braid braid = open(false)) {
      BraidException error =
          catchThrowableOfType(BraidException.class, () -> TestShards.count(braid, "items"));
      assertThat(error.message()).contains(name(2));
      Result result =
          braid
              .batch()
              .addAll(List.of(Query.of("shards1", "SELECT count(*) FROM items")))
              .options(BatchOptions.DEFAULT.withAllowPartial(true))
              .run()
              .outcomes()
              .getFirst()
              .orThrow();
      assertThat(requireNonNull(result.partial()).missing()).containsExactly(name(2));
    }
  }

  @Test
  void aStreamSaysIt() {
    lose(2);
    try (Braid braid = open(true);
        RowStream rows = braid.stream("shards1", "SELECT id FROM items")) {
      assertThat(requireNonNull(rows.partial()).missing()).containsExactly(name(2));
      assertThat(rows).hasSize((int) (TestShards.ROWS - rows(2)));
    }
  }

  @Test
  void allShardsLostIsAnError() {
    for (int i = 0; i < 4; i++) {
      lose(i);
    }
    try (Braid braid = open(true)) {
      BraidException error =
          catchThrowableOfType(BraidException.class, () -> TestShards.count(braid, "nation"));
      assertThat(error.message()).contains("/" + PREFIX);
    }
  }

  @Test
  void aShardThatDiffersIsStillAnError() {
    TestServers.execute(shards[1], "ALTER TABLE items ADD more int");
    try (Braid braid = open(true)) {
      BraidException error =
          catchThrowableOfType(BraidException.class, () -> TestShards.count(braid, "items"));
      assertThat(error.sqlState()).isEqualTo("55000");
    } finally {
      TestServers.execute(shards[1], "ALTER TABLE items DROP more");
    }
  }

  @Test
  void aShardThatIsBackIsAskedAgain() {
    lose(2);
    try (Braid braid = open(true)) {
      assertThat(braid.query("shards1", "SELECT count(*) FROM items").partial()).isNotNull();
      TestShards.limit(-1, shards[2]);
      Await.until(
          "the shard is asked again",
          () -> braid.query("shards1", "SELECT count(*) FROM items").partial() == null);
      assertThat(TestShards.count(braid, "items")).isEqualTo(TestShards.ROWS);
    }
  }
}
