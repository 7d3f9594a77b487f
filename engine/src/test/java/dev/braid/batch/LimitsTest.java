package dev.braid.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.braid.Braid;
import dev.braid.catalog.BatchLimits;
import dev.braid.catalog.Config;
import dev.braid.catalog.Dataset;
import dev.braid.catalog.Description;
import dev.braid.catalog.Limits;
import dev.braid.catalog.PoolSettings;
import dev.braid.error.BraidException;
import dev.braid.result.Result;
import dev.braid.result.Truncation.Reason;
import dev.braid.testing.TestPostgres;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LimitsTest {
  private static Braid braid;

  @BeforeAll
  static void open() {
    TestPostgres.execute(
        """
        DROP TABLE IF EXISTS limited_numbers;
        CREATE TABLE limited_numbers AS SELECT g AS n, repeat('x', 100) AS t FROM generate_series(1, 3000) g;
        """);
    braid = Braid.open(TestPostgres.config());
  }

  @AfterAll
  static void close() {
    braid.close();
  }

  @Test
  void rawRowsAreCut() {
    Result result = braid.query("test", "SELECT * FROM limited_numbers");
    assertThat(result.rowCount()).isEqualTo(5);
    assertThat(result.aggregated()).isFalse();
    assertThat(result.truncation()).isEqualTo(Reason.RAW_ROWS);
    assertThat(result.truncated().message()).contains("first 5 rows").contains("GROUP BY");
  }

  @Test
  void aLimitOfTheCallersOwnDoesNotEscape() {
    assertThat(braid.query("test", "SELECT * FROM limited_numbers LIMIT 100000").rowCount())
        .isEqualTo(5);
    assertThat(
            braid
                .query(
                    "test",
                    "SELECT * FROM limited_numbers ORDER BY n FETCH FIRST 9 ROWS ONLY -- LIMIT 3")
                .rowCount())
        .isEqualTo(5);
    assertThat(
            braid
                .query(
                    "test", "WITH x AS (SELECT * FROM limited_numbers LIMIT 3000) SELECT * FROM x")
                .rowCount())
        .isEqualTo(5);
  }

  @Test
  void exactlyTheCapIsNotCut() {
    Result five = braid.query("test", "SELECT * FROM limited_numbers WHERE n <= 5");
    assertThat(five.rowCount()).isEqualTo(5);
    assertThat(five.truncated()).isNull();
    Result thousand =
        braid.query("test", "SELECT n, count(*) FROM limited_numbers WHERE n <= 1000 GROUP BY n");
    assertThat(thousand.rowCount()).isEqualTo(1000);
    assertThat(thousand.truncated()).isNull();
  }

  @Test
  void aggregatedRowsAreCutLater() {
    Result result =
        braid.query("test", "SELECT n, count(*) FROM limited_numbers GROUP BY n ORDER BY n");
    assertThat(result.rowCount()).isEqualTo(1000);
    assertThat(result.aggregated()).isTrue();
    assertThat(result.truncation()).isEqualTo(Reason.AGGREGATED_ROWS);
    assertThat(result.column(0).getLast()).isEqualTo(1000);
  }

  @Test
  void theServerStopsAtTheCap() {
    // Without a limit on the server this would be 100 million rows.
    Result result = braid.query("test", "SELECT generate_series(1, 100000000) AS n");
    assertThat(result.rowCount()).isEqualTo(5);
  }

  @Test
  void valuesWithoutTextCountToo() {
    String nothing = String.join(", ", Collections.nCopies(700, "NULL, ''"));
    Result result =
        braid.query("test", "SELECT n, " + nothing + " FROM limited_numbers GROUP BY n");
    assertThat(result.truncation()).isEqualTo(Reason.QUERY_BYTES);
    assertThat(result.rowCount()).isLessThan(50);
  }

  @Test
  void aCallerMayAskForLessButNotForMore() {
    Limits less = new Limits(2, 3, 1 << 20);
    Limits more = new Limits(50, 5000, 1 << 30);
    assertThat(rows(less, "SELECT * FROM limited_numbers")).isEqualTo(2);
    assertThat(rows(less, "SELECT n, count(*) FROM limited_numbers GROUP BY n")).isEqualTo(3);
    assertThat(rows(more, "SELECT * FROM limited_numbers")).isEqualTo(5);
    assertThat(rows(more, "SELECT n, count(*) FROM limited_numbers GROUP BY n")).isEqualTo(1000);
  }

  private static int rows(Limits limits, String sql) {
    return braid
        .batch()
        .add(Query.of("test", sql))
        .options(BatchOptions.DEFAULT.withLimits(limits))
        .run()
        .outcomes()
        .getFirst()
        .orThrow()
        .rowCount();
  }

  @Test
  void bytesAreCutPerQueryAndPerBatch() {
    Dataset small =
        new Dataset(
            1,
            "test",
            "",
            TestPostgres.source(),
            PoolSettings.DEFAULT,
            new Limits(5, 1000, 10_000),
            false,
            "",
            Description.NONE);
    try (Braid limited = Braid.open(new Config(List.of(small), new BatchLimits(30, 10, 25_000)))) {
      String sql = "SELECT t, n, count(*) FROM limited_numbers GROUP BY t, n";
      BatchResult batch =
          limited.batch().addAll(Collections.nCopies(4, Query.of("test", sql))).run();
      long bytes = batch.outcomes().stream().mapToLong(o -> o.orThrow().bytes()).sum();
      assertThat(bytes).isLessThanOrEqualTo(25_000).isGreaterThan(24_000);
      assertThat(batch.outcomes())
          .allSatisfy(o -> assertThat(o.orThrow().bytes()).isLessThanOrEqualTo(10_000));
      assertThat(batch.outcomes())
          .extracting(o -> o.orThrow().truncation())
          .containsOnly(Reason.QUERY_BYTES, Reason.BATCH_BYTES);
    }
  }

  @Test
  void errorTextsCountToo() {
    try (Braid limited =
        Braid.open(
            new Config(
                List.of(TestPostgres.dataset(1, "test", PoolSettings.DEFAULT)),
                new BatchLimits(30, 10, 3000)))) {
      String loud = "SELECT CAST(repeat('secret ', 1000) AS int)";
      BatchResult batch =
          limited.batch().addAll(Collections.nCopies(20, Query.of("test", loud))).run();
      int bytes = batch.outcomes().stream().mapToInt(o -> o.error().message().length()).sum();
      assertThat(bytes).isLessThan(3000 + 20 * 210);
    }
  }

  @Test
  void theServerMayUseItsOwnParallelWorkersUnderTheCap() {
    TestPostgres.execute(
        """
        CREATE OR REPLACE FUNCTION my_pid() RETURNS int LANGUAGE plpgsql PARALLEL SAFE COST 100000 AS
          'BEGIN PERFORM pg_sleep(0.001); RETURN pg_backend_pid(); END';
        DROP TABLE IF EXISTS parallel_numbers;
        CREATE TABLE parallel_numbers WITH (parallel_workers = 2) AS
          SELECT g AS n, repeat('y', 1000) AS t FROM generate_series(1, 1000) g;
        ANALYZE parallel_numbers;
        """);
    Result result =
        braid.query("test", "SELECT my_pid() AS pid, count(*) FROM parallel_numbers GROUP BY 1");
    assertThat(result.rowCount()).as("processes that worked").isGreaterThan(1);
  }

  @Test
  void batchesAreValidated() {
    refused(List.of(), "At least 1 query required");
    refused(
        Collections.nCopies(31, Query.of("test", "SELECT 1")),
        "Maximum 30 queries allowed per request");
    refused(
        List.of(Query.of("test", "SELECT 1"), Query.of("test", " ")),
        "Query 2: must have 'dataset_id' and 'query' fields");
    BatchResult unknown =
        braid.batch().add(Query.of("test", "SELECT 1")).add(Query.of("9", "SELECT 1")).run();
    assertThat(unknown.outcomes().getFirst().success()).isTrue();
    assertThat(unknown.outcomes().getLast().error().message())
        .isEqualTo("Query 2: Dataset not found or inactive: 9");
    assertThat(unknown.outcomes().getLast().error().sqlState()).isEqualTo("42704");
  }

  private static void refused(List<Query> queries, String message) {
    assertThatThrownBy(() -> braid.batch().addAll(queries).run())
        .isInstanceOfSatisfying(
            BraidException.class, e -> assertThat(e.sqlState()).isEqualTo("22023"))
        .hasMessage(message);
  }

  @Test
  void samplesHaveTheirOwnLimit() {
    assertThat(braid.sample("test", "limited_numbers", 50).rowCount()).isEqualTo(50);
    assertThatThrownBy(() -> braid.sample("test", "limited_numbers", 101))
        .hasMessage("limit must be from 1 to 100, got 101");
    assertThatThrownBy(() -> braid.sample("test", "limited_numbers; DROP TABLE x", 5))
        .isInstanceOfSatisfying(
            BraidException.class, e -> assertThat(e.sqlState()).isEqualTo("42P01"));
    TestPostgres.execute("CREATE TABLE IF NOT EXISTS \"odd \"\"name; --\" AS SELECT 1 AS x");
    assertThat(braid.sample("test", "odd \"name; --", 5).single()).isEqualTo(1);
  }

  @Test
  void limitsBelowNothingAreRefused() {
    assertThatThrownBy(
            () ->
                braid
                    .batch()
                    .add(Query.of("test", "SELECT 1"))
                    .options(BatchOptions.DEFAULT.withLimits(new Limits(-1, -1, 1000)))
                    .start())
        .isInstanceOfSatisfying(
            BraidException.class, e -> assertThat(e.sqlState()).isEqualTo("22023"));
  }
}
