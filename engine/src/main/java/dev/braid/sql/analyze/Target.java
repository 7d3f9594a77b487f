package dev.braid.sql.analyze;

import dev.braid.expr.Expr;

/// One column of a select list; a hidden one is there for ORDER BY, GROUP BY or DISTINCT ON.
final class Target {
  final String name;
  final boolean hidden;

  /// Where the whole expression stands.
  final int position;

  Expr expr;

  Target(String name, Expr expr, boolean hidden, int position) {
    this.name = name;
    this.expr = expr;
    this.hidden = hidden;
    this.position = position;
  }
}
