package dev.braid.plan;

import static dev.braid.plan.PlanLab.eager;
import static dev.braid.plan.PlanLab.serial;
import static dev.braid.plan.PlanLab.settings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.catalog.Settings;
import dev.braid.testing.MemoryTable;
import dev.braid.type.Type;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What settings do to plans.
class SettingsPlansTest {
  private static final String COUNT = "SELECT count(*) FROM pl_big WHERE name > 'n2'";
  private static final String JOIN =
      "SELECT count(*) FROM pl_mid m JOIN pl_big b ON m.big_id = b.id WHERE b.name > m.tag";
  private static final String UNION =
      "SELECT id FROM pl_big WHERE name > 'n1' UNION ALL SELECT id FROM pl_mid WHERE tag > 't1'";

  @AutoClose private static final PlanLab lab = new PlanLab();

  private static void assertNone(String sql, Settings settings, String title) {
    assertThat(lab.nodes(sql, settings)).noneMatch(node -> node.startsWith(title));
  }

  @Test
  void withoutWorkersPerGatherAllIsSerial() {
    for (String sql : new String[] {COUNT, JOIN, UNION}) {
      Settings none = eager("max_parallel_workers_per_gather=0");
      assertThat(lab.explain(sql, none)).doesNotContain("Gather").doesNotContain("Parallel");
      assertThat(lab.explain(sql, eager())).contains("Gather");
      lab.check(sql, none);
    }
  }

  @Test
  void workersPerGatherIsTheMost() {
    assertThat(lab.explain(COUNT, eager("max_parallel_workers_per_gather=3")))
        .contains("Workers Planned: 3");
  }

  /// One worker from the least size on, one more for each time that it is three times as much.
  @ParameterizedTest
  @CsvSource({
    "1023, 8MB, 0",
    "1024, 8MB, 1",
    "3071, 8MB, 1",
    "3072, 8MB, 2",
    "9216, 8MB, 3",
    "27648, 8MB, 4",
    "82944, 8MB, 5",
    "248832, 8MB, 6",
    "10, 80kB, 1",
    "30, 80kB, 2",
    "100, 0, 5",
  })
  void workersGrowWithTheLogarithmOfTheSize(long pages, String least, int workers) {
    MemoryTable table =
        new MemoryTable("sized").column("a", Type.INT4, 1000).claim(pages * 200, pages * 8192);
    lab.with(table);
    String plan =
        lab.explain(
            "SELECT count(*) FROM sized WHERE a = 1",
            settings(
                "max_parallel_workers_per_gather=20",
                "parallel_setup_cost=0",
                "parallel_tuple_cost=0",
                "min_parallel_table_scan_size=" + least));
    if (workers == 0) {
      assertThat(plan).doesNotContain("Gather");
    } else {
      assertThat(plan).contains("Workers Planned: " + workers + "\n");
    }
  }

  @Test
  void tableOptionSaysHowManyWorkers() {
    MemoryTable table =
        new MemoryTable("opted").column("a", Type.INT4, 1000).claim(100, 8192).workers(3);
    lab.with(table);
    String sql = "SELECT count(*) FROM opted WHERE a = 1";
    String[] cheap = {
      "max_parallel_workers_per_gather=8", "parallel_setup_cost=0", "parallel_tuple_cost=0"
    };
    assertThat(lab.explain(sql, settings(cheap))).contains("Workers Planned: 3\n");
    table.claim(10_000_000, 1L << 30).workers(0);
    assertThat(lab.explain(sql, settings(cheap))).doesNotContain("Gather");
    table.workers(20);
    assertThat(lab.explain(sql, settings(cheap))).contains("Workers Planned: 8\n");
  }

  @Test
  void smallTableStaysSerial() {
    String[] cheap = {"parallel_setup_cost=0", "parallel_tuple_cost=0"};
    assertThat(lab.explain("SELECT count(*) FROM pl_small WHERE k = 1", settings(cheap)))
        .doesNotContain("Gather");
  }

  @Test
  void smallIndexStaysSerial() {
    String sql = "SELECT count(*) FROM pl_big WHERE id > 100";
    String[] off = {"enable_seqscan=off", "enable_bitmapscan=off"};
    assertThat(lab.explain(sql, eager(off))).contains("Parallel Index Only Scan");
    assertThat(
            lab.explain(
                sql,
                eager(
                    "enable_seqscan=off",
                    "enable_bitmapscan=off",
                    "min_parallel_index_scan_size=1GB")))
        .doesNotContain("Parallel Index");
  }

