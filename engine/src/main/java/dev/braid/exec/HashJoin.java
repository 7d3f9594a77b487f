package dev.braid.exec;

import dev.braid.expr.Expr;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Joins by equal keys; the inner side is in a hash table.

public record HashJoin(
    NodeInfo info,
    JoinType type,
    PlanNode outer,
    Hash inner,
    List<Expr> outerKeys,
    List<Expr> innerKeys,
    @Nullable Expr residual,
    boolean nullSafe,
    List<Integer> projection)
    implements PlanNode {
  @Override
  public List<PlanNode> children() {
    return List.of(outer, inner);
  }

  @Override
  public String title() {
    return "Hash Join";
  }

  @Override
  public Pipe open(Execution execution) {
    throw new UnsupportedOperationException(title());
  }
}
