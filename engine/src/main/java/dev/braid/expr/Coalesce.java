package dev.braid.expr;

import dev.braid.type.Type;
import java.util.List;

/// The first argument that is not NULL; later ones are not evaluated for rows that have one.
public record Coalesce(List<Expr> arguments, Type type) implements Expr {
  public Coalesce {
    arguments = List.copyOf(arguments);
  }

  @Override
  public List<Expr> children() {
    return arguments;
  }

  @Override
  public Expr withChildren(List<Expr> children) {
    return new Coalesce(children, type);
  }
}
