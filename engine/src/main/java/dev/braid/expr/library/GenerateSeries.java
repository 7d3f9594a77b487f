package dev.braid.expr.library;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.expr.SetFunction;
import dev.braid.expr.Volatility;
import dev.braid.type.Numeric;
import dev.braid.type.Type;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// `generate_series` of numbers, which ends where the next one would not fit its type.
final class GenerateSeries {
  private GenerateSeries() {}

  static void register(Definitions d) {
    for (boolean step : new boolean[] {false, true}) {
      define(
          d,
          Type.INT4,
          step,
          values ->
              longs(
                  integer(values[0]),
                  integer(values[1]),
                  step ? integer(values[2]) : 1,
                  Integer.MIN_VALUE,
                  Integer.MAX_VALUE,
                  value -> (int) (long) (Long) value));
      define(
          d,
          Type.INT8,
          step,
          values ->
              longs(
                  bigint(values[0]),
                  bigint(values[1]),
                  step ? bigint(values[2]) : 1,
                  Long.MIN_VALUE,
                  Long.MAX_VALUE,
                  value -> value));
      define(
          d,
          Type.NUMERIC,
          step,
          values ->
              numerics(
                  numeric(values[0]), numeric(values[1]), step ? numeric(values[2]) : Numeric.ONE));
    }
  }

  /// Makes the values from the arguments.
  @FunctionalInterface
  private interface Values {
    Iterator<Object> of(@Nullable Object[] arguments);
  }

  private static void define(Definitions d, Type type, boolean step, Values values) {
    d.catalog()
        .set(
            new SetFunction(
                "generate_series",
                step ? List.of(type, type, type) : List.of(type, type),
                List.of("generate_series"),
                List.of(type),
                true,
                Volatility.IMMUTABLE,
                (arguments, _, batchSize, context) ->
                    SetRows.single(type, values.of(arguments), batchSize, context)));
  }

  private static long integer(@Nullable Object value) {
    return value instanceof Integer number ? number : 0;
  }

  private static long bigint(@Nullable Object value) {
    return value instanceof Long number ? number : 0;
  }

  private static Numeric numeric(@Nullable Object value) {
    return value instanceof Numeric number ? number : Numeric.NAN;
  }

  private static Iterator<Object> longs(
      long start, long stop, long step, long least, long greatest, UnaryOperator<Object> narrowed) {
    if (step == 0) {
      throw invalid("step size cannot equal zero");
    }
    return new Iterator<>() {
      private long next = start;
      private boolean done;

      @Override
      public boolean hasNext() {
        return !done && (step > 0 ? next <= stop : next >= stop);
      }

      @Override
      public Object next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        long value = next;
        done = step > 0 ? value > greatest - step : value < least - step;
        next = done ? value : value + step;
        return narrowed.apply(value);
      }
    };
  }

  private static Iterator<Object> numerics(Numeric start, Numeric stop, Numeric step) {
    check(start, "start value");
    check(stop, "stop value");
    check(step, "step size");
    if (step.signum() == 0) {
      throw invalid("step size cannot equal zero");
    }
    return new Iterator<>() {
      private Numeric next = start;

      @Override
      public boolean hasNext() {
        return step.signum() > 0 ? next.compareTo(stop) <= 0 : next.compareTo(stop) >= 0;
      }

      @Override
      public Object next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        Numeric value = next;
        next = value.add(step);
        return value;
      }
    };
  }

  private static void check(Numeric value, String name) {
    if (!value.isFinite()) {
      throw invalid(name + " cannot be " + (value.isNaN() ? "NaN" : "infinity"));
    }
  }

  private static BraidException invalid(String message) {
    return new BraidException(SqlState.INVALID_PARAMETER_VALUE, message);
  }
}
