package dev.braid.plan;

import static dev.braid.plan.Tree.any;
import static dev.braid.plan.Tree.at;
import static dev.braid.plan.Tree.equal;
import static dev.braid.plan.Tree.exists;
import static dev.braid.plan.Tree.filter;
import static dev.braid.plan.Tree.less;
import static dev.braid.plan.Tree.limit;
import static dev.braid.plan.Tree.not;
import static dev.braid.plan.Tree.notIn;
import static dev.braid.plan.Tree.or;
import static dev.braid.plan.Tree.scalar;
import static dev.braid.plan.Tree.sort;
import static dev.braid.plan.Tree.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.catalog.Settings;
import dev.braid.expr.Constant;
import dev.braid.expr.EvalContext;
import dev.braid.expr.FunctionCatalog;
import dev.braid.parallel.Cancellation;
import dev.braid.plan.logical.Logical;
import dev.braid.plan.logical.Logical.JoinKind;
import dev.braid.testing.MemoryTable;
import dev.braid.type.Type;
import dev.braid.type.Zone;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Which joins subqueries become.
class UnnestingTest {
  private static final EvalContext CONTEXT =
      new EvalContext(Zone.UTC, 0, "me", "here", new Cancellation());

  private final Tree tree = new Tree();
  private final Logical t =
      tree.scan(
          new MemoryTable("t")
              .column("a", Type.INT4, 1000)
              .column("b", Type.INT4, 100)
              .claim(1000, 8000));
  private final Logical s =
      tree.scan(
          new MemoryTable("s")
              .column("x", Type.INT4, 500)
              .column("y", Type.INT4, 500)
              .claim(500, 8000));
  private final Logical u =
      tree.scan(new MemoryTable("u").column("v", Type.INT4, 50).claim(50, 800));

  private static String plan(Logical query) {
    return Tree.print(new Planner(new FunctionCatalog(), CONTEXT).plan(query, Settings.DEFAULT));
  }

  private Logical only(Logical query, int place) {
    return tree.project(query, at(query, place));
  }

  @Test
  void existsBecomesSemiJoin() {
    assertThat(plan(filter(t, exists(filter(s, equal(at(s, 0), at(t, 0)))))))
        .isEqualTo(
            """
            Hash Semi Join t.a = s.x
              Seq Scan on t
              Hash
                Seq Scan on s\
            """);
  }

  @Test
  void notExistsBecomesAntiJoin() {
    assertThat(plan(filter(t, not(exists(filter(s, equal(at(s, 0), at(t, 0))))))))
        .isEqualTo(
            """
            Hash Anti Join t.a = s.x
              Seq Scan on t
              Hash
                Seq Scan on s\
            """);
  }

  @Test
  void existsKeepsOtherComparisonsAsResidual() {
    Logical query = filter(s, Tree.and(equal(at(s, 0), at(t, 0)), less(at(t, 1), at(s, 1))));
    assertThat(plan(filter(t, exists(query))))
        .isEqualTo(
            """
            Hash Semi Join t.a = s.x and (t.b < s.y)
              Seq Scan on t
              Hash
                Seq Scan on s\
            """);
  }

  @Test
  void inBecomesSemiJoin() {
    assertThat(plan(filter(t, any(at(t, 1), only(s, 1)))))
        .isEqualTo(
            """
            Hash Semi Join t.b = s.y
              Seq Scan on t
              Hash
                Seq Scan on s\
            """);
  }

  @Test
  void notInBecomesMarkJoin() {
    assertThat(plan(filter(t, notIn(at(t, 1), only(s, 1)))))
        .isEqualTo(
            """
            Project t.a, t.b
              Filter (NOT mark)
                Hash Mark Join t.b = s.y
                  Seq Scan on t
                  Hash
                    Seq Scan on s\
            """);
  }

  @Test
  void correlatedNotInAsksForTrueAndForUnknown() {
    Logical query = only(filter(s, equal(at(s, 0), at(t, 0))), 1);
    assertThat(plan(filter(t, notIn(at(t, 1), query))))
        .isEqualTo(
            """
            Project t.a, t.b
              Filter (NOT CASE WHEN (exists IS NOT NULL) THEN true WHEN (exists IS NOT NULL) THEN NULL::boolean ELSE false END)
                Hash Left Join t.a, t.b = t.a, t.b
                  Hash Left Join t.a, t.b = t.a, t.b
                    Seq Scan on t
                    Hash
                      Project t.a, t.b, true
                        HashAggregate
                          Hash Join t.a, t.b = s.x, s.y
                            HashAggregate
                              Seq Scan on t
                            Hash
                              Seq Scan on s
                  Hash
                    Project t.a, t.b, true
                      HashAggregate
                        Hash Join t.a = s.x and ((t.b = s.y) IS NULL)
                          HashAggregate
                            Seq Scan on t
                          Hash
                            Seq Scan on s\
            """);
  }

  @Test
  void countOfNoRowsIsZero() {
    Logical rows = filter(s, equal(at(s, 0), at(t, 0)));
    Logical count = tree.aggregate(rows, List.of(), tree.call("count", Type.INT8));
    assertThat(plan(tree.project(t, at(t, 0), scalar(count))))
        .isEqualTo(
            """
            Project t.a, count
              Project t.a, COALESCE(count, '0'::bigint)
                Hash Left Join t.a = key
                  Seq Scan on t
                  Hash
                    HashAggregate
                      Seq Scan on s\
            """);
  }

