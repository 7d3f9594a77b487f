package dev.braid.exec;

import dev.braid.expr.Expr;
import dev.braid.expr.SetFunction;
import java.util.List;

/// The rows of a function.

public record FunctionScan(
    NodeInfo info, SetFunction function, List<Expr> arguments, String alias, boolean ordinality)
    implements PlanNode {
  @Override
  public List<PlanNode> children() {
    return List.of();
  }

  @Override
  public String title() {
    return "Function Scan on " + function.name() + " " + alias;
  }

  @Override
  public Pipe open(Execution execution) {
    throw new UnsupportedOperationException(title());
  }
}