  @Test
  void parallelCostsDecideAgainstAGather() {
    assertThat(lab.explain(COUNT, eager("parallel_setup_cost=1000000"))).doesNotContain("Gather");
    assertThat(
            lab.explain(
                "SELECT * FROM pl_big WHERE name > 'n2'", eager("parallel_tuple_cost=1000")))
        .doesNotContain("Gather");
  }

  @Test
  void debugParallelQuery() {
    String sql = "SELECT k FROM pl_small WHERE k < 3";
    assertThat(lab.explain(sql, settings("debug_parallel_query=on")))
        .isEqualTo(
            """
            Gather
              Workers Planned: 1
              Single Copy: true
              ->  Seq Scan on pl_small
                    Filter: (k < 3)\
            """);
    assertThat(lab.explain(sql, settings("debug_parallel_query=regress")))
        .isEqualTo(lab.explain(sql, settings("debug_parallel_query=off")));
    lab.check(sql, settings("debug_parallel_query=on"), "Gather", "Seq Scan");
    lab.check(sql, settings("debug_parallel_query=regress"), "Seq Scan");
  }

  @Test
  void leaderMayStandAside() {
    lab.check(COUNT, eager("parallel_leader_participation=off"), "Finalize Aggregate", "Gather");
    lab.check(JOIN, eager("parallel_leader_participation=off"), "Finalize Aggregate", "Gather");
  }

  @Test
  void nodesThatAreSwitchedOffAreNotPlanned() {
    assertThat(lab.explain(JOIN, eager("enable_nestloop=off", "enable_mergejoin=off")))
        .contains("Parallel Hash Join");
    assertNone(
        JOIN,
        eager("enable_parallel_hash=off", "enable_nestloop=off", "enable_mergejoin=off"),
        "Parallel Hash");
    assertThat(lab.explain(UNION, eager())).contains("Parallel Append");
    assertNone(UNION, eager("enable_parallel_append=off"), "Parallel Append");
    String sorted = "SELECT * FROM pl_big ORDER BY name, id";
    assertThat(lab.explain(sorted, eager())).contains("Gather Merge");
    assertNone(sorted, eager("enable_gathermerge=off"), "Gather Merge");
    assertNone(JOIN, serial("enable_hashjoin=off"), "Hash Join");
    assertNone(JOIN, serial("enable_mergejoin=off", "enable_nestloop=off"), "Merge Join");
    assertNone(JOIN, serial("enable_nestloop=off", "enable_mergejoin=off"), "Nested Loop");
    assertNone("SELECT ten FROM pl_big GROUP BY ten", serial("enable_hashagg=off"), "HashAgg");
    String found = "SELECT * FROM pl_big WHERE id = 5";
    assertNone(found, serial("enable_indexscan=off"), "Index Scan");
    assertNone(found, serial("enable_indexscan=off", "enable_bitmapscan=off"), "Bitmap");
    String covered = "SELECT id FROM pl_big WHERE id = 5";
    assertThat(lab.explain(covered, serial())).contains("Index Only Scan");
    assertNone(covered, serial("enable_indexonlyscan=off"), "Index Only Scan");
    assertThat(lab.explain(found, serial("enable_seqscan=off"))).doesNotContain("Seq Scan");
  }

  @Test
  void pageCostsDecideBetweenAnIndexAndTheWholeTable() {
    String sql = "SELECT * FROM pl_big WHERE id < 20";
    assertThat(lab.explain(sql, serial("random_page_cost=1"))).doesNotContain("Seq Scan");
    assertThat(lab.explain(sql, serial("random_page_cost=1000"))).contains("Seq Scan");
    assertThat(lab.explain(sql, serial("random_page_cost=1000", "seq_page_cost=1000")))
        .doesNotContain("Seq Scan");
  }

  @Test
  void smallCacheMakesIndexScansDearer() {
    String sql =
        "SELECT b.name FROM pl_mid m LEFT JOIN pl_big b ON m.big_id = b.id AND b.val = m.ten";
    String[] loops = {"enable_hashjoin=off", "enable_mergejoin=off", "enable_memoize=off"};
    Settings large = serial(loops);
    Settings little = large.with(dev.braid.catalog.Setting.EFFECTIVE_CACHE_SIZE, "80kB");
    assertThat(lab.cost(sql, little)).isGreaterThan(lab.cost(sql, large));
  }
}
