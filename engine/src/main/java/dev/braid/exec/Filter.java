package dev.braid.exec;

import dev.braid.expr.Expr;
import dev.braid.expr.ExprCompiler;
import dev.braid.expr.Selector;
import dev.braid.vector.Batch;
import java.util.List;

/// Keeps the rows for which a condition is true. EXPLAIN shows it as a property of its child, as
/// PostgreSQL does.
public record Filter(NodeInfo info, PlanNode child, Expr condition) implements PlanNode {
  @Override
  public List<PlanNode> children() {
    return List.of(child);
  }

  @Override
  public String title() {
    return "Filter";
  }

  @Override
  public List<Property> properties() {
    return List.of(new Property("Filter", ExprText.of(condition)));
  }

  @Override
  public Pipe open(Execution execution) {
    return execution.open(child).then(this::step);
  }

  private BatchConsumer step(Participant participant, BatchConsumer next) {
    Selector selector = ExprCompiler.selector(condition);
    return new StepConsumer(next) {
      @Override
      public boolean accept(Batch batch) {
        int[] rows = new int[batch.size()];
        int count = selector.select(batch, rows, participant.eval());
        if (count == 0) {
          return true;
        }
        return next.accept(count == batch.size() ? batch : batch.gather(rows, count));
      }
    };
  }
}
