package dev.braid.exec;

import java.util.List;

/// The rows of one child after another.

public record Append(NodeInfo info, List<PlanNode> children, boolean parallel, int nonPartial)
    implements PlanNode {
  @Override
  public String title() {
    return parallel ? "Parallel Append" : "Append";
  }

  @Override
  public Pipe open(Execution execution) {
    List<Pipe> pipes = children.stream().map(execution::open).toList();
    return Pipe.of(new AppendSource(pipes, parallel), parallel);
  }
}
