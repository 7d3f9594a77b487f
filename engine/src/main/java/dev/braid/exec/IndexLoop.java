package dev.braid.exec;

import dev.braid.expr.Expr;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A nested loop that looks its inner rows up in an index, for some hundreds of outer rows at once:
/// what they find is fetched from the table together. Nothing is shared among participants but the
/// index, so the loop is as parallel as its outer side.
///
/// @param inner an [IndexNode] whose condition is over the outer rows, or a [Memoize] of one
/// @param residual a further condition over the outer columns, then the inner ones; null for none
public record IndexLoop(
    NodeInfo info,
    JoinType type,
    PlanNode outer,
    PlanNode inner,
    @Nullable Expr residual,
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
    List<Property> properties = new ArrayList<>();
    if (residual != null) {
      properties.add(new Property("Join Filter", ExprText.of(residual)));
    }
    return properties;
  }

  @Override
  public Pipe open(Execution execution) {
    Memoize memoize = inner instanceof Memoize found ? found : null;
    IndexNode index = memoize == null ? (IndexNode) inner : memoize.child();
    IndexNode.Opened opened = index.opened(execution);
    MemoizeCounts counts =
        memoize == null
            ? null
            : new MemoizeCounts(
                memoize,
                execution.closing(new MemoryHold(execution.memory())),
                execution.instrumentation());
    PairJoin join =
        new PairJoin(
            new PairJoin.Shape(type, outer.info(), inner.info(), residual, projection),
            Batches.none(inner.info().output().stream().map(OutputColumn::type).toList()),
            participant -> {
              IndexLookup lookup = new IndexLookup(opened, participant);
              return new IndexPairs(
                  counts == null ? lookup : new MemoizedLookup(lookup, counts, participant));
            });
    return join.pipe(execution, outer, info);
  }
}
