package dev.braid.expr.aggregate;

import dev.braid.expr.EvalContext;
import dev.braid.type.Numeric;
import dev.braid.type.NumericStatistics;
import dev.braid.type.Type;
import dev.braid.vector.Column;
import dev.braid.vector.ColumnBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `avg` of integers and of numerics: the exact sum, divided as numeric's operator does.
final class NumericAvgAccumulator extends StrictAccumulator {
  private final Counts counts = new Counts();
  private final NumericSums sums = new NumericSums();

  @Override
  public List<Type> stateTypes() {
    return List.of(Type.INT8, Type.NUMERIC);
  }

  @Override
  public void resize(int groups) {
    counts.resize(groups);
    sums.resize(groups);
  }

  @Override
  void add(int @Nullable [] groups, Column[] arguments, int size, long @Nullable [] validity) {
    counts.add(groups, size, validity);
    sums.add(groups, arguments[0], size, validity);
  }

  @Override
  public Column[] state(int from, int count) {
    return new Column[] {counts.column(from, count), sums.column(from, count)};
  }

  @Override
  public void mergeState(int[] groups, Column[] state, int size, EvalContext context) {
    counts.merge(groups, state[0], size);
    sums.add(groups, state[1], size, state[1].validity());
  }

  @Override
  public Column result(int from, int count, EvalContext context) {
    ColumnBuilder builder = ColumnBuilder.of(Type.NUMERIC, count);
    for (int group = from; group < from + count; group++) {
      Numeric sum = sums.get(group);
      Numeric average = sum == null ? null : NumericStatistics.average(counts.get(group), sum);
      if (average == null) {
        builder.appendNull();
      } else {
        builder.append(average);
      }
    }
    return builder.build();
  }

  @Override
  public long memory() {
    return counts.memory() + sums.memory();
  }
}
