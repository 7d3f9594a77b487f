package dev.braid.plan.remote;

import dev.braid.catalog.table.TextRules;
import dev.braid.expr.Call;
import dev.braid.expr.CollateClause;
import dev.braid.expr.ColumnRef;
import dev.braid.expr.Expr;
import dev.braid.expr.library.CollatedCase;
import dev.braid.plan.logical.Logical;
import dev.braid.plan.logical.Subquery;
import dev.braid.plan.logical.Trees;
import java.util.List;

/// Refuses constants that are computed of text by rules which are not Braid's: `'a' < 'B'` is true
/// in most languages, but not by bytes.
record ConstantCheck(TextRules text) {
  void visit(Logical node) {
    Trees.forEachExpr(node, this::visit);
    if (node instanceof Logical.With with) {
      with.definitions().forEach(each -> visit(each.query()));
    }
    if (node instanceof Logical.Recursion recursion) {
      visit(recursion.step());
    }
    node.inputs().forEach(this::visit);
  }

  private void visit(Expr expr) {
    if (expr instanceof Subquery subquery) {
      visit(subquery.query());
    }
    if (expr instanceof Call call && isConstant(call.arguments())) {
      String name = call.function().name();
      boolean ordered =
          !text.bytewise()
              && CollationCheck.isOrdered(name)
              && call.arguments().stream().noneMatch(CollateClause::is);
      boolean cased =
          !text.unicodeCase()
              && CollationCheck.isCased(name, call.arguments())
              && !CollatedCase.is(call.function());
      if ((ordered || cased)
          && call.arguments().stream().anyMatch(each -> Collations.isText(each.type()))) {
        throw CollationCheck.refused(
            ordered ? "comparing" : name + " of", Collations.ofDatabase(text));
      }
    }
    expr.children().forEach(this::visit);
  }

  private static boolean isConstant(List<Expr> exprs) {
    return exprs.stream()
        .allMatch(
            expr ->
                !(expr instanceof ColumnRef)
                    && !(expr instanceof Expr.Open)
                    && isConstant(expr.children()));
  }
}
