package dev.braid.expr;

import dev.braid.type.Storage;
import dev.braid.vector.Batch;
import dev.braid.vector.BoolColumn;
import dev.braid.vector.Column;
import dev.braid.vector.DictionaryColumn;
import dev.braid.vector.Validity;
import dev.braid.vector.Values;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Turns expressions into loops over columns.
///
/// Every loop runs over whole, dense columns. What must only be evaluated for some rows (the right
/// side of AND, branches of CASE) is evaluated over a batch of just those rows, and its results are
/// scattered back: so no function needs a second form for selected rows, and none sees a row that
/// it should not.
public final class ExprCompiler {
  private ExprCompiler() {}

  /// @throws IllegalArgumentException for an expression that holds an [Expr.Open]
  public static Evaluator evaluator(Expr expr) {
    return switch (expr) {
      case ColumnRef column -> {
        int index = column.column();
        yield (batch, _) -> batch.column(index);
      }
      case Constant constant -> constant(constant);
      case Call call -> CallEvaluator.of(call);
      case And and -> new LogicEvaluator(and.operands(), true);
      case Or or -> new LogicEvaluator(or.operands(), false);
      case Not not -> not(evaluator(not.operand()));
      case NullTest test -> nullTest(evaluator(test.operand()), test.negated());
      case Case choice -> new CaseEvaluator(choice);
      case Coalesce coalesce -> new CoalesceEvaluator(coalesce);
      case InList in -> InListEvaluator.of(in);
      case Expr.Open open ->
          throw new IllegalArgumentException("not executable: " + ExprPrinter.print(open));
    };
  }

  public static Selector selector(Expr expr) {
    return switch (expr) {
      case And and -> new AndSelector(and.operands().stream().map(ExprCompiler::selector).toList());
      case Constant constant ->
          Boolean.TRUE.equals(constant.value())
              ? (batch, rows, _) -> all(batch.size(), rows)
              : (_, _, _) -> 0;
      default -> {
        Evaluator evaluator = evaluator(expr);
        yield (batch, rows, context) ->
            trueRows(evaluator.evaluate(batch, context), batch.size(), rows);
      }
    };
  }

  private static int all(int size, int[] rows) {
    for (int i = 0; i < size; i++) {
      rows[i] = i;
    }
    return size;
  }

  /// Rows in which a column of truth values is true.
  static int trueRows(Column column, int size, int[] rows) {
    int count = 0;
    if (column instanceof DictionaryColumn dictionary) {
      boolean[] entries = ((BoolColumn) dictionary.dictionary().flat()).values();
      int[] indices = dictionary.indices();
      long[] validity = dictionary.validity();
      for (int i = 0; i < size; i++) {
        rows[count] = i;
        count += entries[indices[i]] && Validity.isValid(validity, i) ? 1 : 0;
      }
      return count;
    }
    boolean[] values = ((BoolColumn) column).values();
    long[] validity = column.validity();
    if (validity == null) {
      for (int i = 0; i < size; i++) {
        rows[count] = i;
        count += values[i] ? 1 : 0;
      }
    } else {
      for (int i = 0; i < size; i++) {
        rows[count] = i;
        count += values[i] && (validity[i >> 6] >>> i & 1) != 0 ? 1 : 0;
      }
    }
    return count;
  }

  /// The column is made once, as long as the longest batch so far.
  private static Evaluator constant(Constant constant) {
    return new Evaluator() {
      private @Nullable Column made;

      @Override
      public Column evaluate(Batch batch, EvalContext context) {
        Column column = made;
        if (column == null || column.size() < batch.size()) {
          int size = Math.max(batch.size(), 64);
          column =
              constant.type().storage() == Storage.BYTES
                      || constant.type().storage() == Storage.OBJECT
                  ? DictionaryColumn.constant(
                      Values.repeat(constant.type(), constant.value(), 1), size)
                  : Values.repeat(constant.type(), constant.value(), size);
          made = column;
        }
        return column;
      }
    };
  }

  private static Evaluator not(Evaluator operand) {
    return (batch, context) -> {
      Column column = operand.evaluate(batch, context).flat();
      boolean[] values = ((BoolColumn) column).values();
      boolean[] negated = new boolean[batch.size()];
      for (int i = 0; i < negated.length; i++) {
        negated[i] = !values[i];
      }
      return new BoolColumn(negated, batch.size(), column.validity());
    };
  }

  private static Evaluator nullTest(Evaluator operand, boolean negated) {
    return (batch, context) -> {
      long[] validity = operand.evaluate(batch, context).validity();
      boolean[] values = new boolean[batch.size()];
      if (validity == null) {
        Arrays.fill(values, negated);
      } else {
        for (int i = 0; i < values.length; i++) {
          values[i] = (validity[i >> 6] >>> i & 1) != 0 == negated;
        }
      }
      return new BoolColumn(values, values.length, null);
    };
  }

  /// Conditions one after another, each over the rows that the ones before it left.
  private record AndSelector(List<Selector> operands) implements Selector {
    @Override
    public int select(Batch batch, int[] rows, EvalContext context) {
      int count = operands.getFirst().select(batch, rows, context);
      for (int i = 1; i < operands.size() && count > 0; i++) {
        if (count == batch.size()) {
          count = operands.get(i).select(batch, rows, context);
          continue;
        }
        int[] kept = new int[count];
        int passed = operands.get(i).select(batch.gather(rows, count), kept, context);
        for (int k = 0; k < passed; k++) {
          rows[k] = rows[kept[k]];
        }
        count = passed;
      }
      return count;
    }
  }
}
