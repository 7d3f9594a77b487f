package dev.braid.source.postgres.remote;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.braid.Braid;
import dev.braid.Session;
import dev.braid.catalog.PoolSettings;
import dev.braid.catalog.ShardedTable;
import dev.braid.catalog.ShardedTable.Placement;
import dev.braid.catalog.ShardedTable.Sliced;
import dev.braid.catalog.ShardsSource;
import dev.braid.error.BraidException;
import dev.braid.result.CommandTag;
import dev.braid.result.Result;
import dev.braid.source.postgres.spread.ShardHash;
import dev.braid.testing.Await;
import dev.braid.testing.TestPostgres;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// INSERT over shards, and what is refused.
@Timeout(120)
class ShardWritesTest {
  private static final PoolSettings POOL =
      TestShards.pool(4, Duration.ofSeconds(2), Duration.ofSeconds(20));
  private static String[] shards = {};
  private static @Nullable Braid writable;

  @BeforeAll
  static void create() {
    shards = TestServers.create("write_shard", 3, "");
    for (String shard : shards) {
      TestServers.execute(
          shard,
          """
          CREATE TYPE mood AS ENUM ('sad', 'happy');
          CREATE TABLE hashed (id bigint PRIMARY KEY, label text DEFAULT 'none', feeling mood, at timestamptz DEFAULT now());
          CREATE TABLE listed (region varchar(10), n int);
          CREATE TABLE ranged (day date, price numeric(12,2));
          CREATE TABLE priced (price numeric(12,2), n int);
          CREATE TABLE strewn (n int);
          CREATE TABLE keyed (n int);
          CREATE TABLE nation (n int);
          CREATE TABLE deferred (id int, n int UNIQUE DEFERRABLE INITIALLY DEFERRED);
          GRANT INSERT, SELECT ON ALL TABLES IN SCHEMA public TO reader;
          """);
    }
    writable = open(true);
  }

  @BeforeEach
  void empty() {
    for (String shard : shards) {
      TestServers.execute(
          shard, "TRUNCATE hashed, listed, ranged, priced, strewn, keyed, nation, deferred");
    }
  }

  @AfterAll
  static void drop() {
    requireNonNull(writable).close();
    TestShards.drop(shards);
  }

  private static Braid open(boolean writable) {
    Map<String, ShardedTable> tables = new LinkedHashMap<>();
    tables.put("hashed", new Sliced(List.of("id"), new Placement.Hash(), ""));
    tables.put("deferred", new Sliced(List.of("id"), new Placement.Hash(), ""));
    tables.put("priced", new Sliced(List.of("price"), new Placement.Hash(), ""));
    tables.put(
        "listed",
        new Sliced(
            List.of("region"),
            new Placement.Listed(List.of(List.of("EU", "UK"), List.of("US"), List.of())),
            ""));
    tables.put(
        "ranged",
        new Sliced(List.of("day"), new Placement.Ranges(List.of("2026-01-01", "2026-07-01")), ""));
    tables.put("strewn", new Sliced(List.of(), new Placement.Unknown(), ""));
    tables.put("keyed", new Sliced(List.of("n"), new Placement.Unknown(), "group"));
    tables.put("nation", new ShardedTable.Reference());
    return TestShards.open(
        TestShards.dataset(
            1,
            POOL,
            new ShardsSource(List.of(TestShards.sources(shards)), tables, false, writable)));
  }

  private static Result run(String sql, @Nullable Object... parameters) {
    try (Session session = requireNonNull(writable).session("shards1")) {
      return session.execute(sql, parameters);
    }
  }

  private static BraidException refused(String sql, @Nullable Object... parameters) {
    BraidException error = catchThrowableOfType(BraidException.class, () -> run(sql, parameters));
    assertThat(error).as(sql).isNotNull();
    return error;
  }

  private static void rows(String table, int... expected) {
    for (int i = 0; i < expected.length; i++) {
      assertThat(count(shards[i], "SELECT count(*) FROM " + table))
          .as(shards[i])
          .isEqualTo(expected[i]);
    }
  }

