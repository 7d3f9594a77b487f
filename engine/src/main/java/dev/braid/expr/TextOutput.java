package dev.braid.expr;

import dev.braid.type.Type;

/// Values as PostgreSQL writes them.
public final class TextOutput {
  private TextOutput() {}

  /// @param value in Java's form
  public static String write(Type type, Object value) {
    return value.toString();
  }
}
