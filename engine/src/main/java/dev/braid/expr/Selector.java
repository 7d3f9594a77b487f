package dev.braid.expr;

import dev.braid.vector.Batch;

/// A compiled condition. Not thread-safe: each worker compiles its own.
@FunctionalInterface
public interface Selector {
  /// Writes the numbers of the rows for which the condition is true, ascending.
  ///
  /// @param rows room for `batch.size()` numbers
  /// @return how many there are
  int select(Batch batch, int[] rows, EvalContext context);
}
