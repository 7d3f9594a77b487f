package dev.braid.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.braid.catalog.table.ColumnStatistics;
import dev.braid.catalog.table.TableStatistics;
import dev.braid.source.file.FolderTables;
import dev.braid.source.file.parquet.ParquetFormat;
import dev.braid.source.file.segment.SegmentCache;
import dev.braid.testing.TestPostgres;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// ANALYZE: what it finds, beside PostgreSQL's pg_stats, and what the planner makes of it.
final class AnalyzeTest {
  /// A key, few values of very different frequency, a third of NULLs, skewed text, dates.
  private static final String ROWS =
      """
      SELECT i AS id,
        CASE WHEN i % 10 < 7 THEN 1 WHEN i % 10 < 9 THEN 2 ELSE i % 1000 END AS often,
        CASE WHEN i % 3 = 0 THEN NULL ELSE i % 50 END AS third,
        'name ' || (i % 200) AS name,
        date '2020-01-01' + i % 365 AS day,
        (i % 7)::numeric / 4 AS num,
        i % 2 = 0 AS flag
      FROM generate_series(1, 20000) AS g(i)
      """;

  @TempDir private Path path;
  private Folder folder;

  @BeforeEach
  void open() {
    folder = Folder.writable(path);
  }

  @AfterEach
  void close() {
    folder.close();
  }

  private TableStatistics statistics(String table) {
    return new FolderTables("files", path, List.of(new ParquetFormat(new SegmentCache(1 << 20))))
        .find(table)
        .orElseThrow()
        .statistics();
  }

  private ColumnStatistics column(String table, int place) {
    @Nullable ColumnStatistics found = statistics(table).columns().get(place);
    assertThat(found).isNotNull();
    return java.util.Objects.requireNonNull(found);
  }

  private long estimate(String sql) {
    String plan = folder.rows("EXPLAIN " + sql).getFirst();
    return Long.parseLong(plan.replaceFirst("^.* rows=(\\d+) .*$", "$1"));
  }

  @Test
  void whatIsFoundIsWhatPostgresFinds() {
    folder.run("CREATE TABLE t AS " + ROWS);
    folder.run("ANALYZE t");
    TestPostgres.execute("DROP TABLE IF EXISTS t; CREATE TABLE t AS " + ROWS + "; ANALYZE t");
    List<String> names = List.of("id", "often", "third", "name", "day", "num", "flag");
    for (int i = 0; i < names.size(); i++) {
      ColumnStatistics found = column("t", i);
      String where =
          " FROM pg_stats WHERE schemaname = 'public' AND tablename = 't' AND attname = '"
              + names.get(i)
              + "'";
      double nullFraction = Double.parseDouble(TestPostgres.ask("SELECT null_frac" + where));
      double distinct =
          Double.parseDouble(
              TestPostgres.ask(
                  "SELECT CASE WHEN n_distinct < 0 THEN -n_distinct * 20000 ELSE n_distinct END"
                      + where));
      int common =
          Integer.parseInt(
              TestPostgres.ask("SELECT coalesce(array_length(most_common_vals, 1), 0)" + where));
      int bounds =
          Integer.parseInt(
              TestPostgres.ask("SELECT coalesce(array_length(histogram_bounds, 1), 0)" + where));
      assertThat(found.nullFraction())
          .describedAs(names.get(i))
          .isEqualTo(nullFraction, within(1e-6));
      assertThat(found.distinct()).describedAs(names.get(i)).isEqualTo(distinct, within(0.5));
      assertThat(found.mostCommon().size())
          .describedAs(names.get(i) + " common")
          .isBetween(common - 2, common + 2);
      assertThat(found.histogram().size())
          .describedAs(names.get(i) + " bounds")
          .isBetween(bounds - 2, bounds + 2);
      if (common > 0) {
        double most = Double.parseDouble(TestPostgres.ask("SELECT most_common_freqs[1]" + where));
        assertThat(found.mostCommonFractions().getFirst()).isEqualTo(most, within(1e-6));
      }
    }
    assertThat(column("t", 1).mostCommon()).startsWith(1, 2);
    assertThat(column("t", 0).min()).isEqualTo(1);
    assertThat(column("t", 0).max()).isEqualTo(20000);
  }

  @Test
  void thePlannerEstimatesByIt() {
    folder.run("CREATE TABLE t AS " + ROWS);
    long blind = estimate("SELECT * FROM t WHERE often = 1");
    folder.run("ANALYZE t");
    assertThat(estimate("SELECT * FROM t WHERE often = 1"))
        .isBetween(13_900L, 14_100L)
        .isNotEqualTo(blind);
    assertThat(estimate("SELECT * FROM t WHERE often = 2")).isBetween(3_900L, 4_100L);
    assertThat(estimate("SELECT * FROM t WHERE often = 77777")).isLessThan(50);
    assertThat(estimate("SELECT * FROM t WHERE third IS NULL")).isBetween(6_600L, 6_700L);
    assertThat(estimate("SELECT * FROM t WHERE id < 5000")).isBetween(4_800L, 5_200L);
    assertThat(estimate("SELECT DISTINCT name FROM t")).isEqualTo(200);
  }

  @Test
  void onlyTheNamedColumnsAreLookedAt() {
    folder.run("CREATE TABLE t AS " + ROWS);
    folder.run("ANALYZE t (often)");
    assertThat(column("t", 1).mostCommon()).isNotEmpty();
    assertThat(column("t", 3).mostCommon()).isEmpty();
    folder.run("ANALYZE t (name)");
    assertThat(column("t", 3).histogram().size() + column("t", 3).mostCommon().size()).isPositive();
    assertThat(column("t", 1).mostCommon()).isNotEmpty();
    folder.refuses(
        "ANALYZE t (nothing)", "42703", "column \"nothing\" of relation \"t\" does not exist");
    folder.refuses("ANALYZE nothing", "42P01", "relation \"nothing\" does not exist");
    folder.refuses(
        "ANALYZE t (name, name)",
        "42701",
        "column \"name\" of relation \"t\" appears more than once");
  }

