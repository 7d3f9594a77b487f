package dev.braid.tpch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.catalog.Setting;
import dev.braid.catalog.Settings;
import dev.braid.testing.TestPostgres;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// EXPLAIN looks as on the server: the same lines where the plans are the same, numbers aside.
class ExplainTest {
  private static final Tpch TPCH = new Tpch(512L << 20, 4);
  private static final Settings SERIAL =
      Settings.DEFAULT.with(Setting.MAX_PARALLEL_WORKERS_PER_GATHER, "0");

  @BeforeAll
  static void load() {
    TestPostgres.execute(
        "CREATE TABLE nation (n_nationkey bigint, n_name varchar(25),"
            + " n_regionkey bigint, n_comment varchar(152))");
    TestPostgres.execute(
        "INSERT INTO nation SELECT i, 'N' || i, i % 5, '' FROM" + " generate_series(0, 24) i");
    TestPostgres.execute("ANALYZE nation");
  }

  @AfterAll
  static void close() {
    TestPostgres.execute("DROP TABLE nation");
    TPCH.close();
  }

  /// Numbers, and what Braid alone or the server alone shows, are left out.
  private static List<String> shape(List<String> lines) {
    return lines.stream()
        .filter(line -> !line.strip().matches("(Segments|Row Groups|Buffers|Planning):?.*"))
        .filter(line -> !line.strip().startsWith("Buffers:"))
        .map(line -> line.replaceAll("[0-9]+(\\.[0-9]+)?", "N"))
        .map(line -> line.replace("tpch.nation", "public.nation"))
        .map(line -> line.replaceAll("nation\\.(n_)", "$1"))
        .map(line -> line.replaceAll("'([^']*)'::text", "'$1'"))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT n_nationkey, n_name FROM nation",
        "SELECT n_nationkey, n_name FROM nation WHERE n_regionkey < 3",
        "SELECT n_nationkey, n_name FROM nation ORDER BY n_name DESC",
        "SELECT n_nationkey, n_name FROM nation ORDER BY n_name LIMIT 3",
        "SELECT n_regionkey FROM nation GROUP BY n_regionkey",
        "SELECT n_regionkey FROM nation LIMIT 2"
      })
  void linesAreTheServers(String query) {
    for (String options : List.of("COSTS OFF", "ANALYZE", "ANALYZE, TIMING OFF, SUMMARY OFF")) {
      assertThat(shape(TPCH.explain(options, query, SERIAL)))
          .as(options)
          .isEqualTo(shape(Tpch.serverRows("EXPLAIN (" + options + ") " + query)));
    }
  }

  @Test
  void windowsAreNamedAsOnTheServer() {
    String query =
        "SELECT sum(n_nationkey) OVER (PARTITION BY n_regionkey ORDER BY n_name) FROM nation";
    assertThat(shape(TPCH.explain("ANALYZE, COSTS OFF", query, SERIAL)))
        .isEqualTo(shape(Tpch.serverRows("EXPLAIN (ANALYZE, COSTS OFF) " + query)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT n_nationkey FROM nation WHERE n_regionkey < 3",
        "SELECT n_nationkey FROM nation ORDER BY n_name LIMIT 3",
        "SELECT n_regionkey FROM nation GROUP BY n_regionkey",
        "SELECT a.n_nationkey FROM nation a JOIN nation b ON a.n_nationkey = b.n_regionkey",
        "SELECT n_regionkey, rank() OVER (ORDER BY n_regionkey) FROM nation",
      })
  void jsonHasTheServersKeys(String query) {
    List<String> ours = keys(TPCH.explain("ANALYZE, FORMAT JSON", query, SERIAL));
    List<String> theirs =
        keys(Tpch.serverRows("EXPLAIN (ANALYZE, BUFFERS OFF, FORMAT JSON) " + query));
    assertThat(ours)
        .containsAll(theirs.stream().filter(key -> !key.equals("Inner Unique")).toList());
    assertThat(nodeTypes(TPCH.explain("FORMAT JSON", query, SERIAL)))
        .isEqualTo(nodeTypes(Tpch.serverRows("EXPLAIN (FORMAT JSON) " + query)));
  }

  private static List<String> keys(List<String> json) {
    return json.getFirst()
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith("\""))
        .map(line -> line.substring(1, line.indexOf('"', 1)))
        .distinct()
        .toList();
  }

  private static List<String> nodeTypes(List<String> json) {
    return json.getFirst()
        .lines()
        .filter(line -> line.contains("\"Node Type\""))
        .map(String::strip)
        .toList();
  }

  @Test
  void workersThatCameAreCounted() {
    List<String> plan =
        TPCH.explain(
            "ANALYZE, VERBOSE, COSTS OFF, TIMING OFF, SUMMARY OFF",
            "SELECT l_comment, count(*) FROM lineitem GROUP BY 1 ORDER BY 2 DESC LIMIT 3",
            Tpch.EAGER.with(Setting.PARALLEL_LEADER_PARTICIPATION, "off"));
    assertThat(plan).anyMatch(line -> line.strip().matches("Workers Planned: [1-9]"));
    assertThat(plan).anyMatch(line -> line.strip().matches("Workers Launched: [1-9]"));
    assertThat(plan)
        .anyMatch(line -> line.strip().matches("Worker 0:  actual rows=[0-9.]+ loops=1"));
    assertThat(plan).anyMatch(line -> line.strip().startsWith("Sort Method: top-N heapsort"));
    assertThat(plan).anyMatch(line -> line.strip().matches("Segments: hit=\\d+ read=\\d+.*"));
  }

  @Test
  void rowGroupsThatCannotMatchAreSkipped() {
    assertThat(
            TPCH.explain(
                "ANALYZE, COSTS OFF",
                "SELECT count(*) FROM lineitem WHERE l_orderkey < 100",
                SERIAL))
        .anyMatch(line -> line.strip().matches("Row Groups: 30 of 31 skipped by min/max.*"));
  }

  @Test
  void whatGoesToDiskIsShown() {
    Settings scarce = SERIAL.with(Setting.WORK_MEM, "64kB");
    assertThat(
            TPCH.explain("ANALYZE, COSTS OFF", "SELECT l_comment FROM lineitem ORDER BY 1", scarce))
        .anyMatch(line -> line.strip().matches("Sort Method: external merge  Disk: \\d+kB"));
    assertThat(
            TPCH.explain("ANALYZE, COSTS OFF", "SELECT l_comment FROM lineitem GROUP BY 1", scarce))
        .anyMatch(
            line ->
                line.strip()
                    .matches("Batches: \\d+  Memory Usage: \\d+kB  Disk Usage: [1-9]\\d*kB"));
    assertThat(
            TPCH.explain(
                "ANALYZE, COSTS OFF",
                "SELECT a.l_comment FROM lineitem a JOIN lineitem b USING (l_comment)",
                scarce))
        .anyMatch(
            line ->
                line.strip()
                    .matches("Buckets: \\d+  Batches: \\d+ \\(originally 1\\)  Memory Usage.*"));
  }
}
