package dev.braid.expr.aggregate;

import dev.braid.expr.EvalContext;
import dev.braid.type.Type;
import dev.braid.vector.Column;
import dev.braid.vector.ColumnBuilder;
import dev.braid.vector.DoubleColumn;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `covar_*`, `corr` and `regr_*` over pairs (Y, X), from exact sums like
/// [FloatDeviationAccumulator].
final class RegressionAccumulator extends StrictAccumulator {
  private final Regression regression;
  private final Counts counts = new Counts();
  private final ExactSums x = new ExactSums();
  private final ExactSums y = new ExactSums();
  private final ExactSums xx = new ExactSums();
  private final ExactSums yy = new ExactSums();
  private final ExactSums xy = new ExactSums();
  private final List<ExactSums> all = List.of(x, y, xx, yy, xy);

  RegressionAccumulator(Regression regression) {
    this.regression = regression;
  }

  @Override
  public List<Type> stateTypes() {
    List<Type> types = new ArrayList<>(List.of(Type.INT8));
    all.forEach(_ -> types.addAll(ExactSums.STATE_TYPES));
    return types;
  }

  @Override
  public void resize(int groups) {
    counts.resize(groups);
    all.forEach(sums -> sums.resize(groups));
  }

  @Override
  void add(int @Nullable [] groups, Column[] arguments, int size, long @Nullable [] validity) {
    double[] first = ((DoubleColumn) arguments[0]).values();
    double[] second = ((DoubleColumn) arguments[1]).values();
    counts.add(groups, size, validity);
    if (regression == Regression.COUNT) {
      return;
    }
    y.add(groups, first, size, validity);
    x.add(groups, second, size, validity);
    for (int i = 0; i < size; i++) {
      if (validity == null || (validity[i >> 6] >>> i & 1) != 0) {
        int group = groups == null ? 0 : groups[i];
        yy.addProduct(group, first[i], first[i]);
        xx.addProduct(group, second[i], second[i]);
        xy.addProduct(group, second[i], first[i]);
      }
    }
  }

  @Override
  public Column[] state(int from, int count) {
    Column[] state = new Column[1 + 3 * all.size()];
    state[0] = counts.column(from, count);
    for (int i = 0; i < all.size(); i++) {
      System.arraycopy(all.get(i).state(from, count), 0, state, 1 + 3 * i, 3);
    }
    return state;
  }

  @Override
  public void mergeState(int[] groups, Column[] state, int size, EvalContext context) {
    counts.merge(groups, state[0], size);
    for (int i = 0; i < all.size(); i++) {
      all.get(i).merge(groups, state, 1 + 3 * i, size);
    }
  }

  @Override
  public Column result(int from, int count, EvalContext context) {
    if (regression == Regression.COUNT) {
      return counts.column(from, count);
    }
    ColumnBuilder builder = ColumnBuilder.of(Type.FLOAT8, count);
    for (int group = from; group < from + count; group++) {
      append(builder, group, counts.get(group));
    }
    return builder.build();
  }

  private void append(ColumnBuilder out, int group, long n) {
    if (n < regression.least) {
      out.appendNull();
      return;
    }
    switch (regression) {
      case COUNT -> throw new IllegalStateException();
      case SXX -> out.append(sxx(group, n));
      case SYY -> out.append(syy(group, n));
      case SXY -> out.append(sxy(group, n));
      case AVGX -> out.append(total(x, group) / n);
      case AVGY -> out.append(total(y, group) / n);
      case COVAR_POP -> out.append(sxy(group, n) / n);
      case COVAR_SAMP -> out.append(sxy(group, n) / (n - 1));
      case CORR, R2, SLOPE, INTERCEPT -> appendLine(out, group, n);
    }
  }

  /// What there is no answer to where all X are the same.
  private void appendLine(ColumnBuilder out, int group, long n) {
    double sxx = sxx(group, n);
    double syy = syy(group, n);
    double sxy = sxy(group, n);
    if (sxx == 0 || (regression == Regression.CORR && syy == 0)) {
      out.appendNull();
      return;
    }
    switch (regression) {
      case CORR -> out.append(sxy / Math.sqrt(sxx * syy));
      case R2 -> out.append(syy == 0 ? 1 : sxy * sxy / (sxx * syy));
      case SLOPE -> out.append(sxy / sxx);
      default -> out.append((total(y, group) - total(x, group) * sxy / sxx) / n);
    }
  }

  private double sxx(int group, long n) {
    return Moments.centered(x, x, xx, group, n);
  }

  private double syy(int group, long n) {
    return Moments.centered(y, y, yy, group, n);
  }

  private double sxy(int group, long n) {
    return Moments.centered(x, y, xy, group, n);
  }

  private static double total(ExactSums sums, int group) {
    double sum = sums.get(group);
    if (Double.isInfinite(sum) && !sums.isSpecial(group)) {
      throw FloatErrors.overflow();
    }
    return sum;
  }

  @Override
  public long memory() {
    long sum = counts.memory();
    for (ExactSums sums : all) {
      sum += sums.memory();
    }
    return sum;
  }
}
