package dev.braid.expr;

import dev.braid.type.Type;
import java.util.List;

/// A typed expression over columns that are known by number: in a logical plan a number that is
/// unique within the statement, in an executable plan the position in the child's batches.
///
/// All types have been resolved and all conversions are calls of functions by the time an
/// expression has this form.
public sealed interface Expr
    permits ColumnRef, Constant, Call, And, Or, Not, NullTest, Case, Coalesce, InList, Expr.Open {
  Type type();

  /// The direct parts, in order.
  List<Expr> children();

  /// The same expression over other parts, as many as [#children] has.
  Expr withChildren(List<Expr> children);

  /// Forms of expression that higher rooms add and take away again before anything is compiled:
  /// subqueries, references to aggregates.
  non-sealed interface Open extends Expr {}
}
