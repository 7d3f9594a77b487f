package dev.braid.sql.analyze;

import dev.braid.sql.ast.Expression;

/// Where PostgreSQL says that a whole expression stands: at its leftmost part.
final class Locations {
  private Locations() {}

  /// Of an expression whose meaning is known: there a literal with a type is a constant, which
  /// stands where its text does.
  static int of(Expression expression) {
    return switch (expression) {
      case Expression.TypedLiteral it -> it.valuePosition();
      case Expression.Cast it when isConstant(it.operand()) -> it.operand().position();
      default -> written(expression);
    };
  }

  private static boolean isConstant(Expression operand) {
    return operand instanceof Expression.StringLiteral || operand instanceof Expression.NullLiteral;
  }

  /// Of an expression as it is written: clauses that name one, such as ORDER BY, point at it so.
  static int written(Expression expression) {
    int own = expression.position();
    return switch (expression) {
      case Expression.Operation it -> it.left() == null ? own : Math.min(own, of(it.left()));
      case Expression.Logic it -> Math.min(own, of(it.operands().getFirst()));
      case Expression.Is it -> Math.min(own, of(it.operand()));
      case Expression.IsJson it -> Math.min(own, of(it.operand()));
      case Expression.IsDistinct it -> Math.min(own, of(it.left()));
      case Expression.Between it -> Math.min(own, of(it.operand()));
      case Expression.InList it -> Math.min(own, of(it.operand()));
      case Expression.InSubquery it -> Math.min(own, of(it.operand()));
      case Expression.Like it -> Math.min(own, of(it.operand()));
      case Expression.Quantified it -> Math.min(own, of(it.left()));
      case Expression.QuantifiedSubquery it -> Math.min(own, of(it.left()));
      case Expression.Cast it -> Math.min(own, of(it.operand()));
      case Expression.Collate it -> Math.min(own, of(it.operand()));
      case Expression.FunctionCall it ->
          it.arguments().isEmpty() ? own : Math.min(own, of(it.arguments().getFirst().value()));
      case Expression.Indirection it -> Math.min(own, of(it.operand()));
      default -> own;
    };
  }
}
