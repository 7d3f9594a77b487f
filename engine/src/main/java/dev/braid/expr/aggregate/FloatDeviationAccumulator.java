package dev.braid.expr.aggregate;

import dev.braid.expr.EvalContext;
import dev.braid.type.Type;
import dev.braid.vector.Column;
import dev.braid.vector.DoubleColumn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Variances and standard deviations of floats, from exact sums ([ExactSums]) of the values and of
/// their squares: the same for every order of the rows. PostgreSQL updates the variance row by row
/// (Youngs and Cramer 1971), so its last digits depend on the order; equal values have a variance
/// of exactly 0 here.
final class FloatDeviationAccumulator extends StrictAccumulator {
  private final Deviation deviation;
  private final Counts counts = new Counts();
  private final ExactSums sums = new ExactSums();
  private final ExactSums squares = new ExactSums();

  FloatDeviationAccumulator(Deviation deviation) {
    this.deviation = deviation;
  }

  @Override
  public List<Type> stateTypes() {
    return List.of(
        Type.INT8, Type.FLOAT8, Type.FLOAT8, Type.NUMERIC, Type.FLOAT8, Type.FLOAT8, Type.NUMERIC);
  }

  @Override
  public void resize(int groups) {
    counts.resize(groups);
    sums.resize(groups);
    squares.resize(groups);
  }

  @Override
  void add(int @Nullable [] groups, Column[] arguments, int size, long @Nullable [] validity) {
    double[] values = ((DoubleColumn) arguments[0]).values();
    counts.add(groups, size, validity);
    sums.add(groups, values, size, validity);
    for (int i = 0; i < size; i++) {
      if (validity == null || (validity[i >> 6] >>> i & 1) != 0) {
        squares.addProduct(groups == null ? 0 : groups[i], values[i], values[i]);
      }
    }
  }

  @Override
  public Column[] state(int from, int count) {
    Column[] state = new Column[7];
    state[0] = counts.column(from, count);
    System.arraycopy(sums.state(from, count), 0, state, 1, 3);
    System.arraycopy(squares.state(from, count), 0, state, 4, 3);
    return state;
  }

  @Override
  public void mergeState(int[] groups, Column[] state, int size, EvalContext context) {
    counts.merge(groups, state[0], size);
    sums.merge(groups, state, 1, size);
    squares.merge(groups, state, 4, size);
  }

  @Override
  public Column result(int from, int count, EvalContext context) {
    double[] results = new double[count];
    int least = deviation.sample ? 2 : 1;
    for (int i = 0; i < count; i++) {
      long n = counts.get(from + i);
      if (n >= least) {
        double centered = Moments.centered(sums, sums, squares, from + i, n);
        double variance = Math.max(0.0, centered) / (deviation.sample ? n - 1 : n);
        results[i] = deviation.root ? Math.sqrt(variance) : variance;
      }
    }
    return new DoubleColumn(results, count, counts.validity(least, from, count));
  }

  @Override
  public long memory() {
    return counts.memory() + sums.memory() + squares.memory();
  }
}
