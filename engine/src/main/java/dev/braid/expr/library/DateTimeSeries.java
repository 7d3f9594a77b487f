package dev.braid.expr.library;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.expr.EvalContext;
import dev.braid.expr.SetFunction;
import dev.braid.expr.Volatility;
import dev.braid.type.Interval;
import dev.braid.type.Intervals;
import dev.braid.type.TimestampMath;
import dev.braid.type.Type;
import dev.braid.type.Zone;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import dev.braid.vector.LongColumn;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// `generate_series` of timestamps.
final class DateTimeSeries {
  private DateTimeSeries() {}

  static void register(Definitions d) {
    define(d, Type.TIMESTAMP, Volatility.IMMUTABLE, false);
    define(d, Type.TIMESTAMPTZ, Volatility.STABLE, false);
    define(d, Type.TIMESTAMPTZ, Volatility.IMMUTABLE, true);
  }

  private static void define(Definitions d, Type type, Volatility volatility, boolean named) {
    d.catalog()
        .set(
            new SetFunction(
                "generate_series",
                named
                    ? List.of(type, type, Type.INTERVAL, Type.TEXT)
                    : List.of(type, type, Type.INTERVAL),
                List.of("generate_series"),
                List.of(type),
                true,
                volatility,
                (arguments, _, batchSize, context) ->
                    rows(arguments, zone(type, arguments, context), batchSize, context)));
  }

  private static @Nullable Zone zone(Type type, @Nullable Object[] arguments, EvalContext context) {
    if (arguments.length > 3) {
      return Zone.named((String) Objects.requireNonNull(arguments[3]), context.timeZone());
    }
    return type.equals(Type.TIMESTAMPTZ) ? context.timeZone() : null;
  }

  private static Iterator<Batch> rows(
      @Nullable Object[] arguments, @Nullable Zone zone, int batchSize, EvalContext context) {
    long start = (long) Objects.requireNonNull(arguments[0]);
    long finish = (long) Objects.requireNonNull(arguments[1]);
    Interval step = (Interval) Objects.requireNonNull(arguments[2]);
    int sign = Intervals.sign(step);
    if (sign == 0) {
      throw invalid("step size cannot equal zero");
    }
    if (!step.isFinite()) {
      throw invalid("step size cannot be infinite");
    }
    return new Rows(start, finish, step, sign, zone, batchSize, context);
  }

  private static BraidException invalid(String message) {
    return new BraidException(SqlState.INVALID_PARAMETER_VALUE, message);
  }

  /// Each value is the one before plus the step, which is not the same as the start plus so many
  /// steps: months cut the day for good.
  private static final class Rows implements Iterator<Batch> {
    private final long finish;
    private final Interval step;
    private final int sign;
    private final @Nullable Zone zone;
    private final int batchSize;
    private final EvalContext context;
    private long next;

    Rows(
        long start,
        long finish,
        Interval step,
        int sign,
        @Nullable Zone zone,
        int batchSize,
        EvalContext context) {
      this.next = start;
      this.finish = finish;
      this.step = step;
      this.sign = sign;
      this.zone = zone;
      this.batchSize = batchSize;
      this.context = context;
    }

    @Override
    public boolean hasNext() {
      return sign > 0 ? next <= finish : next >= finish;
    }

    @Override
    public Batch next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      context.cancellation().check();
      long[] values = new long[batchSize];
      int count = 0;
      while (count < batchSize && hasNext()) {
        values[count++] = next;
        next = TimestampMath.plus(next, step, zone);
      }
      Column column =
          new LongColumn(count < batchSize ? Arrays.copyOf(values, count) : values, count, null);
      return new Batch(new Column[] {column}, count);
    }
  }
}
