package dev.braid.plan;

import static dev.braid.plan.PlanLab.eager;
import static dev.braid.plan.PlanLab.serial;
import static dev.braid.plan.PlanLab.settings;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Every way to join is planned where settings ask for it, for each type of join that it can do,
/// and gives the server's answer.
class JoinPlansTest {
  private static final String[] MERGE = {"enable_hashjoin=off", "enable_nestloop=off"};
  private static final String[] LOOP = {"enable_hashjoin=off", "enable_mergejoin=off"};
  private static final String[] HASH = {"enable_nestloop=off", "enable_mergejoin=off"};

  @AutoClose private static final PlanLab lab = new PlanLab();

  private static final String INNER =
      "SELECT m.id, m.tag, b.name FROM pl_mid m JOIN pl_big b ON m.big_id = b.id";
  private static final String LEFT =
      "SELECT m.id, b.name FROM pl_mid m LEFT JOIN pl_big b ON m.big_id = b.id AND b.val < 50";
  private static final String RIGHT =
      "SELECT m.id, s.tag FROM pl_mid m RIGHT JOIN pl_small s ON m.ten = s.k AND m.tag = s.tag";
  private static final String FULL =
      "SELECT m.id, s.k, s.tag FROM pl_mid m FULL JOIN pl_small s"
          + " ON m.ten = s.k AND m.tag = s.tag AND m.id > s.k + 3";
  private static final String SEMI =
      "SELECT m.* FROM pl_mid m WHERE EXISTS"
          + " (SELECT 1 FROM pl_big b WHERE b.id = m.big_id AND b.val > m.ten)";
  private static final String ANTI =
      "SELECT m.* FROM pl_mid m WHERE NOT EXISTS"
          + " (SELECT 1 FROM pl_big b WHERE b.id = m.big_id AND b.val > m.ten)";

  @Test
  void mergeJoinOverSorts() {
    lab.check(INNER, serial(MERGE), "Merge Join");
    lab.check(LEFT, serial(MERGE), "Merge Left Join");
    lab.check(RIGHT, serial(MERGE), "Merge");
    lab.check(FULL, serial(MERGE), "Merge Full Join");
    lab.check(SEMI, serial(MERGE), "Merge Semi Join");
    lab.check(ANTI, serial(MERGE), "Merge Anti Join");
  }

  @Test
  void mergeJoinBelowGather() {
    lab.check(INNER, eager(MERGE), "Gather", "Merge Join");
    lab.check(LEFT, eager(MERGE), "Gather", "Merge");
    lab.check(FULL, eager(MERGE), "Merge Full Join");
    lab.check(SEMI, eager(MERGE), "Gather", "Merge Semi Join");
    lab.check(ANTI, eager(MERGE), "Gather", "Merge Anti Join");
  }

  @Test
  void mergeJoinTakesTheOrderOfIndexes() {
    lab.check(
        "SELECT m.id, m.big_id, b.id FROM pl_mid m JOIN pl_big b ON m.big_id = b.id",
        serial("enable_hashjoin=off", "enable_nestloop=off", "enable_sort=off"),
        "Merge Join",
        "Index");
    assertThat(
            lab.nodes(
                "SELECT m.big_id, b.id FROM pl_mid m JOIN pl_big b ON m.big_id = b.id",
                serial("enable_hashjoin=off", "enable_nestloop=off", "enable_sort=off")))
        .hasSize(3)
        .noneMatch(node -> node.startsWith("Sort"));
  }

  @Test
  void mergeJoinOverExpressionsAndRepeatedColumns() {
    lab.check(
        "SELECT m.id, s.k FROM pl_mid m JOIN pl_small s ON m.ten + 1 = s.k - 1",
        serial(MERGE),
        "Merge Join");
    lab.check(
        "SELECT m.id, b.id FROM pl_mid m JOIN pl_big b ON m.ten = b.grp AND m.ten = b.ten"
            + " WHERE m.id < 60",
        serial(MERGE),
        "Merge Join");
  }

  @Test
  void mergeJoinKeepsAnOrder() {
    lab.check(
        "SELECT m.big_id, b.id, b.name FROM pl_mid m JOIN pl_big b ON m.big_id = b.id"
            + " ORDER BY m.big_id, m.id",
        serial(MERGE),
        "Incremental Sort",
        "Merge Join");
  }

