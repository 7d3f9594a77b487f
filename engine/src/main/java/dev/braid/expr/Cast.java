package dev.braid.expr;

import dev.braid.type.Kind;
import org.jspecify.annotations.Nullable;

/// A conversion between two types, without their modifiers.
///
/// @param context where it is done without being asked for
/// @param function takes one argument; null where the values are the same in both types
public record Cast(Kind from, Kind to, Context context, @Nullable ScalarFunction function) {
  /// How far a conversion is done silently.
  public enum Context {
    /// In expressions.
    IMPLICIT,
    /// When a value is stored into a column.
    ASSIGNMENT,
    /// Only where CAST is written.
    EXPLICIT
  }
}
