package dev.braid.expr.aggregate;

import dev.braid.expr.EvalContext;
import dev.braid.type.Numeric;
import dev.braid.type.NumericStatistics;
import dev.braid.type.Type;
import dev.braid.vector.Column;
import dev.braid.vector.ColumnBuilder;
import dev.braid.vector.IntColumn;
import dev.braid.vector.LongColumn;
import dev.braid.vector.NumericColumn;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Variances and standard deviations of integers and numerics, from the exact sums of the values
/// and of their squares.
final class NumericDeviationAccumulator extends StrictAccumulator {
  private final Deviation deviation;
  private final Counts counts = new Counts();
  private final NumericSums sums = new NumericSums();
  private final NumericSums squares = new NumericSums();

  NumericDeviationAccumulator(Deviation deviation) {
    this.deviation = deviation;
  }

  @Override
  public List<Type> stateTypes() {
    return List.of(Type.INT8, Type.NUMERIC, Type.NUMERIC);
  }

  @Override
  public void resize(int groups) {
    counts.resize(groups);
    sums.resize(groups);
    squares.resize(groups);
  }

  @Override
  void add(int @Nullable [] groups, Column[] arguments, int size, long @Nullable [] validity) {
    Column column = arguments[0];
    counts.add(groups, size, validity);
    sums.add(groups, column, size, validity);
    for (int i = 0; i < size; i++) {
      if (validity == null || (validity[i >> 6] >>> i & 1) != 0) {
        int group = groups == null ? 0 : groups[i];
        switch (column) {
          case IntColumn ints -> addSquare(group, ints.values()[i], 0);
          case LongColumn longs -> addSquare(group, longs.values()[i], 0);
          case NumericColumn numbers when numbers.isLong() ->
              addSquare(group, numbers.low()[i], numbers.scale());
          default -> addSquare(group, column.getNumeric(i));
        }
      }
    }
  }

  private void addSquare(int group, long value, int scale) {
    squares.add(group, Math.multiplyHigh(value, value), value * value, 2 * scale);
  }

  private void addSquare(int group, Numeric value) {
    if (value.isFinite()) {
      BigDecimal number = value.toBigDecimal();
      squares.addToRest(group, number.multiply(number));
    }
  }

  @Override
  public Column[] state(int from, int count) {
    return new Column[] {
      counts.column(from, count), sums.column(from, count), squares.column(from, count)
    };
  }

  @Override
  public void mergeState(int[] groups, Column[] state, int size, EvalContext context) {
    counts.merge(groups, state[0], size);
    sums.add(groups, state[1], size, state[1].validity());
    squares.add(groups, state[2], size, state[2].validity());
  }

  @Override
  public Column result(int from, int count, EvalContext context) {
    ColumnBuilder builder = ColumnBuilder.of(Type.NUMERIC, count);
    for (int group = from; group < from + count; group++) {
      Numeric result = result(group);
      if (result == null) {
        builder.appendNull();
      } else {
        builder.append(result);
      }
    }
    return builder.build();
  }

  private @Nullable Numeric result(int group) {
    Numeric sum = sums.get(group);
    if (sum == null) {
      return null;
    }
    long rows = counts.get(group);
    Numeric square = squares.get(group);
    Numeric known = square == null ? Numeric.NAN : square;
    if (deviation.root) {
      return deviation.sample
          ? NumericStatistics.stddevSamp(rows, sum, known)
          : NumericStatistics.stddevPop(rows, sum, known);
    }
    return deviation.sample
        ? NumericStatistics.varSamp(rows, sum, known)
        : NumericStatistics.varPop(rows, sum, known);
  }

  @Override
  public long memory() {
    return counts.memory() + sums.memory() + squares.memory();
  }
}
