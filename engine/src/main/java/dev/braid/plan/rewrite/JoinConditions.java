package dev.braid.plan.rewrite;

import dev.braid.expr.Expr;
import dev.braid.plan.logical.Columns;
import dev.braid.plan.logical.Conditions;
import dev.braid.plan.logical.Logical;
import dev.braid.plan.logical.Logical.Join;
import dev.braid.plan.logical.Logical.JoinKind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.BiFunction;

/// Sorts the conditions of a join and those above it: into the sides, into the join, above it.
///
/// What may go where: a side whose rows come out in any case (the left one of LEFT) takes
/// conditions from above, but none of the join's own; a side that is only looked up takes the
/// join's own.
final class JoinConditions {
  private final Join join;
  private final BitSet leftColumns;
  private final BitSet rightColumns;
  private final List<Expr> left = new ArrayList<>();
  private final List<Expr> right = new ArrayList<>();
  private final List<Expr> own = new ArrayList<>();
  private final List<Expr> above = new ArrayList<>();

  private JoinConditions(Join join) {
    this.join = join;
    leftColumns = Columns.output(join.left());
    rightColumns = Columns.output(join.right());
  }

  static Logical push(
      Join join, List<Expr> conditions, BiFunction<Logical, List<Expr>, Logical> into) {
    Join reduced = reduced(join, conditions);
    JoinConditions sorted = new JoinConditions(reduced);
    sorted.sort(conditions);
    Logical changed =
        new Join(
            reduced.kind(),
            into.apply(reduced.left(), FilterPushDown.distinct(sorted.left)),
            into.apply(reduced.right(), FilterPushDown.distinct(sorted.right)),
            Conditions.and(FilterPushDown.distinct(sorted.own)),
            reduced.dependent(),
            reduced.mark());
    return Conditions.filter(changed, sorted.above);
  }

  /// The join without making rows that no condition above lets through.
  private static Join reduced(Join join, List<Expr> conditions) {
    boolean noLeftless = NullRejection.rejects(conditions, Columns.output(join.left()));
    boolean noRightless = NullRejection.rejects(conditions, Columns.output(join.right()));
    JoinKind kind =
        switch (join.kind()) {
          case LEFT -> noRightless ? JoinKind.INNER : JoinKind.LEFT;
          case RIGHT -> noLeftless ? JoinKind.INNER : JoinKind.RIGHT;
          case FULL ->
              noLeftless
                  ? noRightless ? JoinKind.INNER : JoinKind.LEFT
                  : noRightless ? JoinKind.RIGHT : JoinKind.FULL;
          case INNER, SEMI, ANTI, MARK, SINGLE -> join.kind();
        };
    return kind == join.kind()
        ? join
        : new Join(
            kind, join.left(), join.right(), join.condition(), join.dependent(), join.mark());
  }

  private void sort(List<Expr> conditions) {
    for (Expr conjunct : Conditions.conjuncts(join.condition())) {
      own(conjunct);
    }
    for (Expr condition : conditions) {
      above(condition);
    }
    if (join.kind() == JoinKind.INNER) {
      Equivalences.derive(own, left, right, leftColumns, rightColumns);
      OrBranches.derive(own, leftColumns, left);
      OrBranches.derive(own, rightColumns, right);
    }
  }

  private boolean isLeft(BitSet used) {
    return !used.isEmpty() && Columns.within(used, leftColumns);
  }

  private boolean isRight(BitSet used) {
    return !used.isEmpty() && Columns.within(used, rightColumns);
  }

  private void own(Expr conjunct) {
    BitSet used = Columns.of(conjunct);
    boolean moves = !Columns.isVolatile(conjunct);
    if (Conditions.isNeverTrue(conjunct) && sendsNeverTrue(conjunct)) {
      return;
    }
    boolean toLeft =
        switch (join.kind()) {
          case INNER, RIGHT, SEMI -> moves && isLeft(used);
          case LEFT, FULL, ANTI, MARK, SINGLE -> false;
        };
    boolean toRight =
        switch (join.kind()) {
          case INNER, LEFT, SEMI, ANTI, SINGLE -> moves && isRight(used);
          case RIGHT, FULL, MARK -> false;
        };
    (toLeft ? left : toRight ? right : own).add(conjunct);
  }

  /// No pair is ever found: a side that is only looked up need not be computed, nor any where no
  /// other rows come out.
  ///
  /// @return whether there is such a side
  private boolean sendsNeverTrue(Expr conjunct) {
    switch (join.kind()) {
      case INNER, SEMI -> {
        left.add(conjunct);
        right.add(conjunct);
      }
      case LEFT, ANTI, SINGLE -> right.add(conjunct);
      case RIGHT -> left.add(conjunct);
      case FULL, MARK -> {
        return false;
      }
    }
    return true;
  }

  private void above(Expr condition) {
    BitSet used = Columns.of(condition);
    switch (join.kind()) {
      case INNER -> {
        if (isLeft(used)) {
          left.add(condition);
        } else if (isRight(used)) {
          right.add(condition);
        } else if (used.isEmpty()) {
          above.add(condition);
        } else {
          own.add(condition);
        }
      }
      case LEFT, SEMI, ANTI, MARK, SINGLE -> (isLeft(used) ? left : above).add(condition);
      case RIGHT -> (isRight(used) ? right : above).add(condition);
      case FULL -> above.add(condition);
    }
  }
}
