package dev.braid.expr;

import dev.braid.type.Type;
import java.util.List;

/// A column.
///
/// @param column its number
/// @param name for EXPLAIN and messages
public record ColumnRef(int column, Type type, String name) implements Expr {
  @Override
  public List<Expr> children() {
    return List.of();
  }

  @Override
  public Expr withChildren(List<Expr> children) {
    return this;
  }
}
