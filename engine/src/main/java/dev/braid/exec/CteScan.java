package dev.braid.exec;

import java.util.List;

/// The rows of a WITH query.

public record CteScan(NodeInfo info, int id, String name) implements PlanNode {
  @Override
  public List<PlanNode> children() {
    return List.of();
  }

  @Override
  public String title() {
    return "CTE Scan on " + name;
  }

  @Override
  public Pipe open(Execution execution) {
    throw new UnsupportedOperationException(title());
  }
}
