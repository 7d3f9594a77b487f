package dev.braid.exec;

import java.util.List;

/// A Gather over a plan that nobody shares, for `debug_parallel_query`.
///
/// @param invisible whether EXPLAIN leaves it out, as under `regress`
public record SingleCopy(NodeInfo info, PlanNode child, boolean invisible) implements PlanNode {
  @Override
  public List<PlanNode> children() {
    return List.of(child);
  }

  @Override
  public String title() {
    return "Gather";
  }

  @Override
  public List<Property> properties() {
    return List.of(new Property("Workers Planned", 1), new Property("Single Copy", true));
  }

  @Override
  public Pipe open(Execution execution) {
    return execution.open(child);
  }
}
