package dev.braid.exec;

import dev.braid.expr.Expr;
import dev.braid.vector.Batch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Joins two sides that are sorted by their keys. The inner side is kept, the outer one streams
/// past it; where participants share the outer side, each finds its place in the inner one by
/// binary search.
///
/// @param outerKeys places of the keys in the outer rows, which are sorted by them, ascending,
///   NULLs last
/// @param innerKeys the same of the inner rows
/// @param residual a further condition over the outer columns, then the inner ones; null for none
public record MergeJoin(
    NodeInfo info,
    JoinType type,
    PlanNode outer,
    PlanNode inner,
    List<Integer> outerKeys,
    List<Integer> innerKeys,
    @Nullable Expr residual,
    List<Integer> projection)
    implements PlanNode {
  @Override
  public List<PlanNode> children() {
    return List.of(outer, inner);
  }

  @Override
  public String title() {
    return type.title("Merge");
  }

  @Override
  public List<Property> properties() {
    List<String> conditions = new ArrayList<>();
    for (int i = 0; i < outerKeys.size(); i++) {
      conditions.add(
          "(%s = %s)"
              .formatted(
                  outer.info().output().get(outerKeys.get(i)).name(),
                  inner.info().output().get(innerKeys.get(i)).name()));
    }
    List<Property> properties = new ArrayList<>();
    properties.add(new Property("Merge Cond", String.join(" AND ", conditions)));
    if (residual != null) {
      properties.add(new Property("Join Filter", ExprText.of(residual)));
    }
    return properties;
  }

  @Override
  public Pipe open(Execution execution) {
    RowStore store = RowStore.of(execution, inner.info());
    execution.drain(execution.open(inner), store);
    Batch rows = store.together("the inner side of a merge join");
    if (rows.size() == 0 && (type == JoinType.INNER || type == JoinType.SEMI)) {
      return Pipe.empty();
    }
    PairJoin join =
        new PairJoin(
            new PairJoin.Shape(type, outer.info(), inner.info(), residual, projection),
            rows,
            _ -> new MergePairs(this, rows));
    return join.pipe(execution, outer, info);
  }
}
