package dev.braid.exec;

import java.util.List;

/// Window functions over sorted rows.

public record WindowAgg(
    NodeInfo info,
    PlanNode child,
    List<Integer> partition,
    List<SortKey> order,
    List<WindowSpec> calls)
    implements PlanNode {
  @Override
  public List<PlanNode> children() {
    return List.of(child);
  }

  @Override
  public String title() {
    return "WindowAgg";
  }

  @Override
  public Pipe open(Execution execution) {
    throw new UnsupportedOperationException(title());
  }
}
