package dev.braid.exec;

import java.util.List;

/// Brings the rows of the leader and of workers together, in the order of the morsels that they
/// come from.
///
/// @param workers planned
public record Gather(NodeInfo info, PlanNode child, int workers) implements PlanNode {
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
    return List.of(new Property("Workers Planned", workers));
  }

  @Override
  public Pipe open(Execution execution) {
    return GatherSource.pipe(this, execution, execution.openParallel(child, workers), workers);
  }
}
