package dev.braid.expr;

import dev.braid.type.Type;
import java.util.ArrayList;
import java.util.List;

/// A searched CASE. Branches are evaluated only for the rows that reach them.
///
/// @param otherwise NULL of the type where the text has no ELSE
public record Case(List<When> whens, Expr otherwise, Type type) implements Expr {
  /// `WHEN condition THEN result`.
  public record When(Expr condition, Expr result) {}

  public Case {
    whens = List.copyOf(whens);
  }

  @Override
  public List<Expr> children() {
    List<Expr> children = new ArrayList<>();
    for (When when : whens) {
      children.add(when.condition());
      children.add(when.result());
    }
    children.add(otherwise);
    return children;
  }

  @Override
  public Expr withChildren(List<Expr> children) {
    List<When> changed = new ArrayList<>();
    for (int i = 0; i < whens.size(); i++) {
      changed.add(new When(children.get(2 * i), children.get(2 * i + 1)));
    }
    return new Case(changed, children.getLast(), type);
  }
}
