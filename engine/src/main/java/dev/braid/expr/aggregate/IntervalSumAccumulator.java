package dev.braid.expr.aggregate;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.expr.EvalContext;
import dev.braid.type.Interval;
import dev.braid.type.Intervals;
import dev.braid.type.Numeric;
import dev.braid.type.Type;
import dev.braid.vector.Column;
import dev.braid.vector.ColumnBuilder;
import dev.braid.vector.IntColumn;
import dev.braid.vector.LongColumn;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `sum` and `avg` of intervals. The parts are summed without overflow, so only a total that is too
/// large fails (22008), in whatever order rows come; PostgreSQL fails also where a total on the way
/// is.
final class IntervalSumAccumulator extends StrictAccumulator {
  private static final int INFINITY = 1;
  private static final int NEGATIVE_INFINITY = 2;
  private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);
  private static final BigInteger MIN = BigInteger.valueOf(Long.MIN_VALUE);

  private final boolean average;
  private final Counts counts = new Counts();
  private long[] months = new long[0];
  private long[] days = new long[0];
  private int[] infinite = new int[0];
  private final NumericSums micros = new NumericSums();

  IntervalSumAccumulator(boolean average) {
    this.average = average;
  }

  @Override
  public List<Type> stateTypes() {
    return List.of(Type.INT8, Type.INT8, Type.INT8, Type.INT4, Type.NUMERIC);
  }

  @Override
  public void resize(int groups) {
    int capacity = Room.capacity(months.length, groups);
    if (capacity > months.length) {
      months = Arrays.copyOf(months, capacity);
      days = Arrays.copyOf(days, capacity);
      infinite = Arrays.copyOf(infinite, capacity);
    }
    counts.resize(groups);
    micros.resize(groups);
  }

  @Override
  void add(int @Nullable [] groups, Column[] arguments, int size, long @Nullable [] validity) {
    counts.add(groups, size, validity);
    for (int i = 0; i < size; i++) {
      if (validity == null || (validity[i >> 6] >>> i & 1) != 0) {
        add(groups == null ? 0 : groups[i], (Interval) arguments[0].getObject(i));
      }
    }
  }

  private void add(int group, Interval value) {
    if (value.isFinite()) {
      months[group] += value.months();
      days[group] += value.days();
      micros.add(group, value.micros() >> 63, value.micros(), 0);
    } else {
      infinite[group] |= value.equals(Interval.INFINITY) ? INFINITY : NEGATIVE_INFINITY;
    }
  }

  @Override
  public Column[] state(int from, int count) {
    return new Column[] {
      counts.column(from, count),
      new LongColumn(Arrays.copyOfRange(months, from, from + count), count, null),
      new LongColumn(Arrays.copyOfRange(days, from, from + count), count, null),
      new IntColumn(Arrays.copyOfRange(infinite, from, from + count), count, null),
      micros.column(from, count)
    };
  }

  @Override
  public void mergeState(int[] groups, Column[] state, int size, EvalContext context) {
    counts.merge(groups, state[0], size);
    for (int i = 0; i < size; i++) {
      months[groups[i]] += state[1].getLong(i);
      days[groups[i]] += state[2].getLong(i);
      infinite[groups[i]] |= state[3].getInt(i);
    }
    micros.add(groups, state[4], size, state[4].validity());
  }

  @Override
  public Column result(int from, int count, EvalContext context) {
    ColumnBuilder builder = ColumnBuilder.of(Type.INTERVAL, count);
    for (int group = from; group < from + count; group++) {
      if (counts.get(group) == 0) {
        builder.appendNull();
      } else {
        Interval sum = sum(group);
        builder.append(
            (Object)
                (average && sum.isFinite()
                    ? Intervals.divide(sum, (double) counts.get(group))
                    : sum));
      }
    }
    return builder.build();
  }

  private Interval sum(int group) {
    switch (infinite[group]) {
      case INFINITY -> {
        return Interval.INFINITY;
      }
      case NEGATIVE_INFINITY -> {
        return Interval.NEGATIVE_INFINITY;
      }
      case 0 -> {}
      default -> throw outOfRange();
    }
    Numeric total = micros.get(group);
    BigInteger exact = total == null ? BigInteger.ZERO : total.toBigDecimal().toBigInteger();
    if (months[group] != (int) months[group]
        || days[group] != (int) days[group]
        || exact.compareTo(MAX) > 0
        || exact.compareTo(MIN) < 0) {
      throw outOfRange();
    }
    Interval sum = new Interval((int) months[group], (int) days[group], exact.longValue());
    if (!sum.isFinite()) {
      throw outOfRange();
    }
    return sum;
  }

  private static BraidException outOfRange() {
    return new BraidException(SqlState.DATETIME_FIELD_OVERFLOW, "interval out of range");
  }

  @Override
  public long memory() {
    return counts.memory() + 20L * months.length + micros.memory();
  }
}
