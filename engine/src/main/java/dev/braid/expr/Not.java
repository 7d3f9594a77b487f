package dev.braid.expr;

import dev.braid.type.Type;
import java.util.List;

/// Negation in three-valued logic.
public record Not(Expr operand) implements Expr {
  @Override
  public Type type() {
    return Type.BOOL;
  }

  @Override
  public List<Expr> children() {
    return List.of(operand);
  }

  @Override
  public Expr withChildren(List<Expr> children) {
    return new Not(children.getFirst());
  }
}
