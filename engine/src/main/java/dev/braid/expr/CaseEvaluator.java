package dev.braid.expr;

import dev.braid.vector.Batch;
import dev.braid.vector.Column;

/// CASE: each condition for the rows that no earlier one took, each result for the rows that its
/// condition took.
final class CaseEvaluator implements Evaluator {
  private final Case choice;
  private final Selector[] conditions;
  private final Evaluator[] results;
  private final Evaluator otherwise;

  CaseEvaluator(Case choice) {
    this.choice = choice;
    conditions =
        choice.whens().stream()
            .map(when -> ExprCompiler.selector(when.condition()))
            .toArray(Selector[]::new);
    results =
        choice.whens().stream()
            .map(when -> ExprCompiler.evaluator(when.result()))
            .toArray(Evaluator[]::new);
    otherwise = ExprCompiler.evaluator(choice.otherwise());
  }

  @Override
  public Column evaluate(Batch batch, EvalContext context) {
    int size = batch.size();
    Scatter scatter = new Scatter(choice.type(), size, results.length + 1);
    int[] open = new int[size];
    for (int i = 0; i < size; i++) {
      open[i] = i;
    }
    int count = size;
    for (int w = 0; w < conditions.length && count > 0; w++) {
      Batch part = count == size ? batch : batch.gather(open, count);
      int[] taken = new int[count];
      int hits = conditions[w].select(part, taken, context);
      if (hits == 0) {
        continue;
      }
      if (hits == size) {
        return results[w].evaluate(batch, context);
      }
      int[] rows = new int[hits];
      int left = 0;
      int hit = 0;
      for (int i = 0; i < count; i++) {
        if (hit < hits && taken[hit] == i) {
          rows[hit++] = open[i];
        } else {
          open[left++] = open[i];
        }
      }
      count = left;
      scatter.put(rows, hits, results[w].evaluate(batch.gather(rows, hits), context));
    }
    if (count == size) {
      return otherwise.evaluate(batch, context);
    }
    if (count > 0) {
      scatter.put(open, count, otherwise.evaluate(batch.gather(open, count), context));
    }
    return scatter.build();
  }
}
