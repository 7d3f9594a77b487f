package dev.braid.expr.aggregate;

import dev.braid.expr.EvalContext;
import dev.braid.type.Floats;
import dev.braid.type.Type;
import dev.braid.vector.Column;
import dev.braid.vector.DoubleColumn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `sum` and `avg` of real and double precision, over exact sums ([ExactSums]): the answer is the
/// true one, rounded, whatever the order of the rows. Fails with 22003 where the true sum is too
/// large; PostgreSQL also where a sum on the way is.
final class FloatSumAccumulator extends StrictAccumulator {
  /// What is made of the sum.
  enum Output {
    FLOAT4_SUM,
    FLOAT8_SUM,
    AVG
  }

  private final Output output;
  private final Counts counts = new Counts();
  private final ExactSums sums = new ExactSums();

  FloatSumAccumulator(Output output) {
    this.output = output;
  }

  @Override
  public List<Type> stateTypes() {
    return List.of(Type.INT8, Type.FLOAT8, Type.FLOAT8, Type.NUMERIC);
  }

  @Override
  public void resize(int groups) {
    counts.resize(groups);
    sums.resize(groups);
  }

  @Override
  void add(int @Nullable [] groups, Column[] arguments, int size, long @Nullable [] validity) {
    counts.add(groups, size, validity);
    sums.add(groups, ((DoubleColumn) arguments[0]).values(), size, validity);
  }

  @Override
  public Column[] state(int from, int count) {
    Column[] parts = sums.state(from, count);
    return new Column[] {counts.column(from, count), parts[0], parts[1], parts[2]};
  }

  @Override
  public void mergeState(int[] groups, Column[] state, int size, EvalContext context) {
    counts.merge(groups, state[0], size);
    sums.merge(groups, state, 1, size);
  }

  @Override
  public Column result(int from, int count, EvalContext context) {
    double[] results = new double[count];
    for (int i = 0; i < count; i++) {
      int group = from + i;
      if (counts.get(group) == 0) {
        continue;
      }
      double sum = sums.get(group);
      if (Double.isInfinite(sum) && !sums.isSpecial(group)) {
        throw FloatErrors.overflow();
      }
      results[i] =
          switch (output) {
            case FLOAT8_SUM -> sum;
            case FLOAT4_SUM -> real(sum);
            case AVG -> sum / counts.get(group);
          };
    }
    return new DoubleColumn(results, count, counts.validity(1, from, count));
  }

  /// A sum that is too small for a real is 0.
  private static double real(double sum) {
    return (float) sum == 0 ? (float) sum : Floats.toFloat4(sum);
  }

  @Override
  public long memory() {
    return counts.memory() + sums.memory();
  }
}
