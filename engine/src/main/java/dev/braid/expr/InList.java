package dev.braid.expr;

import dev.braid.type.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `operand IN (constants)` or `NOT IN`, looked up in a set. Equality is the type's own; a NULL
/// among the constants makes every miss unknown.
///
/// @param values of the operand's type, in Java's form, NULLs included
public record InList(Expr operand, List<@Nullable Object> values, boolean negated) implements Expr {
  public InList {
    values = Collections.unmodifiableList(new ArrayList<>(values));
  }

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
    return new InList(children.getFirst(), values, negated);
  }
}
