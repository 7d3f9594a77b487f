package dev.braid.exec;

import java.util.List;

/// INTERSECT and EXCEPT.

public record SetOp(NodeInfo info, Kind kind, boolean all, PlanNode left, PlanNode right)
    implements PlanNode {
  @Override
  public List<PlanNode> children() {
    return List.of(left, right);
  }

  @Override
  public String title() {
    return "SetOp";
  }

  @Override
  public Pipe open(Execution execution) {
    throw new UnsupportedOperationException(title());
  }

  /// Which set operation.
  public enum Kind {
    INTERSECT,
    EXCEPT
  }
}
