package dev.braid.source;

import org.jspecify.annotations.Nullable;

/// A parameter whose caller says what type it is, as JDBC's setters do; one without comes as a bare
/// value, and the statement around `$1` decides.
///
/// @param type as `pg_type.typname` has it: `int4`, `_text`
/// @param value null for a NULL of that type
public record TypedParameter(String type, @Nullable Object value) {
  /// The value as the type's input function reads it; null for NULL.
  public @Nullable String text() {
    return value == null ? null : ParameterText.of(value);
  }
}
