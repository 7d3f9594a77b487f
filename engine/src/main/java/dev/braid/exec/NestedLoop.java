package dev.braid.exec;

import dev.braid.expr.Expr;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Joins each pair of rows that meets a condition.

public record NestedLoop(
    NodeInfo info,
    JoinType type,
    PlanNode outer,
    PlanNode inner,
    @Nullable Expr condition,
    List<Integer> projection)
    implements PlanNode {
  @Override
  public List<PlanNode> children() {
    return List.of(outer, inner);
  }

  @Override
  public String title() {
    return "Nested Loop";
  }

  @Override
  public Pipe open(Execution execution) {
    throw new UnsupportedOperationException(title());
  }
}
