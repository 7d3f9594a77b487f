package dev.braid.exec;

import dev.braid.expr.Expr;
import dev.braid.type.Type;
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
    return "Nested Loop";
  }

  @Override
  public List<Property> properties() {
    return condition == null
        ? List.of()
        : List.of(new Property("Join Filter", ExprText.of(condition)));
  }

  @Override
  public Pipe open(Execution execution) {
    KeptRows kept = new KeptRows(execution);
    execution.drain(execution.open(inner), kept);
    List<Type> types = inner.info().output().stream().map(OutputColumn::type).toList();
    Batch rows =
        kept.rows() == 0
            ? new Batch(NestedLoopJoin.noRows(types), 0)
            : Batches.concat(kept.batches(), types);
    if (rows.size() == 0 && (type == JoinType.INNER || type == JoinType.SEMI)) {
      return Pipe.empty();
    }
    NestedLoopJoin join = new NestedLoopJoin(this, rows);
    Pipe joined = execution.open(outer).then(join);
    if (type != JoinType.RIGHT && type != JoinType.FULL) {
      return joined;
    }
    KeptRows result = new KeptRows(execution);
    execution.drain(joined, result);
    for (Batch rest : join.unmatched(execution.batchSize())) {
      result.add(rest);
    }
    return Pipe.of(result.source(), joined.parallel());
  }
}
