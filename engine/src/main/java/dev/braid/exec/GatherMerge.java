package dev.braid.exec;

import java.util.List;

/// Brings sorted rows of all participants together in their order.
///
/// A parallel sort puts its rows out in ranges that follow each other, so the order of the morsels
/// is the order of the rows: what is left to merge here is only who has finished which range.
///
/// @param keys the order, for EXPLAIN
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
  public List<Property> properties() {
    return List.of(new Property("Workers Planned", workers));
  }

  @Override
  public Pipe open(Execution execution) {
    return GatherSource.pipe(this, execution, execution.openParallel(child, workers), workers);
  }
}
