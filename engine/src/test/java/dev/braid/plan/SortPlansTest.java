package dev.braid.plan;

import static dev.braid.plan.PlanLab.eager;
import static dev.braid.plan.PlanLab.serial;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Sorts of all kinds, and what works on sorted rows.
class SortPlansTest {
  @AutoClose private static final PlanLab lab = new PlanLab();

  @Test
  void sort() {
    lab.check("SELECT * FROM pl_mid ORDER BY tag DESC, id", serial(), "Sort", "Seq Scan");
    lab.check(
        "SELECT * FROM pl_mid ORDER BY ten NULLS FIRST, tag DESC NULLS LAST, id", serial(), "Sort");
  }

  @Test
  void gatherMergeOverSort() {
    lab.check(
        "SELECT * FROM pl_big ORDER BY name, price DESC, id",
        eager(),
        "Gather Merge",
        "Sort",
        "Parallel Seq Scan on pl_big");
  }

  @Test
  void gatherMergeOverParallelIndexScan() {
    String[] off = {"enable_sort=off", "enable_seqscan=off", "enable_bitmapscan=off"};
    lab.check(
        "SELECT id, name FROM pl_big WHERE name > 'n2' ORDER BY id",
        eager(off),
        "Gather Merge",
        "Parallel Index Scan using big_id on pl_big");
    lab.check(
        "SELECT id, name FROM pl_big WHERE name > 'n2' ORDER BY id DESC",
        eager(off),
        "Gather Merge",
        "Parallel Index Scan Backward using big_id on pl_big");
  }

  @Test
  void topN() {
    lab.check(
        "SELECT id, name FROM pl_big ORDER BY name DESC NULLS LAST, id LIMIT 13 OFFSET 4",
        serial(),
        "Limit",
        "Sort",
        "Seq Scan");
    lab.check(
        "SELECT id, name FROM pl_big ORDER BY name DESC NULLS LAST, id LIMIT 13 OFFSET 4",
        eager(),
        "Limit",
        "Gather Merge",
        "Sort",
        "Parallel Seq Scan");
  }

  @Test
  void limitWithoutOrder() {
    lab.check("SELECT count(*) FROM (SELECT 1 FROM pl_big LIMIT 17) q", serial(), "Agg", "Limit");
    lab.check("SELECT id FROM pl_big WHERE id = 5 LIMIT 1", eager(), "Limit");
  }

  @Test
  void incrementalSortOverAnIndex() {
    String sql = "SELECT grp, name, id FROM pl_big ORDER BY grp, name, id";
    String[] on = {"enable_seqscan=off", "enable_bitmapscan=off"};
    lab.check(sql, serial(on), "Incremental Sort", "Index Scan using big_grp on pl_big");
    assertThat(lab.explain(sql, serial(on))).contains("Presorted Key: grp");
    lab.check(sql + " LIMIT 10", serial(), "Limit", "Incremental Sort", "Index Scan using big_grp");
    assertThat(lab.nodes(sql, serial("enable_seqscan=off", "enable_incremental_sort=off")))
        .noneMatch(node -> node.startsWith("Incremental"));
  }

  @Test
  void incrementalSortAboveGatherMerge() {
    lab.check(
        "SELECT grp, name, id FROM pl_big WHERE name > 'n1' ORDER BY grp DESC, name, id",
        eager("enable_seqscan=off", "enable_bitmapscan=off", "enable_sort=on"),
        "Gather Merge");
    lab.check(
        "SELECT grp, val, name, id FROM pl_big ORDER BY grp DESC, val DESC, name, id LIMIT 20",
        eager("enable_seqscan=off"),
        "Limit",
        "Incremental Sort");
  }

  @Test
  void windowOverASort() {
    lab.check(
        "SELECT id, sum(val) OVER (PARTITION BY ten ORDER BY id) FROM pl_big ORDER BY id",
        serial(),
        "Sort",
        "WindowAgg",
        "Sort");
    lab.check(
        "SELECT id, rank() OVER (PARTITION BY ten ORDER BY name) FROM pl_big",
        eager(),
        "Gather",
        "WindowAgg",
        "Sort",
        "Parallel Seq Scan");
    lab.check(
        "SELECT id, rank() OVER (ORDER BY name) FROM pl_big",
        eager(),
        "WindowAgg",
        "Gather Merge",
        "Sort",
        "Parallel Seq Scan");
  }

  @Test
  void windowOverAnIndex() {
    String sql = "SELECT grp, val, dense_rank() OVER (PARTITION BY grp ORDER BY val) FROM pl_big";
    lab.check(
        sql, serial("enable_seqscan=off"), "WindowAgg", "Index Only Scan using big_grp on pl_big");
    assertThat(lab.nodes(sql, serial("enable_seqscan=off"))).hasSize(2);
  }

  @Test
  void distinctOn() {
    lab.check(
        "SELECT DISTINCT ON (grp) grp, val FROM pl_big ORDER BY grp, val",
        serial("enable_seqscan=off"),
        "Unique",
        "Index Only Scan using big_grp on pl_big");
    lab.check(
        "SELECT DISTINCT ON (tag) tag, id FROM pl_mid ORDER BY tag, id DESC",
        serial(),
        "Unique",
        "Sort");
  }

  @Test
  void withoutGatherMergeRowsAreSortedAboveTheGather() {
    String sql = "SELECT * FROM pl_big WHERE name > 'n3' ORDER BY name, id";
    lab.check(sql, eager("enable_gathermerge=off"), "Sort", "Gather", "Parallel Seq Scan");
    assertThat(lab.nodes(sql, eager("enable_gathermerge=off")))
        .noneMatch(node -> node.startsWith("Gather Merge"));
  }
}
