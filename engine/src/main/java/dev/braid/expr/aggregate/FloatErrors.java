package dev.braid.expr.aggregate;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;

/// What aggregates of floats fail with.
final class FloatErrors {
  private FloatErrors() {}

  static BraidException overflow() {
    return new BraidException(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "value out of range: overflow");
  }
}
