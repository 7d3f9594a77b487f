package dev.braid.plan.logical;

import dev.braid.expr.Expr;
import dev.braid.type.Type;
import java.util.List;

/// Two expressions of one type having the same value, of which NULL is one. Unnesting makes it, to
/// bring the rows of a subquery back to the outer rows that they were made for; it ends as the key
/// of a hash join.
public record SameValue(Expr left, Expr right) implements Expr.Open {
  @Override
  public Type type() {
    return Type.BOOL;
  }

  @Override
  public List<Expr> children() {
    return List.of(left, right);
  }

  @Override
  public Expr withChildren(List<Expr> children) {
    return new SameValue(children.get(0), children.get(1));
  }
}