  private static int count(String database, String sql) {
    try (var connection =
            java.sql.DriverManager.getConnection(
                "jdbc:postgresql://localhost:" + TestPostgres.port() + "/" + database,
                "postgres",
                "");
        var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getInt(1);
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void rowsGoWhereReadsLookForThem() {
    try (Braid braid = open(true);
        Session session = braid.session("shards1")) {
      for (int id = -20; id < 20; id++) {
        assertThat(session.execute("INSERT INTO hashed (id, label) VALUES ($1, $2)", id, "l" + id))
            .extracting(Result::command)
            .isEqualTo(new CommandTag("INSERT 0", 1));
      }
      for (int id = -20; id < 20; id++) {
        assertThat(braid.query("shards1", "SELECT label FROM hashed WHERE id = $1", id).single())
            .isEqualTo("l" + id);
      }
      assertThat(braid.query("shards1", "SELECT count(*) FROM hashed").single()).isEqualTo(40L);
      for (int i = 0; i < 3; i++) {
        assertThat(
                count(
                    shards[i],
                    "SELECT count(*) FROM hashed WHERE " + ShardHash.sql("id", 3) + " <> " + i))
            .isZero();
      }
    }
  }

  @Test
  void listsAndRangesFindTheirShard() {
    run("INSERT INTO listed VALUES ('UK', 1), ('EU', 2)");
    run("INSERT INTO listed (n, region) SELECT 3, 'US'");
    rows("listed", 2, 1, 0);
    run("INSERT INTO ranged VALUES ('2025-12-31', 1)");
    run("INSERT INTO ranged VALUES (DATE '2026-01-01', 1.005)");
    run("INSERT INTO ranged VALUES ($1::date, 3), (NULL, 4)", "2026-07-01");
    rows("ranged", 1, 1, 2);
  }

  @Test
  void theKeyIsWhatTheColumnMakesOfIt() {
    run("INSERT INTO priced VALUES (1.005, 1)");
    try (Braid braid = open(true)) {
      assertThat(braid.query("shards1", "SELECT n FROM priced WHERE price = 1.01").single())
          .isEqualTo(1);
      for (int i = 0; i < 3; i++) {
        assertThat(
                count(
                    shards[i],
                    "SELECT count(*) FROM priced WHERE " + ShardHash.sql("price", 3) + " <> " + i))
            .isZero();
      }
    }
  }

  @Test
  void aValueThatIsListedNowhereIsAnError() {
    BraidException error = refused("INSERT INTO listed VALUES ('FR', 1)");
    assertThat(error.sqlState()).isEqualTo("23514");
    assertThat(error.message()).isEqualTo("no shard of relation \"listed\" found for row");
    rows("listed", 0, 0, 0);
  }

  @Test
  void returningAndDefaultsAreTheServers() {
    Result result =
        run(
            "INSERT INTO hashed (id, label, feeling) VALUES (5, DEFAULT, 'happy') RETURNING id,"
                + " label, feeling");
    assertThat(result.rows()).containsExactly(List.of(5L, "none", "happy"));
    assertThat(result.columns().getFirst().type()).isEqualTo("int8");
  }

  @Test
  void rowsOfSeveralShardsAreRefused() {
    BraidException error = refused("INSERT INTO listed VALUES ('EU', 1), ('US', 2)");
    assertThat(error.sqlState()).isEqualTo("0A000");
    assertThat(error.message()).contains("several shards");
    rows("listed", 0, 0, 0);
  }

  @Test
  void referenceTablesAreRefused() {
    BraidException error = refused("INSERT INTO nation VALUES (1)");
    assertThat(error.sqlState()).isEqualTo("0A000");
    assertThat(error.message()).contains("\"nation\"").contains("every shard");
  }

  @ParameterizedTest
  @ValueSource(strings = {"strewn", "keyed"})
  void tablesWithoutPlacementAreRefusedWithWhatToDeclare(String table) {
    BraidException error = refused("INSERT INTO " + table + " VALUES (1)");
    assertThat(error.sqlState()).isEqualTo("0A000");
    assertThat(requireNonNull(error.hint())).contains("sharded_by").contains("hash: md5");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO hashed (label) VALUES ('x')",
        "INSERT INTO hashed VALUES (DEFAULT)",
        "INSERT INTO hashed DEFAULT VALUES",
        "INSERT INTO hashed VALUES (random()::bigint)",
        "INSERT INTO hashed VALUES (1 + 1)",
        "INSERT INTO hashed VALUES ((SELECT max(id) FROM hashed))",
        "INSERT INTO hashed VALUES (1, (SELECT max(label) FROM hashed))",
        "INSERT INTO hashed VALUES (1, (VALUES ('x')))",
        "INSERT INTO hashed VALUES (1) ON CONFLICT DO NOTHING",
        "INSERT INTO hashed OVERRIDING SYSTEM VALUE VALUES (1)",
        "INSERT INTO hashed VALUES (1) RETURNING (SELECT count(*) FROM hashed)",
        "INSERT INTO hashed SELECT id + 1 FROM hashed",
        "INSERT INTO hashed SELECT 1 WHERE true",
        "INSERT INTO hashed TABLE hashed",
        "INSERT INTO ranged VALUES ('today', 1)",
        "INSERT INTO ranged VALUES (current_date, 1)",
      })
  void whatCannotBeRoutedForSureIsRefused(String sql) {
    assertThat(refused(sql).sqlState()).isEqualTo("0A000");
    rows("hashed", 0, 0, 0);
    rows("ranged", 0, 0, 0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE hashed SET label = 'x'",
        "DELETE FROM hashed",
        "TRUNCATE hashed",
        "MERGE INTO hashed USING hashed h ON true WHEN MATCHED THEN DELETE",
        "WITH gone AS (DELETE FROM hashed RETURNING *) SELECT * FROM gone",
        "COPY hashed FROM STDIN",
        "CREATE TABLE more (n int)",
      })
  void everyOtherWriteIsRefused(String sql) {
    run("INSERT INTO hashed VALUES (1)");
    assertThat(refused(sql).sqlState()).matches("25006|0A000");
    try (Braid braid = open(true)) {
      assertThat(braid.query("shards1", "SELECT count(*) FROM hashed").single()).isEqualTo(1L);
    }
  }

  @Test
  void severalStatementsAreRefused() {
    assertThat(refused("INSERT INTO hashed VALUES (1); DELETE FROM hashed").sqlState())
        .isEqualTo("42601");
  }

  @Test
  void functionsThatReachTheServerAreRefused() {
    assertThat(refused("INSERT INTO hashed VALUES (1, pg_read_file('PG_VERSION'))").sqlState())
        .isEqualTo("42501");
  }

  @Test
  void theServersErrorNamesTheShard() {
    run("INSERT INTO hashed VALUES (1)");
    BraidException error = refused("INSERT INTO hashed VALUES (1)");
    assertThat(error.sqlState()).isEqualTo("23505");
    assertThat(requireNonNull(error.detail())).contains("/write_shard");
    run("INSERT INTO hashed VALUES (2)");
  }

  @Test
  void anErrorAtCommitIsTold() {
    for (int i = 0; i < 3; i++) {
      TestServers.execute(shards[i], "INSERT INTO deferred VALUES (1, 7)");
    }
    assertThat(refused("INSERT INTO deferred VALUES (1, 7)").sqlState()).isEqualTo("23505");
    rows("deferred", 1, 1, 1);
  }

  @Test
  void withoutTheSettingNothingCanWrite() {
    try (Braid braid = open(false);
        Session session = braid.session("shards1")) {
      BraidException error =
          catchThrowableOfType(
              BraidException.class, () -> session.execute("INSERT INTO hashed VALUES (1)"));
      assertThat(error.sqlState()).isEqualTo("25006");
    }
    rows("hashed", 0, 0, 0);
  }

  @Test
  void batchesAndQueriesNeverWrite() {
    try (Braid braid = open(true)) {
      BraidException error =
          catchThrowableOfType(
              BraidException.class,
              () -> braid.query("shards1", "INSERT INTO hashed VALUES (1) RETURNING id"));
      assertThat(error.sqlState()).isEqualTo("25006");
      error =
          catchThrowableOfType(
              BraidException.class,
              () -> braid.stream("shards1", "INSERT INTO hashed VALUES (1) RETURNING id"));
      assertThat(error.sqlState()).isEqualTo("25006");
    }
    rows("hashed", 0, 0, 0);
  }

  @Test
  void aCancelledInsertIsNotDone() throws Exception {
    try (Braid braid = open(true);
        Session session = braid.session("shards1")) {
      session.execute("INSERT INTO hashed VALUES (1)");
      CompletableFuture<BraidException> ended =
          CompletableFuture.supplyAsync(
              () ->
                  catchThrowableOfType(
                      BraidException.class,
                      () ->
                          session.execute(
                              "INSERT INTO hashed (id, label) VALUES (2, pg_sleep(30)::text)")));
      Await.until(
          "the shard is at work",
          () -> TestShards.backends("write_shard", "query LIKE '%pg_sleep(30)%'") > 0);
      session.cancel();
      assertThat(ended.get(20, TimeUnit.SECONDS).sqlState()).isEqualTo("57014");
      TestShards.awaitQuiet("write_shard");
      assertThat(braid.query("shards1", "SELECT count(*) FROM hashed").single()).isEqualTo(1L);
    }
  }

  @Test
  void aConnectionThatDiedMeanwhileIsReplaced() {
    try (Braid braid = open(true);
        Session session = braid.session("shards1")) {
      session.execute("INSERT INTO hashed VALUES (1)");
      for (String shard : shards) {
        TestShards.terminate(shard);
      }
      session.execute("INSERT INTO hashed VALUES (1001)");
      session.execute("INSERT INTO hashed VALUES (1002)");
      session.execute("INSERT INTO hashed VALUES (1003)");
      assertThat(braid.query("shards1", "SELECT count(*) FROM hashed").single()).isEqualTo(4L);
    }
  }
}
