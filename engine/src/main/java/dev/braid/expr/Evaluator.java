package dev.braid.expr;

import dev.braid.vector.Batch;
import dev.braid.vector.Column;

/// A compiled expression. Not thread-safe: each worker compiles its own.
@FunctionalInterface
public interface Evaluator {
  /// @return a column of at least `batch.size()` rows, in any encoding
  Column evaluate(Batch batch, EvalContext context);
}
