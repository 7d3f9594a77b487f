package dev.braid.plan.physical;

import dev.braid.exec.Estimate;
import dev.braid.exec.JoinType;
import dev.braid.expr.ColumnRef;
import dev.braid.expr.Expr;
import dev.braid.plan.logical.Conditions;
import dev.braid.plan.logical.Logical;
import dev.braid.plan.logical.Logical.Join;
import dev.braid.plan.logical.Logical.JoinKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is joined, seen from the side that is the outer one.
///
/// @param keys the join's condition taken apart; its left side is the outer one
/// @param conjuncts the whole condition
/// @param nullSafe whether NULLs are equal in some pair of keys, and then in all that are used
/// @param residual what equal keys leave open
/// @param output columns wanted of the result
record JoinShape(
    JoinType type,
    JoinKeys keys,
    List<Expr> conjuncts,
    boolean nullSafe,
    List<Expr> residual,
    @Nullable ColumnRef mark,
    List<ColumnRef> output,
    double rows,
    int width,
    Side outer,
    Side inner) {
  /// One input.
  ///
  /// @param need what the join wants of it
  record Side(Logical node, Paths paths, Profile profile, Need need) {}

  static JoinShape of(
      Join join, JoinKeys keys, List<ColumnRef> output, Profile result, Side left, Side right) {
    boolean nullSafe = keys.nullSafe().contains(true);
    List<Expr> residual = new ArrayList<>(keys.rest());
    for (int i = 0; i < keys.conjuncts().size(); i++) {
      if (nullSafe && !keys.nullSafe().get(i)) {
        residual.add(keys.conjuncts().get(i));
      }
    }
    return new JoinShape(
        type(join.kind()),
        keys,
        Conditions.conjuncts(join.condition()),
        nullSafe,
        residual,
        join.mark(),
        output,
        result.rows(),
        result.width(output),
        left,
        right);
  }

  private static JoinType type(JoinKind kind) {
    return switch (kind) {
      case INNER -> JoinType.INNER;
      case LEFT -> JoinType.LEFT;
      case RIGHT -> JoinType.RIGHT;
      case FULL -> JoinType.FULL;
      case SEMI -> JoinType.SEMI;
      case ANTI -> JoinType.ANTI;
      case MARK -> JoinType.MARK;
      case SINGLE -> JoinType.SINGLE;
    };
  }

  /// The same join with its inner side as the outer one; null where there is no such join.
  @Nullable JoinShape turned() {
    JoinType turned =
        switch (type) {
          case INNER, FULL -> type;
          case LEFT -> JoinType.RIGHT;
          case RIGHT -> JoinType.LEFT;
          case SEMI -> JoinType.RIGHT_SEMI;
          case ANTI -> JoinType.RIGHT_ANTI;
          case RIGHT_SEMI, RIGHT_ANTI, MARK, SINGLE -> null;
        };
    return turned == null
        ? null
        : new JoinShape(
            turned,
            new JoinKeys(keys.right(), keys.left(), keys.nullSafe(), keys.conjuncts(), keys.rest()),
            conjuncts,
            nullSafe,
            residual,
            mark,
            output,
            rows,
            width,
            inner,
            outer);
  }

  /// Rows that a participant puts out whose part of the outer side this is.
  double rows(Path outerPath, CostModel costs) {
    return outerPath.workers() > 0 ? rows / costs.divisor(outerPath.workers()) : rows;
  }

  Estimate estimate(double rowsOut, double startup, double total) {
    return new Estimate(Math.max(1, Math.rint(rowsOut)), width, startup, total);
  }

  /// Places of the columns put out, over those of the outer side, the inner side and the mark.
  List<Integer> projection(List<ColumnRef> outerColumns, List<ColumnRef> innerColumns) {
    List<ColumnRef> all = new ArrayList<>(innerColumns);
    if (mark != null) {
      all.add(mark);
    }
    Layout layout = Layout.of(outerColumns, all);
    return output.stream().map(layout::place).toList();
  }

  /// A condition over the outer columns, then the inner ones; null for none.
  static @Nullable Expr resolved(
      List<Expr> conjuncts, List<ColumnRef> outerColumns, List<ColumnRef> innerColumns) {
    return conjuncts.isEmpty()
        ? null
        : Layout.of(outerColumns, innerColumns).resolve(Conditions.and(conjuncts));
  }
}
