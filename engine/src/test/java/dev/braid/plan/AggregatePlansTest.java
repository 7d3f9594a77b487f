package dev.braid.plan;

import static dev.braid.plan.PlanLab.eager;
import static dev.braid.plan.PlanLab.serial;
import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.catalog.Settings;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Groups, distinct rows and set operations by hashing, by sorted rows and in parts.
class AggregatePlansTest {
  private static final String GROUPS =
      "SELECT ten, count(*), sum(val), min(name), max(price), avg(price) FROM pl_big GROUP BY ten";

  @AutoClose private static final PlanLab lab = new PlanLab();

  @Test
  void hashAggregate() {
    lab.check(GROUPS, serial(), "HashAggregate", "Seq Scan");
  }

  @Test
  void plainAggregate() {
    lab.check(
        "SELECT count(*), sum(val), max(name) FROM pl_big", serial(), "Aggregate", "Seq Scan");
    lab.check("SELECT count(*), sum(val) FROM pl_big WHERE id < 0", serial(), "Aggregate");
  }

  @Test
  void partialAndFinalizeAggregate() {
    lab.check(
        "SELECT count(*), sum(val), max(name) FROM pl_big WHERE name > 'n1'",
        eager(),
        "Finalize Aggregate",
        "Gather",
        "Partial Aggregate",
        "Parallel Seq Scan");
  }

  @Test
  void partialAndFinalizeHashAggregate() {
    lab.check(
        GROUPS,
        eager(),
        "Finalize HashAggregate",
        "Gather",
        "Partial HashAggregate",
        "Parallel Seq Scan");
  }

  @Test
  void manyGroupsAreSharedBelowTheGather() {
    lab.check(
        "SELECT id, name, count(*), sum(val) FROM pl_big GROUP BY id, name",
        eager(),
        "Gather",
        "Parallel HashAggregate",
        "Parallel Seq Scan");
  }

  @Test
  void groupAggregateOverASort() {
    lab.check(
        GROUPS,
        serial("enable_hashagg=off", "enable_indexscan=off"),
        "GroupAggregate",
        "Sort",
        "Seq Scan");
    lab.check(
        "SELECT ten, name, count(DISTINCT val), string_agg(name, ',' ORDER BY name DESC)"
            + " FROM pl_big GROUP BY ten, name",
        serial("enable_hashagg=off"),
        "GroupAggregate",
        "Sort");
  }

  @Test
  void whatHasNoPartsIsGroupedOverGatherMerge() {
    lab.check(
        "SELECT ten, count(DISTINCT val), string_agg(name, ',' ORDER BY id) FROM pl_big GROUP BY 1",
        eager("enable_hashagg=off"),
        "GroupAggregate",
        "Gather Merge",
        "Sort",
        "Parallel Seq Scan");
  }

  @Test
  void partialAndFinalizeGroupAggregateOverSorts() {
    String[] nodes = {
      "Finalize GroupAggregate",
      "Gather Merge",
      "Partial GroupAggregate",
      "Sort",
      "Parallel Seq Scan"
    };
    Settings sorted = eager("enable_hashagg=off");
    lab.check(GROUPS, sorted, nodes);
    lab.check(GROUPS + " ORDER BY ten", sorted, nodes);
    lab.check(
        "SELECT name, grp, count(*) FILTER (WHERE val > 40), avg(val), min(id), bool_or(ten > 8),"
            + " sum(price / 3) FROM pl_big GROUP BY grp, name",
        sorted,
        nodes);
    lab.check("SELECT ten, sum(val) FROM pl_big WHERE price < 0 GROUP BY ten", sorted);
  }

  @Test
  void partialAndFinalizeGroupAggregateOverAnIndex() {
    Settings settings = eager("enable_seqscan=off", "enable_hashagg=off", "enable_sort=off");
    lab.check(
        "SELECT grp, count(val), sum(val), max(val) FROM pl_big GROUP BY grp ORDER BY grp",
        settings,
        "Finalize GroupAggregate",
        "Gather Merge",
        "Partial GroupAggregate",
        "Parallel Index Only Scan using big_grp on pl_big");
    lab.check(
        "SELECT grp, count(name), avg(price) FROM pl_big GROUP BY grp ORDER BY grp DESC",
        settings,
        "Finalize GroupAggregate",
        "Gather Merge",
        "Partial GroupAggregate",
        "Parallel Index Scan Backward using big_grp on pl_big");
  }

  @Test
  void keysThatLookDifferentComeFromTheFirstRow() {
    for (Settings settings : List.of(eager("enable_hashagg=off"), eager(), serial())) {
      lab.check(
          "SELECT min(id), k::text, count(*) FROM (SELECT id, CASE WHEN id % 2 = 0 THEN price * 1.0"
              + " ELSE price END AS k FROM pl_big ORDER BY id LIMIT 3000) x GROUP BY k",
          settings);
    }
  }

