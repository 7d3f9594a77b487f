package dev.braid.expr.aggregate;

import dev.braid.expr.EvalContext;
import dev.braid.type.Type;
import dev.braid.vector.Column;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `sum(bigint)` and `sum(numeric)`, which are numeric.
final class NumericSumAccumulator extends StrictAccumulator {
  private final NumericSums sums = new NumericSums();

  @Override
  public List<Type> stateTypes() {
    return List.of(Type.NUMERIC);
  }

  @Override
  public void resize(int groups) {
    sums.resize(groups);
  }

  @Override
  void add(int @Nullable [] groups, Column[] arguments, int size, long @Nullable [] validity) {
    sums.add(groups, arguments[0], size, validity);
  }

  @Override
  public Column[] state(int from, int count) {
    return new Column[] {sums.column(from, count)};
  }

  @Override
  public void mergeState(int[] groups, Column[] state, int size, EvalContext context) {
    sums.add(groups, state[0], size, state[0].validity());
  }

  @Override
  public Column result(int from, int count, EvalContext context) {
    return sums.column(from, count);
  }

  @Override
  public long memory() {
    return sums.memory();
  }
}
