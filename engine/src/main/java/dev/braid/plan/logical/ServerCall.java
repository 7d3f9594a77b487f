package dev.braid.plan.logical;

import dev.braid.expr.Expr;
import dev.braid.type.Type;
import java.util.List;

/// A function, operator or conversion that only the tables' servers have. It is never computed
/// here: what cannot be sent to them is refused by its name.
///
/// @param name for messages: `function host(inet)`
/// @param texts of its SQL, before each argument and behind the last
public record ServerCall(String name, List<String> texts, List<Expr> arguments, Type type)
    implements Expr.Open {
  public ServerCall {
    texts = List.copyOf(texts);
    arguments = List.copyOf(arguments);
  }

  @Override
  public List<Expr> children() {
    return arguments;
  }

  @Override
  public Expr withChildren(List<Expr> children) {
    return new ServerCall(name, texts, children, type);
  }
}
