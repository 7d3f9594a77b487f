package dev.braid.exec;

import java.util.List;

/// The first rows and those equal to the last of them.

public record LimitWithTies(
    NodeInfo info, PlanNode child, long count, long offset, List<SortKey> keys)
    implements PlanNode {
  @Override
  public List<PlanNode> children() {
    return List.of(child);
  }

  @Override
  public String title() {
    return "Limit";
  }

  @Override
  public Pipe open(Execution execution) {
    throw new UnsupportedOperationException(title());
  }
}
