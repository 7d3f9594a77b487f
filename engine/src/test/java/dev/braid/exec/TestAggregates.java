package dev.braid.exec;

import dev.braid.expr.Accumulator;
import dev.braid.expr.AggregateFunction;
import dev.braid.expr.EvalContext;
import dev.braid.type.Type;
import dev.braid.vector.Column;
import dev.braid.vector.LongColumn;
import dev.braid.vector.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Aggregates that are as simple as can be: a sum, and the values one after another.
final class TestAggregates {
  static final AggregateFunction SUM = function("sum", Type.INT8, true);
  static final AggregateFunction JOINED = function("joined", Type.TEXT, false);

  private TestAggregates() {}

  private static AggregateFunction function(String name, Type result, boolean combines) {
    return new AggregateFunction(
        name,
        List.of(Type.INT8),
        result,
        0,
        AggregateFunction.Form.PLAIN,
        combines,
        (_, _) -> combines ? new Sum() : new Joined());
  }

  static AggregateSpec sum(int column) {
    return spec(SUM, column, false, List.of(), -1);
  }

  static AggregateSpec joined(int column) {
    return spec(JOINED, column, false, List.of(), -1);
  }

  static AggregateSpec spec(
      AggregateFunction function, int column, boolean distinct, List<SortKey> order, int filter) {
    return new AggregateSpec(
        function,
        List.of(column),
        List.of(Type.INT8),
        function.resultType(),
        distinct,
        order,
        filter);
  }

  /// Sums, 0 for no rows.
  private static final class Sum implements Accumulator {
    private long[] sums = new long[0];

    @Override
    public List<Type> stateTypes() {
      return List.of(Type.INT8);
    }

    @Override
    public void resize(int groups) {
      if (sums.length < groups) {
        sums = Arrays.copyOf(sums, 2 * groups);
      }
    }

    @Override
    public void add(int[] groups, Column[] arguments, int size, EvalContext context) {
      for (int i = 0; i < size; i++) {
        sums[groups[i]] += arguments[0].isNull(i) ? 0 : arguments[0].getLong(i);
      }
    }

    @Override
    public void addAll(Column[] arguments, int size, EvalContext context) {
      add(new int[size], arguments, size, context);
    }

    @Override
    public Column[] state(int from, int count) {
      return new Column[] {
        new LongColumn(Arrays.copyOfRange(sums, from, from + count), count, null)
      };
    }

    @Override
    public void mergeState(int[] groups, Column[] state, int size, EvalContext context) {
      add(groups, state, size, context);
    }

    @Override
    public Column result(int from, int count, EvalContext context) {
      return state(from, count)[0];
    }

    @Override
    public long memory() {
      return 8L * sums.length;
    }
  }

  /// The values one after another; parts cannot be merged.
  private static final class Joined implements Accumulator {
    private final List<StringBuilder> texts = new ArrayList<>();

    @Override
    public List<Type> stateTypes() {
      throw new AssertionError("no state");
    }

    @Override
    public void resize(int groups) {
      while (texts.size() < groups) {
        texts.add(new StringBuilder());
      }
    }

    @Override
    public void add(int[] groups, Column[] arguments, int size, EvalContext context) {
      for (int i = 0; i < size; i++) {
        Object value = Values.get(arguments[0], i, Type.INT8);
        texts.get(groups[i]).append(value).append(' ');
      }
    }

    @Override
    public void addAll(Column[] arguments, int size, EvalContext context) {
      add(new int[size], arguments, size, context);
    }

    @Override
    public Column[] state(int from, int count) {
      throw new AssertionError("no state");
    }

    @Override
    public void mergeState(int[] groups, Column[] state, int size, EvalContext context) {
      throw new AssertionError("no state");
    }

    @Override
    public Column result(int from, int count, EvalContext context) {
      return Values.column(
          Type.TEXT, texts.subList(from, from + count).stream().map(Object::toString).toList());
    }

    @Override
    public long memory() {
      return 0;
    }
  }
}
