package dev.braid.plan.physical;

import dev.braid.catalog.Setting;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.exec.Estimate;
import dev.braid.exec.Hash;
import dev.braid.exec.HashJoin;
import dev.braid.exec.JoinType;
import dev.braid.exec.NestedLoop;
import dev.braid.exec.PlanNode;
import dev.braid.expr.ColumnRef;
import dev.braid.expr.Constant;
import dev.braid.expr.Expr;
import dev.braid.plan.logical.Columns;
import dev.braid.plan.logical.Conditions;
import dev.braid.plan.logical.Logical.Join;
import dev.braid.plan.logical.Logical.JoinKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Ways to join two inputs: a hash table on either side where there are equal keys, else every pair
/// of rows.
///
/// Of a partial join the outer side is partial. The hash table is built by all participants where
/// its input is partial too and that pays, else by one of them for all.
final class JoinPaths {
  private final CostModel costs;
  private final Steps steps;

  JoinPaths(CostModel costs, Steps steps) {
    this.costs = costs;
    this.steps = steps;
  }

  /// What is joined, seen from the side that is the outer one.
  ///
  /// @param output columns wanted of the result
  private record Shape(
      JoinType type,
      List<Expr> outerKeys,
      List<Expr> innerKeys,
      boolean nullSafe,
      List<Expr> residual,
      Expr condition,
      @Nullable ColumnRef mark,
      List<ColumnRef> output,
      double rows,
      int width) {}

  Paths plan(Join join, Paths left, Paths right, Profile result, Need need) {
    JoinKeys keys =
        JoinKeys.of(join.condition(), Columns.output(join.left()), Columns.output(join.right()));
    if (join.kind() == JoinKind.FULL && join.condition() instanceof Constant) {
      keys = keys.withConstant();
    }
    List<ColumnRef> output = PhysicalPlanner.wanted(join, need);
    Shape forward = shape(join, keys, output, result, false);
    Shape turned = shape(join, keys, output, result, true);
    boolean hashable = !keys.left().isEmpty();
    List<Path> serial = new ArrayList<>();
    List<Path> partial = new ArrayList<>();
    boolean shareable = !Columns.isVolatile(join.condition());
    if (hashable) {
      hash(forward, left, right, serial, shareable ? partial : null);
      if (isTurnable(join.kind())) {
        hash(turned, right, left, serial, shareable ? partial : null);
      }
    } else if (join.kind() == JoinKind.FULL) {
      throw new BraidException(
          SqlState.FEATURE_NOT_SUPPORTED,
          "FULL JOIN is only supported with merge-joinable or hash-joinable join conditions");
    } else {
      if (join.kind() != JoinKind.RIGHT) {
        loop(forward, left, right, serial, shareable ? partial : null);
      }
      if (join.kind() == JoinKind.RIGHT || join.kind() == JoinKind.INNER) {
        loop(turned, right, left, serial, shareable ? partial : null);
      }
    }
    Path shared = null;
    for (Path path : partial) {
      if (shared == null || path.total() < shared.total()) {
        shared = path;
      }
    }
    if (shared != null) {
      serial.add(steps.gather(shared));
    }
    return Paths.of(serial, shared);
  }

  private static boolean isTurnable(JoinKind kind) {
    return switch (kind) {
      case INNER, LEFT, RIGHT, FULL, SEMI, ANTI -> true;
      case MARK, SINGLE -> false;
    };
  }

  private static JoinType type(JoinKind kind, boolean turned) {
    return switch (kind) {
      case INNER -> JoinType.INNER;
      case LEFT -> turned ? JoinType.RIGHT : JoinType.LEFT;
      case RIGHT -> turned ? JoinType.LEFT : JoinType.RIGHT;
      case FULL -> JoinType.FULL;
      case SEMI -> turned ? JoinType.RIGHT_SEMI : JoinType.SEMI;
      case ANTI -> turned ? JoinType.RIGHT_ANTI : JoinType.ANTI;
      case MARK -> JoinType.MARK;
      case SINGLE -> JoinType.SINGLE;
    };
  }

  private static Shape shape(
      Join join, JoinKeys keys, List<ColumnRef> output, Profile result, boolean turned) {
    boolean nullSafe = keys.nullSafe().contains(true);
    List<Expr> residual = new ArrayList<>(keys.rest());
    for (int i = 0; i < keys.conjuncts().size(); i++) {
      if (nullSafe && !keys.nullSafe().get(i)) {
        residual.add(keys.conjuncts().get(i));
      }
    }
    return new Shape(
        type(join.kind(), turned),
        turned ? keys.right() : keys.left(),
        turned ? keys.left() : keys.right(),
        nullSafe,
        residual,
        join.condition(),
        join.mark(),
        output,
        result.rows(),
        result.width(output));
  }