  @Test
  void partsOfGroupsPlannedAsPostgresShowsThem() {
    assertThat(
            lab.explain(
                "SELECT ten, sum(val) FROM pl_big GROUP BY ten",
                eager("enable_hashagg=off", "enable_indexscan=off")))
        .isEqualTo(
            """
            Finalize GroupAggregate
              Group Key: ten
              ->  Gather Merge
                    Workers Planned: 4
                    ->  Partial GroupAggregate
                          Group Key: ten
                          ->  Sort
                                Sort Key: ten
                                ->  Parallel Seq Scan on pl_big\
            """);
  }

  @Test
  void partsOfSortedGroupsAreChosenWhereTheyCostLess() {
    lab.check(
        "SELECT grp, val, count(*), sum(val) FROM pl_big GROUP BY grp, val ORDER BY grp, val",
        eager("enable_seqscan=off", "enable_bitmapscan=off"),
        "Finalize GroupAggregate",
        "Gather Merge",
        "Partial GroupAggregate",
        "Parallel Index Only Scan using big_grp on pl_big");
  }

  @Test
  void groupAggregateOverAnIndexNeedsNoSort() {
    lab.check(
        "SELECT grp, count(val) FROM pl_big GROUP BY grp ORDER BY grp",
        serial("enable_seqscan=off", "enable_hashagg=off", "enable_sort=off"),
        "GroupAggregate",
        "Index Only Scan using big_grp on pl_big");
    lab.check(
        "SELECT val, grp, count(*) FROM pl_big GROUP BY val, grp ORDER BY grp, val",
        serial("enable_seqscan=off", "enable_hashagg=off", "enable_sort=off"),
        "GroupAggregate",
        "Index Only Scan using big_grp on pl_big");
    lab.check(
        "SELECT grp, count(val) FROM pl_big WHERE val % 7 > 2 AND grp * val > 30 GROUP BY grp",
        eager("enable_seqscan=off", "enable_hashagg=off", "enable_sort=off"),
        "Finalize GroupAggregate",
        "Gather Merge",
        "Parallel Index Only Scan using big_grp on pl_big");
  }

  @Test
  void distinctByHashingAndByUnique() {
    lab.check("SELECT DISTINCT ten, tag FROM pl_mid", serial(), "HashAggregate");
    lab.check(
        "SELECT DISTINCT ten, tag FROM pl_mid", serial("enable_hashagg=off"), "Unique", "Sort");
    lab.check(
        "SELECT DISTINCT grp, val FROM pl_big ORDER BY grp, val",
        serial("enable_seqscan=off", "enable_hashagg=off", "enable_sort=off"),
        "Unique",
        "Index Only Scan");
    lab.check(
        "SELECT DISTINCT ten, tag FROM pl_mid",
        eager("enable_hashagg=off"),
        "Unique",
        "Gather Merge",
        "Unique",
        "Sort",
        "Parallel Seq Scan");
  }

  @Test
  void groupingSets() {
    lab.check(
        "SELECT ten, grp, count(*) FROM pl_big GROUP BY GROUPING SETS ((ten, grp), (ten), ())",
        serial(),
        "MixedAggregate");
    lab.check("SELECT ten, grp, count(*) FROM pl_big GROUP BY CUBE (ten, grp)", eager(), "Gather");
  }

  @Test
  void setOperationsByHashing() {
    for (String operation : new String[] {"INTERSECT", "INTERSECT ALL", "EXCEPT", "EXCEPT ALL"}) {
      lab.check(
          "SELECT ten, tag FROM pl_mid " + operation + " SELECT k, tag FROM pl_small",
          serial(),
          "HashSetOp " + operation.charAt(0) + operation.substring(1, 6).toLowerCase());
    }
  }

  @Test
  void setOperationsOverSortedRows() {
    for (String operation : new String[] {"INTERSECT", "INTERSECT ALL", "EXCEPT", "EXCEPT ALL"}) {
      String sql = "SELECT ten, tag FROM pl_mid " + operation + " SELECT k, tag FROM pl_small";
      lab.check(sql, serial("enable_hashagg=off"), "SetOp", "Sort", "Seq Scan", "Sort");
      lab.check(sql + " ORDER BY 1, 2", eager("enable_hashagg=off"), "SetOp", "Gather Merge");
    }
    lab.check(
        "SELECT val FROM pl_big EXCEPT SELECT grp FROM pl_big WHERE grp IS NOT NULL",
        serial("enable_hashagg=off"),
        "SetOp Except");
  }

  @Test
  void unionOfDistinctRows() {
    lab.check(
        "SELECT ten FROM pl_mid UNION SELECT k FROM pl_small", serial(), "HashAggregate", "Append");
    lab.check(
        "SELECT ten FROM pl_mid UNION SELECT k FROM pl_small",
        serial("enable_hashagg=off"),
        "Unique",
        "Sort",
        "Append");
  }
}
