package dev.braid.expr;

import dev.braid.vector.Batch;
import dev.braid.vector.Column;

/// COALESCE: each argument for the rows that are still NULL.
final class CoalesceEvaluator implements Evaluator {
  private final Coalesce coalesce;
  private final Evaluator[] arguments;

  CoalesceEvaluator(Coalesce coalesce) {
    this.coalesce = coalesce;
    arguments =
        coalesce.arguments().stream().map(ExprCompiler::evaluator).toArray(Evaluator[]::new);
  }

  @Override
  public Column evaluate(Batch batch, EvalContext context) {
    int size = batch.size();
    Column first = arguments[0].evaluate(batch, context);
    if (first.hasNoNulls() || arguments.length == 1) {
      return first;
    }
    Scatter scatter = new Scatter(coalesce.type(), size, arguments.length);
    int[] open = new int[size];
    for (int i = 0; i < size; i++) {
      open[i] = i;
    }
    int count = size;
    for (int a = 0; a < arguments.length && count > 0; a++) {
      Column values =
          a == 0
              ? first
              : arguments[a].evaluate(count == size ? batch : batch.gather(open, count), context);
      scatter.put(open.clone(), count, values);
      int left = 0;
      for (int i = 0; i < count; i++) {
        if (values.isNull(i)) {
          open[left++] = open[i];
        }
      }
      count = left;
    }
    return scatter.build();
  }
}
