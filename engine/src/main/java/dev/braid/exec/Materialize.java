package dev.braid.exec;

import java.util.List;

/// Keeps its rows, to be read again.
public record Materialize(NodeInfo info, PlanNode child) implements PlanNode {
  @Override
  public List<PlanNode> children() {
    return List.of(child);
  }

  @Override
  public String title() {
    return "Materialize";
  }

  @Override
  public Pipe open(Execution execution) {
    Pipe input = execution.open(child);
    RowStore rows = RowStore.of(execution, info);
    execution.drain(input, rows);
    rows.tell(this);
    return Pipe.of(rows.source(), input.parallel());
  }
}
