package dev.braid.expr;

import dev.braid.type.Type;
import java.util.List;

/// `IS NULL`, or `IS NOT NULL`.
public record NullTest(Expr operand, boolean negated) implements Expr {
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
    return new NullTest(children.getFirst(), negated);
  }
}
