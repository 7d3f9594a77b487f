package dev.braid.exec;

import java.util.List;

/// Brings sorted rows of all participants together.

public record GatherMerge(NodeInfo info, PlanNode child, int workers, List<SortKey> keys)
    implements PlanNode {
  @Override
  public List<PlanNode> children() {
    return List.of(child);
  }

  @Override
  public String title() {
    return "Gather Merge";
  }

  @Override
  public Pipe open(Execution execution) {
    throw new UnsupportedOperationException(title());
  }
}
