package dev.braid.sql.analyze;

import dev.braid.expr.ColumnRef;
import dev.braid.expr.Constant;
import dev.braid.expr.Expr;
import dev.braid.plan.logical.Logical;
import dev.braid.plan.logical.Subquery;
import dev.braid.type.Kind;
import java.util.HashSet;
import java.util.Set;
import java.util.function.UnaryOperator;

/// What holds for every plan: each column is defined once, is defined before it is used, and
/// nothing is of type unknown.
final class PlanCheck {
  private final Set<Integer> defined = new HashSet<>();
  private final Set<Integer> used = new HashSet<>();

  static void check(Logical plan) {
    PlanCheck check = new PlanCheck();
    check.walk(plan);
    check.used.removeAll(check.defined);
    if (!check.used.isEmpty()) {
      throw new AssertionError("columns without definition: " + check.used + " in " + plan);
    }
    long different = plan.output().stream().map(ColumnRef::column).distinct().count();
    if (different != plan.output().size()) {
      throw new AssertionError("an output column twice: " + plan.output());
    }
  }

  private void walk(Logical plan) {
    LogicalRewrite[] rewrite = new LogicalRewrite[1];
    rewrite[0] =
        new LogicalRewrite(
            expr -> {
              visit(expr, rewrite[0]);
              return expr;
            },
            column -> {
              defined.add(column.column());
              return column;
            },
            UnaryOperator.identity());
    rewrite[0].apply(plan);
  }

  private void visit(Expr expr, LogicalRewrite rewrite) {
    if (expr instanceof ColumnRef column) {
      used.add(column.column());
    }
    if (expr.type().kind() == Kind.UNKNOWN && !(expr instanceof Constant)) {
      throw new AssertionError("unknown: " + expr);
    }
    if (expr instanceof Constant constant && constant.type().kind() == Kind.UNKNOWN) {
      throw new AssertionError("a literal of unknown type is left: " + constant);
    }
    if (expr instanceof Subquery subquery) {
      rewrite.apply(subquery.query());
    }
    expr.children().forEach(child -> visit(child, rewrite));
  }
}
