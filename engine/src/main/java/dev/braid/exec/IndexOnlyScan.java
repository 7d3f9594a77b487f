package dev.braid.exec;

import dev.braid.catalog.table.Table;
import dev.braid.catalog.table.TableIndex;
import dev.braid.expr.Expr;
import java.util.List;

/// Gives rows in the order of an index from the index alone: all columns wanted are among its keys.
public record IndexOnlyScan(
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
    return (parallel ? "Parallel Index Only Scan " : "Index Only Scan ")
        + (backward ? "Backward " : "")
        + "using "
        + index.name()
        + " on "
        + target();
  }
}