  @Test
  void outerRowsWithoutPartnerStayInTheirPlacesAmongManyPairs() {
    String sql =
        "SELECT m.ten, count(*), count(b.id) FROM pl_mid m"
            + " LEFT JOIN pl_big b ON b.ten = m.ten AND m.id % 3 = 0 GROUP BY m.ten";
    lab.check(
        sql,
        serial("enable_hashjoin=off", "enable_nestloop=off", "enable_hashagg=off"),
        "GroupAggregate",
        "Merge Left Join");
    lab.check(
        "SELECT m.id, count(*), count(b.id) FROM pl_mid m LEFT JOIN pl_big b ON b.ten = m.ten AND"
            + " m.id % 3 = 0 WHERE m.id < 200 GROUP BY m.id",
        serial(
            "enable_hashjoin=off",
            "enable_mergejoin=off",
            "enable_hashagg=off",
            "enable_seqscan=off",
            "enable_sort=off"),
        "GroupAggregate",
        "Nested Loop Left Join");
  }

  @Test
  void nestedLoopOverAllPairs() {
    String pairs = "SELECT m.id, s.k FROM pl_mid m %s pl_small s ON m.ten < s.k AND m.tag = s.tag";
    lab.check(pairs.formatted("JOIN"), serial(LOOP), "Nested Loop", "Materialize");
    lab.check(pairs.formatted("LEFT JOIN"), serial(LOOP), "Nested Loop Left Join", "Materialize");
    lab.check(
        "SELECT * FROM pl_mid m WHERE EXISTS (SELECT 1 FROM pl_small s WHERE m.ten < s.k)",
        serial(LOOP),
        "Nested Loop Semi Join");
    lab.check(
        "SELECT * FROM pl_mid m WHERE NOT EXISTS (SELECT 1 FROM pl_small s WHERE m.ten < s.k)",
        serial(LOOP),
        "Nested Loop Anti Join");
    lab.check(
        "SELECT id, ten IN (SELECT k FROM pl_small) FROM pl_mid WHERE id < 200",
        serial(LOOP),
        "Nested Loop Mark Join");
  }

  @Test
  void nestedLoopBelowGather() {
    lab.check(
        "SELECT m.id, s.k FROM pl_mid m JOIN pl_small s ON m.ten < s.k",
        eager(LOOP),
        "Gather",
        "Nested Loop",
        "Parallel Seq Scan on pl_mid",
        "Materialize");
  }

  @Test
  void withoutMaterializeTheInnerSideStandsByItself() {
    assertThat(
            lab.nodes(
                "SELECT 1 FROM pl_mid m JOIN pl_small s ON m.ten < s.k",
                serial("enable_material=off")))
        .noneMatch(node -> node.startsWith("Materialize"));
  }

  @Test
  void nestedLoopWithInnerIndexScan() {
    String[] off = {
      "enable_hashjoin=off", "enable_mergejoin=off", "enable_memoize=off", "enable_seqscan=on"
    };
    lab.check(INNER, serial(off), "Nested Loop", "Index Scan using");
    lab.check(LEFT, serial(off), "Nested Loop Left Join", "Index Scan using big_id on pl_big b");
    lab.check(SEMI, serial(off), "Nested Loop Semi Join", "Index Scan using big_id on pl_big b");
    lab.check(ANTI, serial(off), "Nested Loop Anti Join", "Index Scan using big_id on pl_big b");
    lab.check(
        "SELECT m.id, (SELECT b.name FROM pl_big b WHERE b.id = m.big_id) FROM pl_mid m",
        serial(off));
    assertThat(lab.explain(LEFT, serial(off))).contains("Index Cond: (b.id = m.big_id)");
  }

  @Test
  void nestedLoopWithInnerIndexScanBelowGather() {
    String[] off = {"enable_hashjoin=off", "enable_mergejoin=off", "enable_memoize=off"};
    lab.check(
        LEFT,
        eager(off),
        "Gather",
        "Nested Loop Left Join",
        "Parallel Seq Scan on pl_mid m",
        "Index Scan using big_id on pl_big b");
    lab.check(INNER, eager(off), "Gather", "Nested Loop", "Parallel", "Index Scan");
    lab.check(SEMI, eager(off), "Gather", "Nested Loop Semi Join", "Parallel", "Index Scan");
    lab.check(ANTI, eager(off), "Gather", "Nested Loop Anti Join", "Parallel", "Index Scan");
  }

