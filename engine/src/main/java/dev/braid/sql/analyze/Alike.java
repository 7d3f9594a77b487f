package dev.braid.sql.analyze;

import dev.braid.expr.Expr;
import dev.braid.plan.logical.Columns;
import dev.braid.plan.logical.Logical;
import dev.braid.plan.logical.Numbering;
import dev.braid.plan.logical.Subquery;
import dev.braid.plan.logical.Trees;
import dev.braid.plan.unnest.TreeCopy;
import java.util.List;

/// Whether two expressions are the same as PostgreSQL sees it: subqueries written alike are equal,
/// although each analysis numbers the columns that they make anew.
final class Alike {
  /// Above the numbers of all columns, so that those of a subquery meet none from outside.
  private static final int FIRST = 1 << 30;

  private Alike() {}

  static boolean same(Expr left, Expr right) {
    if (left.equals(right)) {
      return true;
    }
    return Columns.hasSubquery(left)
        && Columns.hasSubquery(right)
        && renumbered(left).equals(renumbered(right));
  }

  /// The place of the first expression in a list that is the same, or -1.
  static int indexOf(List<Expr> list, Expr expr) {
    int found = list.indexOf(expr);
    if (found >= 0 || !Columns.hasSubquery(expr)) {
      return found;
    }
    for (int i = 0; i < list.size(); i++) {
      if (same(list.get(i), expr)) {
        return i;
      }
    }
    return -1;
  }

  /// The expression with its subqueries' columns numbered by the order in which they are made.
  private static Expr renumbered(Expr expr) {
    return renumbered(expr, new Numbering(FIRST));
  }

  private static Expr renumbered(Expr expr, Numbering numbering) {
    return Columns.rewrite(
        expr,
        part ->
            part instanceof Subquery subquery
                ? new Subquery(
                    subquery.kind(),
                    within(new TreeCopy(numbering).copy(subquery.query()), numbering),
                    subquery.tests(),
                    subquery.operators(),
                    subquery.type())
                : part);
  }

  /// Subqueries within subqueries.
  private static Logical within(Logical node, Numbering numbering) {
    Logical inputs = Trees.mapInputs(node, input -> within(input, numbering));
    return Trees.mapExprs(inputs, expr -> renumbered(expr, numbering));
  }
}
