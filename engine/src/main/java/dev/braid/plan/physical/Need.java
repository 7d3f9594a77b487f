package dev.braid.plan.physical;

import dev.braid.expr.ColumnRef;
import dev.braid.expr.Expr;
import dev.braid.plan.logical.Columns;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;

/// What an operator's consumer wants of it.
///
/// @param columns it needs; others may be left out
/// @param rows how many of the first rows it will read, or -1 for all
record Need(BitSet columns, long rows) {
  static Need all(BitSet columns) {
    return new Need(columns, -1);
  }

  static Need of(List<ColumnRef> columns) {
    return all(Columns.of(columns));
  }

  /// All rows, and the columns of further expressions too.
  Need with(Collection<? extends Expr> exprs) {
    return all(Columns.union(columns, Columns.of(exprs)));
  }

  boolean has(ColumnRef column) {
    return columns.get(column.column());
  }
}