  private void hash(
      Shape shape, Paths outer, Paths inner, List<Path> serial, @Nullable List<Path> partial) {
    serial.add(hashJoin(shape, outer.cheapest(), inner.cheapest(), shape.rows));
    Path sharedOuter = outer.partial();
    if (partial == null || sharedOuter == null) {
      return;
    }
    double rows = shape.rows / costs.divisor(sharedOuter.workers());
    Path sharedInner = inner.partial();
    if (sharedInner != null && costs.is(Setting.ENABLE_PARALLEL_HASH)) {
      partial.add(hashJoin(shape, sharedOuter, sharedInner, rows));
    }
    partial.add(hashJoin(shape, sharedOuter, inner.cheapest(), rows));
  }

  private Path hashJoin(Shape shape, Path outer, Path inner, double rows) {
    boolean parallel = inner.workers() > 0;
    int keys = shape.outerKeys.size();
    double perKey = costs.operator * keys;
    double participants = parallel ? costs.divisor(inner.workers()) : 1;
    double startup = outer.startup() + inner.total() + inner.rows() * (perKey + costs.tuple);
    double bytes = inner.rows() * participants * (inner.width() + 16.0);
    double spill = 0;
    if (bytes > costs.workMemory * participants) {
      double pages =
          Math.ceil(inner.rows() * inner.width() / CostModel.PAGE)
              + Math.ceil(outer.rows() * outer.width() / CostModel.PAGE);
      spill = 2 * pages * costs.seqPage;
    }
    double total =
        startup
            + (outer.total() - outer.startup())
            + outer.rows() * perKey
            + rows * (costs.tuple + costs.evaluation(shape.residual))
            + spill;
    Layout both = Layout.of(outer.columns(), inner.columns());
    Hash hash =
        new Hash(
            Steps.info(
                inner.columns(),
                new Estimate(inner.rows(), inner.width(), inner.total(), inner.total())),
            inner.node(),
            parallel);
    PlanNode node =
        new HashJoin(
            Steps.info(shape.output, estimate(shape, rows, startup, total)),
            shape.type,
            outer.node(),
            hash,
            outer.layout().resolve(shape.outerKeys),
            inner.layout().resolve(shape.innerKeys),
            shape.residual.isEmpty() ? null : both.resolve(Conditions.and(shape.residual)),
            shape.nullSafe,
            projection(shape, outer, inner));
    return new Path(node, shape.output, List.of(), outer.workers());
  }

  private void loop(
      Shape shape, Paths outer, Paths inner, List<Path> serial, @Nullable List<Path> partial) {
    Path kept = steps.materialize(inner.cheapest());
    serial.add(nestedLoop(shape, outer.cheapest(), kept, shape.rows));
    Path shared = outer.partial();
    if (partial != null && shared != null) {
      partial.add(nestedLoop(shape, shared, kept, shape.rows / costs.divisor(shared.workers())));
    }
  }

  private Path nestedLoop(Shape shape, Path outer, Path inner, double rows) {
    double startup = outer.startup() + inner.startup();
    double pairs = outer.rows() * inner.rows();
    List<Expr> conjuncts = Conditions.conjuncts(shape.condition);
    double total =
        outer.total()
            + inner.total()
            + pairs * (costs.operator + costs.evaluation(conjuncts))
            + rows * costs.tuple;
    Layout both = Layout.of(outer.columns(), inner.columns());
    PlanNode node =
        new NestedLoop(
            Steps.info(shape.output, estimate(shape, rows, startup, total)),
            shape.type,
            outer.node(),
            inner.node(),
            conjuncts.isEmpty() ? null : both.resolve(shape.condition),
            projection(shape, outer, inner));
    return new Path(node, shape.output, List.of(), outer.workers());
  }

  private static Estimate estimate(Shape shape, double rows, double startup, double total) {
    return new Estimate(Math.max(1, Math.rint(rows)), shape.width, startup, total);
  }

  /// Places of the columns put out, over those of the outer side, the inner side and the mark.
  private static List<Integer> projection(Shape shape, Path outer, Path inner) {
    List<ColumnRef> all = new ArrayList<>(inner.columns());
    if (shape.mark != null) {
      all.add(shape.mark);
    }
    Layout layout = Layout.of(outer.columns(), all);
    return shape.output.stream().map(layout::place).toList();
  }
}
