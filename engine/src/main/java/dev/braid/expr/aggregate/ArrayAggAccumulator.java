package dev.braid.expr.aggregate;

import dev.braid.expr.Accumulator;
import dev.braid.expr.EvalContext;
import dev.braid.type.Type;
import dev.braid.vector.Column;
import java.util.List;

/// `array_agg(anynonarray)`: all values in their order, NULLs too.
final class ArrayAggAccumulator implements Accumulator {
  private final ValueLists lists;

  ArrayAggAccumulator(Type element) {
    lists = new ValueLists(element);
  }

  @Override
  public List<Type> stateTypes() {
    return List.of(lists.arrayType());
  }

  @Override
  public void resize(int groups) {
    lists.resize(groups);
  }

  @Override
  public void add(int[] groups, Column[] arguments, int size, EvalContext context) {
    for (int i = 0; i < size; i++) {
      lists.add(groups[i], arguments[0], i);
    }
  }

  @Override
  public void addAll(Column[] arguments, int size, EvalContext context) {
    for (int i = 0; i < size; i++) {
      lists.add(0, arguments[0], i);
    }
  }

  @Override
  public Column[] state(int from, int count) {
    return new Column[] {lists.column(from, count)};
  }

  @Override
  public void mergeState(int[] groups, Column[] state, int size, EvalContext context) {
    lists.merge(groups, state[0], size);
  }

  @Override
  public Column result(int from, int count, EvalContext context) {
    return lists.column(from, count);
  }

  @Override
  public long memory() {
    return lists.memory();
  }
}