  @Test
  void everyTableIsAnalyzedAndWhatIsFoundIsKept() {
    folder.run("CREATE TABLE t AS SELECT i % 3 AS a FROM generate_series(1, 90) AS g(i)");
    folder.run("CREATE TABLE u AS SELECT i % 5 AS a FROM generate_series(1, 90) AS g(i)");
    assertThat(folder.tag("ANALYZE")).isEqualTo("ANALYZE");
    assertThat(column("t", 0).distinct()).isEqualTo(3);
    assertThat(column("u", 0).distinct()).isEqualTo(5);
    assertThat(folder.files()).contains(".braid/t.stats", ".braid/u.stats");
    folder.run("DROP TABLE t, u");
    assertThat(folder.files()).isEmpty();
  }

  @Test
  void whatWasFoundGoesWithTheRowsItWasFoundIn() {
    folder.run("CREATE TABLE t AS SELECT i % 3 AS a FROM generate_series(1, 90) AS g(i)");
    folder.run("ANALYZE t");
    folder.run("ALTER TABLE t SET (parallel_workers = 2)");
    assertThat(column("t", 0).mostCommon()).hasSize(3);
    folder.write("in.txt", "7\n");
    folder.run("COPY t FROM 'in.txt'");
    assertThat(column("t", 0).mostCommon()).isEmpty();
    folder.run("ANALYZE t");
    assertThat(column("t", 0).mostCommon()).isNotEmpty();
    folder.run("VACUUM t");
    assertThat(column("t", 0).mostCommon()).isNotEmpty();
  }

  @Test
  void alargeTablesStatisticsComeFromASampleAndCountsFromAllRows() {
    folder.run(
        "CREATE TABLE t AS SELECT i AS id, i % 100000 AS many, CASE WHEN i % 4 = 0 THEN NULL ELSE i"
            + " % 10 END AS few FROM generate_series(1, 400000) AS g(i)");
    folder.run("SET default_statistics_target = 10");
    folder.run("ANALYZE t");
    assertThat(column("t", 0).distinct()).isEqualTo(400_000, within(1.0));
    assertThat(column("t", 1).distinct()).isEqualTo(100_000, within(3_000.0));
    assertThat(column("t", 2).distinct()).isEqualTo(10, within(0.5));
    assertThat(column("t", 2).nullFraction()).isEqualTo(0.25, within(1e-9));
    assertThat(column("t", 0).min()).isEqualTo(1);
    assertThat(column("t", 0).max()).isEqualTo(400_000);
    assertThat(column("t", 0).histogram()).hasSize(11);
    assertThat(estimate("SELECT * FROM t WHERE id <= 100000")).isBetween(90_000L, 110_000L);
    folder.run("SET default_statistics_target = 100");
    folder.run("ANALYZE t");
    assertThat(column("t", 0).histogram()).hasSize(101);
  }

  @Test
  void whatIsFoundDoesNotDependOnTheWorkers() {
    folder.run(
        "CREATE TABLE t AS SELECT md5(i::text) AS a, i % 77 AS b FROM generate_series(1, 300000) AS"
            + " g(i)");
    folder.run("SET default_statistics_target = 20");
    folder.run("SET max_parallel_maintenance_workers = 0");
    folder.run("ANALYZE t");
    String serial = folder.read(".braid/t.stats");
    folder.run("SET max_parallel_maintenance_workers = 3");
    folder.run("ANALYZE t");
    assertThat(folder.read(".braid/t.stats")).isEqualTo(serial);
  }

  @Test
  void everyTypesStatisticsSurviveTheFile() {
    folder.run("CREATE TABLE t AS " + CopyToTest.NASTY);
    folder.run(
        "CREATE TABLE u AS SELECT '00000000-0000-0000-0000-000000000001'::uuid AS a, time '12:30'"
            + " AS b, timestamptz '2020-01-01 00:00Z' AS c, interval '1 day' AS d, 1.5::float4 AS"
            + " e, 'x'::char(3) AS f, E'tab\\there\\n"
            + "line' AS g FROM generate_series(1, 5)");
    folder.run("ANALYZE");
    assertThat(column("u", 6).mostCommon()).hasSize(1);
    String first = folder.read(".braid/t.stats") + folder.read(".braid/u.stats");
    folder.run("ALTER TABLE t SET (parallel_workers = 1)");
    folder.run("ALTER TABLE u SET (parallel_workers = 1)");
    try (Folder again = Folder.writable(path)) {
      again.run("ALTER TABLE t SET (parallel_workers = 2)");
      again.run("ALTER TABLE u SET (parallel_workers = 2)");
      String last = again.read(".braid/t.stats") + again.read(".braid/u.stats");
      assertThat(last.replaceAll("(?m)^file.*$", ""))
          .isEqualTo(first.replaceAll("(?m)^file.*$", ""));
    }
  }

  @Test
  void anEmptyTableHasStatisticsOfNothing() {
    folder.run("CREATE TABLE t (a int, b text)");
    assertThat(folder.tag("ANALYZE VERBOSE t")).isEqualTo("ANALYZE");
    assertThat(column("t", 0).mostCommon()).isEmpty();
    folder.refuses("ANALYZE (SKIP_LOCKED) t", "0A000", "skip_locked");
    folder.refuses("ANALYZE (NOTHING) t", "42601", "unrecognized ANALYZE option \"nothing\"");
  }
}
