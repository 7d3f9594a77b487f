package dev.braid.plan.physical;

import dev.braid.exec.JoinType;
import dev.braid.expr.ColumnRef;
import dev.braid.expr.Constant;
import dev.braid.expr.Expr;
import dev.braid.plan.logical.Columns;
import dev.braid.plan.logical.FullJoin;
import dev.braid.plan.logical.Logical.Join;
import dev.braid.plan.logical.Logical.JoinKind;
import dev.braid.plan.logical.SameValue;
import dev.braid.plan.physical.JoinShape.Side;
import java.util.ArrayList;
import java.util.List;

/// Ways to join two inputs: by a hash table or by merging where there are equal keys, else by
/// looking at every pair of rows, or at those that an index finds. Of a partial join the outer side
/// is partial.
final class JoinPaths {
  private final Steps steps;
  private final HashPaths hashes;
  private final MergePaths merges;
  private final LoopPaths loops;
  private final IndexLoopPaths indexLoops;

  JoinPaths(CostModel costs, Steps steps, ScanPaths scans, SortPaths sorts, Profiles profiles) {
    this.steps = steps;
    this.hashes = new HashPaths(costs);
    this.merges = new MergePaths(costs, steps, sorts);
    this.loops = new LoopPaths(costs, steps);
    this.indexLoops = new IndexLoopPaths(costs, scans, profiles);
  }

  Paths plan(Join join, Side left, Side right, Profile result, Need need) {
    JoinKeys keys =
        JoinKeys.of(join.condition(), Columns.output(join.left()), Columns.output(join.right()));
    if (join.kind() == JoinKind.FULL && join.condition() instanceof Constant) {
      keys = keys.withConstant();
    }
    List<ColumnRef> output = PhysicalPlanner.wanted(join, need);
    boolean shareable = !Columns.isVolatile(join.condition());
    JoinShape shape =
        JoinShape.of(
            join,
            keys,
            output,
            result,
            shareable ? left : serial(left),
            shareable ? right : serial(right));
    List<Path> serial = new ArrayList<>();
    List<Path> partial = new ArrayList<>();
    add(shape, serial, partial);
    JoinShape turned = shape.turned();
    if (turned != null) {
      add(turned, serial, partial);
    }
    if (serial.isEmpty()) {
      throw FullJoin.unsupported();
    }
    if (!partial.isEmpty()) {
      serial.add(steps.gather(Paths.of(partial, partial).cheapest()));
    }
    return Paths.of(serial, partial);
  }

  private static Side serial(Side side) {
    return new Side(side.node(), side.paths().withoutPartial(), side.profile(), side.need());
  }

  private void add(JoinShape shape, List<Path> serial, List<Path> partial) {
    if (!shape.keys().left().isEmpty()) {
      hashes.add(shape, serial, partial);
      merges.add(shape, serial, partial);
    }
    if (isLoop(shape.type()) && shape.conjuncts().stream().noneMatch(JoinPaths::isForHashing)) {
      loops.add(shape, serial, partial);
      indexLoops.add(shape, serial, partial);
    }
  }

  /// Conditions that only a hash join can test.
  private static boolean isForHashing(Expr expr) {
    return expr instanceof SameValue || expr.children().stream().anyMatch(JoinPaths::isForHashing);
  }

  /// Joins that put out nothing for an inner row alone.
  private static boolean isLoop(JoinType type) {
    return switch (type) {
      case INNER, LEFT, SEMI, ANTI, MARK, SINGLE -> true;
      case RIGHT, FULL, RIGHT_SEMI, RIGHT_ANTI -> false;
    };
  }

  /// The order of the outer rows, as far as it is known from columns put out.
  static List<dev.braid.plan.logical.SortKey> order(JoinShape shape, Path outer) {
    return Path.orderWithin(outer.order(), Columns.of(shape.output()));
  }
}
