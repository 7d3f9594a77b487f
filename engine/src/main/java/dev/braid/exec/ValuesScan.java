package dev.braid.exec;

import dev.braid.expr.Evaluator;
import dev.braid.expr.Expr;
import dev.braid.expr.ExprCompiler;
import dev.braid.type.Type;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import dev.braid.vector.ColumnBuilder;
import java.util.List;

/// Rows written down in the statement. One row without columns is what a SELECT without FROM reads;
/// PostgreSQL calls that one Result.
public record ValuesScan(NodeInfo info, List<List<Expr>> rows) implements PlanNode {
  private static final Batch ONE_ROW = new Batch(new Column[0], 1);

  @Override
  public List<PlanNode> children() {
    return List.of();
  }

  @Override
  public String title() {
    return info.output().isEmpty() || rows.size() <= 1 ? "Result" : "Values Scan on \"*VALUES*\"";
  }

  @Override
  public Pipe open(Execution execution) {
    return Pipe.of(
        new Source() {
          @Override
          public int morsels() {
            return rows.isEmpty() ? 0 : 1;
          }

          @Override
          public void run(int morsel, Participant participant, BatchConsumer out) {
            int step = participant.execution().batchSize();
            for (int from = 0; from < rows.size(); from += step) {
              int to = Math.min(rows.size(), from + step);
              if (!out.accept(batch(rows.subList(from, to), participant))) {
                return;
              }
            }
          }
        },
        false);
  }

  private Batch batch(List<List<Expr>> part, Participant participant) {
    Column[] columns = new Column[info.output().size()];
    for (int column = 0; column < columns.length; column++) {
      Type type = info.type(column);
      ColumnBuilder builder = ColumnBuilder.of(type, part.size());
      for (List<Expr> row : part) {
        Evaluator evaluator = ExprCompiler.evaluator(row.get(column));
        builder.appendFrom(evaluator.evaluate(ONE_ROW, participant.eval()), 0);
      }
      columns[column] = builder.build();
    }
    return new Batch(columns, part.size());
  }
}
