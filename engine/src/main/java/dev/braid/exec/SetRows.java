package dev.braid.exec;

import dev.braid.expr.Evaluator;
import dev.braid.expr.Expr;
import dev.braid.expr.ExprCompiler;
import dev.braid.expr.SetFunction;
import dev.braid.type.Type;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import dev.braid.vector.Values;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A set-returning function's rows for one row of arguments after another. Belongs to one
/// participant.
final class SetRows {
  private final SetFunction function;
  private final Evaluator[] arguments;
  private final List<Type> types;
  private final Participant participant;
  private @Nullable Batch evaluated;
  private Column[] values = new Column[0];

  SetRows(SetFunction function, List<Expr> arguments, Participant participant) {
    this.function = function;
    this.arguments = arguments.stream().map(ExprCompiler::evaluator).toArray(Evaluator[]::new);
    this.types = arguments.stream().map(Expr::type).toList();
    this.participant = participant;
  }

  /// The rows that the function makes of a row of its input.
  Iterator<Batch> of(Batch input, int row) {
    if (!input.equals(evaluated)) {
      values = new Column[arguments.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = arguments[i].evaluate(input, participant.eval());
      }
      evaluated = input;
    }
    @Nullable Object[] one = new @Nullable Object[values.length];
    for (int i = 0; i < one.length; i++) {
      one[i] = Values.get(values[i], row, types.get(i));
      if (one[i] == null && function.strict()) {
        return Collections.emptyIterator();
      }
    }
    return function
        .generator()
        .rows(one, types, participant.execution().batchSize(), participant.eval());
  }
}
