package dev.braid.plan.rewrite;

import dev.braid.expr.Call;
import dev.braid.expr.ColumnRef;
import dev.braid.expr.Constant;
import dev.braid.expr.Expr;
import dev.braid.expr.InList;
import dev.braid.plan.logical.Columns;
import dev.braid.plan.logical.Conditions;
import dev.braid.type.Type;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What is known of one side of an inner join by an equality holds on the other side too: with `a.x
/// = b.y`, a comparison of `a.x` with a constant is one of `b.y` as well.
final class Equivalences {
  private static final Set<String> COMPARISONS = Set.of("=", "<", "<=", ">", ">=");

  private Equivalences() {}

  /// Adds to each side what the conditions of the other one say about equal columns.
  ///
  /// @param own conditions of the join
  static void derive(
      List<Expr> own, List<Expr> left, List<Expr> right, BitSet leftColumns, BitSet rightColumns) {
    List<Expr> toLeft = new ArrayList<>();
    List<Expr> toRight = new ArrayList<>();
    for (Expr conjunct : own) {
      if (!Conditions.isOperator(conjunct, "=")
          || !(((Call) conjunct).arguments().get(0) instanceof ColumnRef first)
          || !(((Call) conjunct).arguments().get(1) instanceof ColumnRef second)
          || !isSame(first.type(), second.type())) {
        continue;
      }
      boolean turned = rightColumns.get(first.column());
      ColumnRef here = turned ? second : first;
      ColumnRef there = turned ? first : second;
      if (leftColumns.get(here.column()) && rightColumns.get(there.column())) {
        copy(left, here, there, toRight);
        copy(right, there, here, toLeft);
      }
    }
    left.addAll(toLeft);
    right.addAll(toRight);
  }

  /// Values that are equal must not be told apart by anything: so not numeric, whose equal values
  /// may differ in scale, nor text of fixed length.
  private static boolean isSame(Type left, Type right) {
    return left.sameKind(right)
        && switch (left.kind()) {
          case INT2, INT4, INT8, DATE, TIME, TIMESTAMP, TIMESTAMPTZ, TEXT, VARCHAR, UUID, BOOL ->
              true;
          default -> false;
        };
  }

  private static void copy(List<Expr> conditions, ColumnRef from, ColumnRef to, List<Expr> copies) {
    for (Expr condition : conditions) {
      BitSet used = Columns.of(condition);
      if (used.cardinality() == 1 && used.get(from.column()) && isComparison(condition)) {
        Map<Integer, ColumnRef> names = new HashMap<>();
        names.put(from.column(), to);
        copies.add(Columns.replace(condition, names));
      }
    }
  }

  private static boolean isComparison(Expr condition) {
    return condition instanceof InList in && in.operand() instanceof ColumnRef
        || condition instanceof Call call
            && call.arguments().size() == 2
            && COMPARISONS.contains(call.function().name())
            && (call.arguments().get(0) instanceof ColumnRef
                    && call.arguments().get(1) instanceof Constant
                || call.arguments().get(1) instanceof ColumnRef
                    && call.arguments().get(0) instanceof Constant);
  }
}
