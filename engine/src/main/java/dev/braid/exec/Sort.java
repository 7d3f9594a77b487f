package dev.braid.exec;

import java.util.List;

/// Its rows in order, the first of them only where there is a limit.

public record Sort(NodeInfo info, PlanNode child, List<SortKey> keys, long limit)
    implements PlanNode {
  @Override
  public List<PlanNode> children() {
    return List.of(child);
  }

  @Override
  public String title() {
    return "Sort";
  }

  @Override
  public Pipe open(Execution execution) {
    throw new UnsupportedOperationException(title());
  }
}
