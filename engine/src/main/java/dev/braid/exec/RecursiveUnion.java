package dev.braid.exec;

import java.util.List;

/// Repeats a step until it makes no new rows.

public record RecursiveUnion(NodeInfo info, int id, PlanNode start, PlanNode step, boolean all)
    implements PlanNode {
  @Override
  public List<PlanNode> children() {
    return List.of(start, step);
  }

  @Override
  public String title() {
    return "Recursive Union";
  }

  @Override
  public Pipe open(Execution execution) {
    throw new UnsupportedOperationException(title());
  }
}
