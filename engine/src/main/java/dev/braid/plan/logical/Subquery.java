package dev.braid.plan.logical;

import dev.braid.expr.Expr;
import dev.braid.expr.ScalarFunction;
import dev.braid.type.Type;
import java.util.List;

/// A subquery within an expression; unnesting turns all of them into joins.
///
/// @param kind what is asked of its rows
/// @param query may refer to columns outside
/// @param tests of QUANTIFIED: the values on the left, one per column of the query
/// @param operators of QUANTIFIED: the comparison for each of them
/// @param type boolean, or the scalar's or array's type
public record Subquery(
    Kind kind, Logical query, List<Expr> tests, List<ScalarFunction> operators, Type type)
    implements Expr.Open {
  /// What is asked of a subquery's rows.
  public enum Kind {
    /// Whether there are any.
    EXISTS,
    /// The one value of the one row, NULL without rows, 21000 with several.
    SCALAR,
    /// `tests operators ANY (query)`: IN and its like.
    ANY,
    /// `tests operators ALL (query)`: NOT IN is `<> ALL`.
    ALL,
    /// All values in one array.
    ARRAY
  }

  @Override
  public List<Expr> children() {
    return tests;
  }

  @Override
  public Expr withChildren(List<Expr> children) {
    return new Subquery(kind, query, children, operators, type);
  }
}
