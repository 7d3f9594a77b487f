package dev.braid.exec;

import java.util.List;

/// Rows of a [RowStore] as the leaf of a plan: one side of a partition of a join.
record StoredRows(NodeInfo info, RowStore store) implements PlanNode {
  @Override
  public List<PlanNode> children() {
    return List.of();
  }

  @Override
  public String title() {
    return "Stored Rows";
  }

  @Override
  public Pipe open(Execution execution) {
    return Pipe.of(store.source(), true);
  }
}