  @Test
  void innerIndexMayHaveConstantsToo() {
    lab.check(
        "SELECT m.id, b.id FROM pl_mid m LEFT JOIN pl_big b ON b.grp = m.ten AND b.val = 7"
            + " AND b.name > m.tag WHERE m.id < 100",
        serial(
            "enable_hashjoin=off",
            "enable_mergejoin=off",
            "enable_memoize=off",
            "enable_material=off"),
        "Nested Loop Left Join",
        "Index Scan using big_grp on pl_big b");
    lab.check(
        "SELECT m.id, b.id FROM pl_mid m JOIN pl_big b ON b.grp = m.ten AND b.val IN (7, 9, 11)",
        serial("enable_hashjoin=off", "enable_mergejoin=off"),
        "Nested Loop");
  }

  @Test
  void memoizeOverAnInnerIndexScan() {
    lab.check(
        "SELECT m.id, b.id FROM pl_mid m LEFT JOIN pl_big b ON b.grp = m.ten AND b.val = 7",
        serial("enable_hashjoin=off", "enable_mergejoin=off"),
        "Nested Loop Left Join",
        "Memoize",
        "Index Scan using big_grp on pl_big b");
    lab.check(
        "SELECT m.id, b.id FROM pl_mid m LEFT JOIN pl_big b ON b.grp = m.ten AND b.val = 7",
        eager("enable_hashjoin=off", "enable_mergejoin=off"),
        "Gather",
        "Nested Loop Left Join",
        "Memoize");
    assertThat(
            lab.nodes(
                "SELECT m.id FROM pl_mid m LEFT JOIN pl_big b ON b.grp = m.ten AND b.val = 7",
                serial("enable_hashjoin=off", "enable_mergejoin=off", "enable_memoize=off")))
        .noneMatch(node -> node.startsWith("Memoize"));
  }

  @Test
  void parallelHashJoin() {
    lab.check(INNER, eager(HASH), "Gather", "Parallel Hash Join", "Parallel Hash");
    lab.check(LEFT, eager(HASH), "Gather", "Parallel Hash", "Parallel Hash");
    lab.check(FULL, eager(HASH), "Gather", "Parallel Hash Full Join");
    lab.check(SEMI, eager(HASH), "Gather", "Parallel Hash", "Parallel Hash");
    lab.check(ANTI, eager(HASH), "Gather", "Parallel Hash", "Parallel Hash");
  }

  @Test
  void privateHashBelowGather() {
    String[] off = {"enable_nestloop=off", "enable_mergejoin=off", "enable_parallel_hash=off"};
    String sql = "SELECT m.id, s.tag FROM pl_mid m JOIN pl_small s ON m.ten = s.k";
    lab.check(
        sql,
        settings("parallel_setup_cost=0", "parallel_tuple_cost=0"),
        "Gather",
        "Hash Join",
        "Parallel Seq Scan on pl_mid m",
        "Hash",
        "Seq Scan");
    assertThat(lab.nodes(INNER, eager(off))).noneMatch(node -> node.startsWith("Parallel Hash"));
  }

  @Test
  void fullJoinWithoutEqualKeysIsRefused() {
    assertThat(
            org.assertj.core.api.Assertions.catchThrowableOfType(
                    dev.braid.error.BraidException.class,
                    () ->
                        lab.explain(
                            "SELECT 1 FROM pl_mid m FULL JOIN pl_small s ON m.ten < s.k", serial()))
                .sqlState())
        .isEqualTo("0A000");
  }

  @Test
  void semiJoinIsMadeBeforeOtherJoinsWhereItLeavesFewRows() {
    String sql =
        "SELECT b.id, m.id, s.k FROM pl_big b JOIN pl_mid m ON b.id = m.big_id"
            + " JOIN pl_small s ON s.k = b.ten"
            + " WHERE m.id IN (SELECT k FROM pl_small WHERE tag = 't3')";
    lab.check(sql, serial("enable_nestloop=off"), "Hash", "Hash");
    java.util.List<String> nodes = lab.nodes(sql, serial("enable_nestloop=off"));
    int semi = nodes.indexOf(nodes.stream().filter(n -> n.contains("Semi")).findFirst().get());
    assertThat(nodes.subList(semi, nodes.size())).noneMatch(n -> n.contains("pl_big"));
  }

  @Test
  void antiJoinIsMadeLastWhereOtherJoinsLeaveFewRows() {
    String sql =
        "SELECT b.id FROM pl_big b JOIN pl_small s ON s.k = b.id AND s.tag = 't1'"
            + " WHERE NOT EXISTS (SELECT 1 FROM pl_mid m WHERE m.big_id = b.id)";
    lab.check(sql, serial());
    java.util.List<String> nodes = lab.nodes(sql, serial("enable_nestloop=off"));
    assertThat(nodes.getFirst()).contains("Anti");
  }
}