  @Test
  void scalarAggregateInWhereBecomesInnerJoin() {
    Logical rows = filter(s, equal(at(s, 0), at(t, 0)));
    Logical sum = tree.aggregate(rows, List.of(), tree.call("max", Type.INT4, at(s, 1)));
    assertThat(plan(filter(t, less(at(t, 1), scalar(sum)))))
        .isEqualTo(
            """
            Hash Join t.a = key and (t.b < max)
              Seq Scan on t
              Hash
                HashAggregate
                  Seq Scan on s\
            """);
  }

  @Test
  void uncorrelatedScalarIsComputedOnce() {
    Logical max = tree.aggregate(s, List.of(), tree.call("max", Type.INT4, at(s, 1)));
    assertThat(plan(filter(t, less(at(t, 1), scalar(max)))))
        .isEqualTo(
            """
            Nested Loop on (t.b < max)
              Seq Scan on t
              Materialize
                Aggregate
                  Seq Scan on s\
            """);
  }

  @Test
  void aggregateCorrelatedByInequalityIsComputedForEachOuterValue() {
    Logical rows = filter(s, less(at(s, 0), at(t, 0)));
    Logical count = tree.aggregate(rows, List.of(), tree.call("count", Type.INT8));
    assertThat(plan(tree.project(t, at(t, 0), scalar(count))))
        .isEqualTo(
            """
            Project t.a, count
              Hash Left Join t.a = t.a
                Seq Scan on t
                Hash
                  Project t.a, COALESCE(count, '0'::bigint)
                    Hash Left Join t.a = t.a
                      HashAggregate
                        Seq Scan on t
                      Hash
                        HashAggregate
                          Nested Loop on (s.x < t.a)
                            HashAggregate
                              Seq Scan on t
                            Materialize
                              Seq Scan on s\
            """);
  }

  @Test
  void existsUnderOrBecomesATruthValue() {
    Logical query = filter(s, equal(at(s, 0), at(t, 0)));
    assertThat(plan(filter(t, or(equal(at(t, 1), value(1)), exists(query)))))
        .isEqualTo(
            """
            Project t.a, t.b
              Filter ((t.b = 1) OR (exists IS NOT NULL))
                Hash Left Join t.a = t.a and (NOT COALESCE((t.b = 1), false))
                  Seq Scan on t
                  Hash
                    Project t.a, true
                      HashAggregate
                        Hash Join t.a = s.x
                          HashAggregate
                            Seq Scan on t where (NOT COALESCE((t.b = 1), false))
                          Hash
                            Seq Scan on s\
            """);
  }

  @Test
  void correlatedTopOneBecomesDistinctOn() {
    Logical rows = filter(s, equal(at(s, 0), at(t, 0)));
    Logical top = limit(sort(only(rows, 1), at(s, 1)), 1);
    assertThat(plan(tree.project(t, at(t, 0), scalar(top))))
        .isEqualTo(
            """
            Project t.a, s.y
              Hash Left Join t.a = t.a
                Seq Scan on t
                Hash
                  Unique
                    Sort
                      Hash Join t.a = s.x
                        HashAggregate
                          Seq Scan on t
                        Hash
                          Seq Scan on s\
            """);
  }

  @Test
  void correlationOverTwoLevels() {
    Logical innermost = filter(u, Tree.and(equal(at(u, 0), at(s, 1)), equal(at(u, 0), at(t, 1))));
    Logical middle = filter(s, Tree.and(equal(at(s, 0), at(t, 0)), exists(innermost)));
    assertThat(plan(filter(t, exists(middle))))
        .isEqualTo(
            """
            Hash Semi Join t.a, t.b = t.a, t.b
              Seq Scan on t
              Hash
                Hash Semi Join t.b, s.y = t.b, u.v and (u.v = s.y)
                  Hash Join t.a = s.x
                    HashAggregate
                      Seq Scan on t
                    Hash
                      Seq Scan on s
                  Hash
                    Hash Join t.b = u.v
                      HashAggregate
                        Seq Scan on t
                      Hash
                        Seq Scan on u\
            """);
  }

  @Test
  void lateralJoinWithAggregateKeepsOuterRows() {
    Logical rows = filter(s, less(at(s, 0), at(t, 0)));
    Logical groups = tree.aggregate(rows, List.of(at(s, 1)), tree.call("count", Type.INT8));
    assertThat(plan(new Logical.Join(JoinKind.LEFT, t, groups, Constant.TRUE, true, null)))
        .isEqualTo(
            """
            Hash Right Join t.a = t.a
              HashAggregate
                Nested Loop on (s.x < t.a)
                  HashAggregate
                    Seq Scan on t
                  Materialize
                    Seq Scan on s
              Hash
                Seq Scan on t\
            """);
  }

  @Test
  void subqueryInOnOfAnOuterJoinBelongsToItsSide() {
    Logical query = filter(u, equal(at(u, 0), at(s, 1)));
    assertThat(
            plan(
                Tree.join(JoinKind.LEFT, t, s, Tree.and(equal(at(t, 0), at(s, 0)), exists(query)))))
        .isEqualTo(
            """
            Hash Left Join t.a = s.x
              Seq Scan on t
              Hash
                Hash Semi Join s.y = u.v
                  Seq Scan on s
                  Hash
                    Seq Scan on u\
            """);
  }
}
