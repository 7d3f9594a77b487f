package dev.braid.expr;

/// How far a function's result depends on its arguments alone.
public enum Volatility {
  /// The same arguments always give the same result.
  IMMUTABLE,
  /// The same within one statement: `now()`, what depends on the session's time zone.
  STABLE,
  /// Anew for each row: `random()`.
  VOLATILE
}
