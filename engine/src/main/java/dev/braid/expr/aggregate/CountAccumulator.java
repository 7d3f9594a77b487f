package dev.braid.expr.aggregate;

import dev.braid.expr.Accumulator;
import dev.braid.expr.EvalContext;
import dev.braid.type.Type;
import dev.braid.vector.Column;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `count(*)` and `count(any)`.
public final class CountAccumulator implements Accumulator {
  private final Counts counts = new Counts();

  @Override
  public List<Type> stateTypes() {
    return List.of(Type.INT8);
  }

  @Override
  public void resize(int groups) {
    counts.resize(groups);
  }

  @Override
  public void add(int[] groups, Column[] arguments, int size, EvalContext context) {
    counts.add(groups, size, validity(arguments));
  }

  @Override
  public void addAll(Column[] arguments, int size, EvalContext context) {
    counts.add(null, size, validity(arguments));
  }

  private static long @Nullable [] validity(Column[] arguments) {
    return arguments.length == 0 ? null : arguments[0].validity();
  }

  @Override
  public Column[] state(int from, int count) {
    return new Column[] {counts.column(from, count)};
  }

  @Override
  public void mergeState(int[] groups, Column[] state, int size, EvalContext context) {
    counts.merge(groups, state[0], size);
  }

  @Override
  public Column result(int from, int count, EvalContext context) {
    return counts.column(from, count);
  }

  @Override
  public long memory() {
    return counts.memory();
  }
}
