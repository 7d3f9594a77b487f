package dev.braid.expr;

import dev.braid.type.Type;
import java.util.List;

/// A call of a function, an operator or a conversion.
///
/// @param arguments as many as the function is declared with, already converted to its types; with
///   a variadic function the further ones in a row
/// @param type the result's, with polymorphic types resolved
public record Call(ScalarFunction function, List<Expr> arguments, Type type) implements Expr {
  public Call {
    arguments = List.copyOf(arguments);
  }

  @Override
  public List<Expr> children() {
    return arguments;
  }

  @Override
  public Expr withChildren(List<Expr> children) {
    return new Call(function, children, type);
  }
}
