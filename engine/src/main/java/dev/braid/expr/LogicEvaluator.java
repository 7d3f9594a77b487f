package dev.braid.expr;

import dev.braid.vector.Batch;
import dev.braid.vector.BoolColumn;
import dev.braid.vector.Column;
import dev.braid.vector.Validity;
import java.util.List;

/// AND and OR in three-valued logic. A later operand is evaluated for the rows that the earlier
/// ones have not decided: those not yet false for AND, not yet true for OR.
final class LogicEvaluator implements Evaluator {
  private final Evaluator[] operands;
  private final boolean and;

  LogicEvaluator(List<Expr> operands, boolean and) {
    this.operands = operands.stream().map(ExprCompiler::evaluator).toArray(Evaluator[]::new);
    this.and = and;
  }

  @Override
  public Column evaluate(Batch batch, EvalContext context) {
    int size = batch.size();
    boolean[] values = new boolean[size];
    long[] validity = Validity.allValid(size);
    boolean unknown = false;
    int[] open = new int[size];
    int count = size;
    for (int i = 0; i < size; i++) {
      values[i] = and;
      open[i] = i;
    }
    for (Evaluator operand : operands) {
      if (count == 0) {
        break;
      }
      Batch part = count == size ? batch : batch.gather(open, count);
      Column column = operand.evaluate(part, context).flat();
      boolean[] result = ((BoolColumn) column).values();
      int left = 0;
      for (int i = 0; i < count; i++) {
        int row = open[i];
        if (column.isNull(i)) {
          Validity.clear(validity, row);
          unknown = true;
        } else if (result[i] != and) {
          values[row] = !and;
          Validity.set(validity, row);
          continue;
        }
        open[left++] = row;
      }
      count = left;
    }
    return new BoolColumn(values, size, unknown ? validity : null);
  }
}
