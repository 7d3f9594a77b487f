package dev.braid.expr.library;

import dev.braid.expr.EvalContext;
import dev.braid.vector.Column;
import dev.braid.vector.ColumnBuilder;

/// A function that works row by row, for what is not worth a loop of its own. It boxes nothing: it
/// reads the row from the columns and appends its answer.
@FunctionalInterface
public interface RowFunction {
  /// Appends exactly one value, or NULL.
  ///
  /// @param arguments of a strict function all hold a value in this row
  void apply(Column[] arguments, int row, ColumnBuilder out, EvalContext context);
}
