package dev.braid.exec;

import dev.braid.expr.Expr;
import dev.braid.expr.SetFunction;
import java.util.List;

/// Each row once for every row that set-returning functions make of it.

public record ProjectSet(NodeInfo info, PlanNode child, List<Call> calls) implements PlanNode {
  @Override
  public List<PlanNode> children() {
    return List.of(child);
  }

  @Override
  public String title() {
    return "ProjectSet";
  }

  @Override
  public Pipe open(Execution execution) {
    throw new UnsupportedOperationException(title());
  }

  /// One function.
  public record Call(SetFunction function, List<Expr> arguments) {}
}
