package dev.braid.exec;

import dev.braid.expr.Evaluator;
import dev.braid.expr.Expr;
import dev.braid.expr.ExprCompiler;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import java.util.List;

/// Computes the columns of its rows anew. EXPLAIN does not show it, as in PostgreSQL, where every
/// node computes its own output.
public record Project(NodeInfo info, PlanNode child, List<Expr> exprs) implements PlanNode {
  @Override
  public List<PlanNode> children() {
    return List.of(child);
  }

  @Override
  public String title() {
    return "Project";
  }

  @Override
  public Pipe open(Execution execution) {
    return execution.open(child).then(this::step);
  }

  private BatchConsumer step(Participant participant, BatchConsumer next) {
    Evaluator[] evaluators = exprs.stream().map(ExprCompiler::evaluator).toArray(Evaluator[]::new);
    return new StepConsumer(next) {
      @Override
      public boolean accept(Batch batch) {
        Column[] columns = new Column[evaluators.length];
        for (int i = 0; i < columns.length; i++) {
          columns[i] = evaluators[i].evaluate(batch, participant.eval());
        }
        return next.accept(new Batch(columns, batch.size()));
      }
    };
  }
}
