package dev.braid.exec;

import java.util.List;

/// The first of neighbouring rows with equal columns.

public record Unique(NodeInfo info, PlanNode child, List<Integer> columns) implements PlanNode {
  @Override
  public List<PlanNode> children() {
    return List.of(child);
  }

  @Override
  public String title() {
    return "Unique";
  }

  @Override
  public Pipe open(Execution execution) {
    throw new UnsupportedOperationException(title());
  }
}
