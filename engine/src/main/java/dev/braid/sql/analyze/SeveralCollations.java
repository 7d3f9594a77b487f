package dev.braid.sql.analyze;

import dev.braid.expr.Call;
import dev.braid.expr.CollateClause;
import dev.braid.expr.Expr;
import dev.braid.plan.logical.Logical;
import dev.braid.plan.logical.Subquery;
import java.util.List;
import java.util.function.UnaryOperator;

/// Statements in which COLLATE names more than one collation.
///
/// What is explicit in a subquery is implicit outside of it. The planner puts both into one
/// expression, in which a server would find two explicit ones and refuse them. Which of them counts
/// has been derived by then, so such clauses, and what is above them, are computed here. One name
/// alone makes no conflict that the derivation has not seen.
final class SeveralCollations {
  private final LogicalRewrite rewrite = new LogicalRewrite(this::expr, UnaryOperator.identity());

  private SeveralCollations() {}

  static Logical keptHere(Logical query) {
    return new SeveralCollations().rewrite.apply(query);
  }

  private Expr expr(Expr expr) {
    List<Expr> children = expr.children().stream().map(this::expr).toList();
    if (expr instanceof Subquery it) {
      return new Subquery(
          it.kind(), rewrite.apply(it.query()), children, it.operators(), it.type());
    }
    Expr changed = children.isEmpty() ? expr : expr.withChildren(children);
    return changed instanceof Call call && CollateClause.is(call)
        ? CollateClause.here(call)
        : changed;
  }
}
