package dev.braid.plan;

import static dev.braid.plan.Tree.at;
import static dev.braid.plan.Tree.equal;
import static dev.braid.plan.Tree.filter;
import static dev.braid.plan.Tree.limit;
import static dev.braid.plan.Tree.sort;
import static dev.braid.plan.Tree.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.catalog.Setting;
import dev.braid.catalog.Settings;
import dev.braid.expr.EvalContext;
import dev.braid.parallel.Cancellation;
import dev.braid.plan.logical.Logical;
import dev.braid.plan.logical.Logical.JoinKind;
import dev.braid.testing.MemoryTable;
import dev.braid.type.Type;
import dev.braid.type.Zone;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Where plans become parallel.
class ParallelPlanTest {
  private static final EvalContext CONTEXT =
      new EvalContext(Zone.UTC, 0, "me", "here", new Cancellation());

  private final Tree tree = new Tree();
  private final MemoryTable big =
      new MemoryTable("big")
          .column("id", Type.INT4, 6_000_000)
          .column("kind", Type.INT4, 5)
          .column("owner", Type.INT4, 1_000_000)
          .claim(6_000_000, 400L << 20);
  private final MemoryTable small =
      new MemoryTable("small")
          .column("id", Type.INT4, 25)
          .column("size", Type.INT4, 10)
          .claim(25, 8192);
  private final MemoryTable orders =
      new MemoryTable("orders")
          .column("id", Type.INT4, 1_000_000)
          .column("day", Type.INT4, 2400, 0, 2400)
          .claim(1_000_000, 80L << 20);

  private static String plan(Logical query, Settings settings) {
    return Tree.print(
        new Planner(new dev.braid.expr.FunctionCatalog(), CONTEXT).plan(query, settings));
  }

  private static String plan(Logical query) {
    return plan(query, Settings.DEFAULT);
  }

  @Test
  void smallTableIsReadSerially() {
    assertThat(plan(tree.scan(small))).isEqualTo("Seq Scan on small");
  }

  @Test
  void selectiveFilterRunsBelowGather() {
    Logical scan = tree.scan(big);
    assertThat(plan(filter(scan, equal(at(scan, 0), value(1)))))
        .isEqualTo(
            """
            Gather
              Parallel Seq Scan on big where (big.id = 1)\
            """);
  }

  @Test
  void allRowsOfATableAreNotWorthAGather() {
    assertThat(plan(tree.scan(big))).isEqualTo("Seq Scan on big");
  }

  @Test
  void withoutWorkersAPlanIsSerial() {
    Logical scan = tree.scan(big);
    assertThat(
            plan(
                filter(scan, equal(at(scan, 0), value(1))),
                Settings.DEFAULT.with(Setting.MAX_PARALLEL_WORKERS_PER_GATHER, "0")))
        .isEqualTo("Seq Scan on big where (big.id = 1)");
  }

  @Test
  void fewGroupsAreFinishedAboveTheGather() {
    Logical scan = tree.scan(big);
    assertThat(
            plan(
                tree.aggregate(
                    scan, List.of(at(scan, 1)), tree.call("sum", Type.INT8, at(scan, 0)))))
        .isEqualTo(
            """
            Finalize HashAggregate
              Gather
                Partial HashAggregate
                  Project big.kind, big.id
                    Parallel Seq Scan on big\
            """);
  }

  @Test
  void manyGroupsAreMergedBelowTheGather() {
    Logical scan = tree.scan(big);
    Logical groups =
        tree.aggregate(scan, List.of(at(scan, 2)), tree.call("sum", Type.INT8, at(scan, 0)));
    assertThat(plan(limit(sort(groups, at(groups, 1)), 10)))
        .isEqualTo(
            """
            Limit
              Gather Merge
                Sort first 10
                  Parallel HashAggregate
                    Project big.owner, big.id
                      Parallel Seq Scan on big\
            """);
  }

  @Test
  void wholeTableIsCountedByAll() {
    Logical scan = tree.scan(big);
    assertThat(plan(tree.aggregate(scan, List.of(), tree.call("count", Type.INT8))))
        .isEqualTo(
            """
            Finalize Aggregate
              Gather
                Partial Aggregate
                  Parallel Seq Scan on big\
            """);
  }

  @Test
  void smallTableIsHashedByOneForAll() {
    Logical facts = tree.scan(big);
    Logical kinds = tree.scan(small);
    Logical joined = Tree.join(JoinKind.INNER, facts, kinds, equal(at(facts, 1), at(kinds, 0)));
    assertThat(plan(tree.aggregate(joined, List.of(), tree.call("count", Type.INT8))))
        .isEqualTo(
            """
            Finalize Aggregate
              Gather
                Partial Aggregate
                  Hash Join big.kind = small.id
                    Parallel Seq Scan on big
                    Hash
                      Seq Scan on small\
            """);
  }

  @Test
  void bigTablesAreHashedByAll() {
    Logical facts = tree.scan(big);
    Logical heads = tree.scan(orders);
    Logical joined = Tree.join(JoinKind.INNER, heads, facts, equal(at(facts, 2), at(heads, 0)));
    assertThat(plan(tree.aggregate(joined, List.of(), tree.call("count", Type.INT8))))
        .isEqualTo(
            """
            Finalize Aggregate
              Gather
                Partial Aggregate
                  Hash Join big.owner = orders.id
                    Parallel Seq Scan on big
                    Parallel Hash
                      Parallel Seq Scan on orders\
            """);
  }

  @Test
  void sortOfFewRowsIsMerged() {
    Logical scan = tree.scan(big);
    Logical some = filter(scan, equal(at(scan, 2), value(3)));
    assertThat(plan(limit(sort(tree.scan(small)), 3))).isEqualTo("Limit\n  Seq Scan on small");
    assertThat(plan(limit(sort(scan, at(scan, 0)), 3)))
        .isEqualTo(
            """
            Limit
              Gather Merge
                Sort first 3
                  Parallel Seq Scan on big\
            """);
    assertThat(plan(sort(some, at(some, 0))))
        .contains("Gather")
        .contains("Parallel Seq Scan on big where (big.owner = 3)");
  }

  @Test
  void debugSettingPutsAGatherOverAnyPlan() {
    assertThat(plan(tree.scan(small), Settings.DEFAULT.with(Setting.DEBUG_PARALLEL_QUERY, "on")))
        .isEqualTo("Gather\n  Seq Scan on small");
  }
}
