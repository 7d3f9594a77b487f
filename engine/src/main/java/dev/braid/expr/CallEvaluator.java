package dev.braid.expr;

import dev.braid.error.BraidException;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import dev.braid.vector.DictionaryColumn;
import dev.braid.vector.Validity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A function's call over columns.
///
/// Where just one argument varies and comes with a dictionary, an immutable function is called once
/// per entry instead of once per row, and the answer is kept as long as the dictionary stays the
/// same. An entry that raises an error may belong to no row at all: then the rows decide.
final class CallEvaluator implements Evaluator {
  private final ScalarFunction function;
  private final ScalarFunction.Kernel kernel;
  private final Evaluator[] arguments;
  private final int varying;
  private @Nullable Column dictionary;
  private @Nullable Column answer;

  private CallEvaluator(Call call) {
    function = call.function();
    kernel = function.binder().bind(call);
    arguments = call.arguments().stream().map(ExprCompiler::evaluator).toArray(Evaluator[]::new);
    varying =
        function.strict() && function.volatility() == Volatility.IMMUTABLE
            ? onlyVarying(call.arguments())
            : -1;
  }

  static Evaluator of(Call call) {
    // NULL given to a strict function is NULL without a call.
    if (call.function().strict()
        && call.arguments().stream().anyMatch(a -> a instanceof Constant c && c.isNull())) {
      return ExprCompiler.evaluator(Constant.nullOf(call.type()));
    }
    return new CallEvaluator(call);
  }

  private static int onlyVarying(List<Expr> arguments) {
    int found = -1;
    for (int i = 0; i < arguments.size(); i++) {
      if (!(arguments.get(i) instanceof Constant)) {
        if (found >= 0) {
          return -1;
        }
        found = i;
      }
    }
    return found;
  }

  @Override
  public Column evaluate(Batch batch, EvalContext context) {
    Column[] columns = new Column[arguments.length];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = arguments[i].evaluate(batch, context);
    }
    if (varying >= 0
        && columns[varying] instanceof DictionaryColumn encoded
        && encoded.dictionary().size() <= 2 * Batch.CAPACITY) {
      Column perEntry = perEntry(encoded.dictionary(), context);
      if (perEntry != null) {
        return DictionaryColumn.of(encoded.indices(), perEntry, batch.size())
            .withValidity(merge(encoded, perEntry, batch.size()));
      }
    }
    return apply(columns, batch.size(), context);
  }

  /// The rows' own NULLs (of an outer join) and those of the answer.
  private long @Nullable [] merge(DictionaryColumn encoded, Column perEntry, int size) {
    long[] gathered = Validity.gather(perEntry.validity(), encoded.indices(), size);
    return Validity.and(encoded.validity(), gathered, size);
  }

  private @Nullable Column perEntry(Column entries, EvalContext context) {
    if (entries.equals(dictionary)) {
      return answer;
    }
    dictionary = entries;
    answer = null;
    try {
      Column[] columns = new Column[arguments.length];
      Batch none = new Batch(new Column[0], entries.size());
      for (int i = 0; i < columns.length; i++) {
        columns[i] = i == varying ? entries : arguments[i].evaluate(none, context);
      }
      answer = apply(columns, entries.size(), context).flat();
    } catch (BraidException e) {
      // An entry that no row points to may be what failed; row by row tells.
      answer = null;
    }
    return answer;
  }

  private Column apply(Column[] columns, int size, EvalContext context) {
    long[] validity = null;
    for (int i = 0; i < columns.length; i++) {
      columns[i] = columns[i].flat();
      if (function.strict()) {
        validity = Validity.and(validity, columns[i].validity(), size);
      }
    }
    return kernel.apply(columns, size, validity, context);
  }
}
