package dev.braid.exec;

import dev.braid.catalog.table.Table;
import dev.braid.catalog.table.TableIndex;
import dev.braid.expr.Expr;
import java.util.List;

/// Finds rows by an index and reads them from their table, in the order of the index.
///
/// Rows are fetched some thousand at a time, grouped by the morsels of the table that they are in;
/// a column is read for all of them before the next one, and only for those that passed the
/// conditions before it.
public record IndexScan(
    NodeInfo info,
    Table table,
    String alias,
    TableIndex index,
    IndexCondition condition,
    List<Integer> columns,
    List<Expr> filters,
    List<Integer> projection,
    boolean backward,
    boolean parallel)
    implements IndexNode {
  @Override
  public String title() {
    return (parallel ? "Parallel Index Scan " : "Index Scan ")
        + (backward ? "Backward " : "")
        + "using "
        + index.name()
        + " on "
        + target();
  }
}
