package dev.braid.exec;

import java.util.List;

/// The build side of a hash join. The join itself makes the table; rows only pass through here.
///
/// @param parallel whether participants share the work
public record Hash(NodeInfo info, PlanNode child, boolean parallel) implements PlanNode {
  @Override
  public List<PlanNode> children() {
    return List.of(child);
  }

  @Override
  public String title() {
    return parallel ? "Parallel Hash" : "Hash";
  }

  @Override
  public Pipe open(Execution execution) {
    return execution.open(child);
  }
}
