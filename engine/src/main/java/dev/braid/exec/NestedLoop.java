package dev.braid.exec;

import dev.braid.error.BraidException;
import dev.braid.expr.Expr;
import dev.braid.vector.Batch;
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
    return type.title("Nested Loop");
  }

  @Override
  public List<Property> properties() {
    return condition == null
        ? List.of()
        : List.of(new Property("Join Filter", ExprText.of(condition)));
  }

  @Override
  public Pipe open(Execution execution) {
    RowStore store = RowStore.of(execution, inner.info());
    BraidException failure = InnerFailure.drain(execution, type, inner, (_, next) -> next, store);
    Batch rows = failure == null ? store.together("the inner side of a nested loop") : none();
    if (failure == null && rows.size() == 0 && (type == JoinType.INNER || type == JoinType.SEMI)) {
      return Pipe.empty();
    }
    PairJoin join =
        new PairJoin(
            new PairJoin.Shape(type, outer.info(), inner.info(), condition, projection),
            rows,
            _ -> new AllPairs(rows));
    return failure == null
        ? join.pipe(execution, outer, info)
        : execution
            .open(outer)
            .then(new InnerFailure(failure, condition, outer.info().output().size()))
            .then(join);
  }

  private Batch none() {
    return Batches.none(inner.info().output().stream().map(OutputColumn::type).toList());
  }
}
