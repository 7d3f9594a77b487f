package dev.braid.exec;

import dev.braid.expr.Expr;
import dev.braid.expr.ExprPrinter;
import java.util.List;

/// Expressions as EXPLAIN prints them.
public final class ExprText {
  private ExprText() {}

  public static String of(Expr expr) {
    return ExprPrinter.print(expr);
  }

  /// All conditions of a filter, joined by AND.
  public static String conjunction(List<Expr> conditions) {
    return conditions.size() == 1
        ? of(conditions.getFirst())
        : "(" + String.join(" AND ", conditions.stream().map(ExprText::of).toList()) + ")";
  }
}
