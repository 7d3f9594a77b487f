package dev.braid.exec;

import dev.braid.expr.Expr;
import dev.braid.expr.SetFunction;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import dev.braid.vector.LongColumn;
import java.util.Iterator;
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
    return Pipe.serial(this::send);
  }

  private void send(Participant participant, BatchConsumer out) {
    SetRows rows = new SetRows(function, arguments, participant);
    Iterator<Batch> batches = rows.of(new Batch(new Column[0], 1), 0);
    long number = 1;
    while (batches.hasNext()) {
      participant.execution().cancellation().check();
      Batch batch = batches.next();
      if (ordinality) {
        long[] numbers = new long[batch.size()];
        for (int i = 0; i < numbers.length; i++) {
          numbers[i] = number++;
        }
        Column[] columns = batch.columns().toArray(new Column[batch.width() + 1]);
        columns[batch.width()] = new LongColumn(numbers, numbers.length, null);
        batch = new Batch(columns, batch.size());
      }
      if (!out.accept(batch)) {
        return;
      }
    }
  }
}
