package dev.braid.expr;

import dev.braid.type.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A literal.
///
/// @param value of the class that [dev.braid.type.Kind] names, or null for NULL
public record Constant(Type type, @Nullable Object value) implements Expr {
  public static final Constant TRUE = new Constant(Type.BOOL, true);
  public static final Constant FALSE = new Constant(Type.BOOL, false);

  /// NULL of a type.
  public static Constant nullOf(Type type) {
    return new Constant(type, null);
  }

  public boolean isNull() {
    return value == null;
  }

  @Override
  public List<Expr> children() {
    return List.of();
  }

  @Override
  public Expr withChildren(List<Expr> children) {
    return this;
  }
}
