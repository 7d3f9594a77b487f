package dev.braid.expr;

import dev.braid.type.Type;
import java.util.List;

/// Conjunction in three-valued logic, of two or more operands. An operand is evaluated only for
/// rows that those before it have not made false.
public record And(List<Expr> operands) implements Expr {
  public And {
    operands = List.copyOf(operands);
  }

  @Override
  public Type type() {
    return Type.BOOL;
  }

  @Override
  public List<Expr> children() {
    return operands;
  }

  @Override
  public Expr withChildren(List<Expr> children) {
    return new And(children);
  }
}
