package dev.braid.exec;

import java.util.List;

/// Sorts rows that come in the order of the first keys already: some complete groups of rows with
/// equal first keys at a time, so that the first rows are there long before the last ones are read.
///
/// @param presorted how many of the keys the input is sorted by
public record IncrementalSort(NodeInfo info, PlanNode child, List<SortKey> keys, int presorted)
    implements PlanNode {
  @Override
  public List<PlanNode> children() {
    return List.of(child);
  }

  @Override
  public String title() {
    return "Incremental Sort";
  }

  @Override
  public List<Property> properties() {
    return List.of(
        new Property("Sort Key", Sort.text(keys, child.info())),
        new Property("Presorted Key", Sort.text(keys.subList(0, presorted), child.info())));
  }

  @Override
  public Pipe open(Execution execution) {
    Pipe input = execution.open(child);
    if (input.parallel()) {
      throw new IllegalStateException("groups of rows that participants share are in no order");
    }
    return Pipe.of(new SortedGroups(this, input, execution), false);
  }
}
