package dev.braid.expr.library;

import dev.braid.error.BraidException;
import dev.braid.expr.Call;
import dev.braid.expr.Constant;
import dev.braid.expr.ScalarFunction;
import dev.braid.expr.Volatility;
import dev.braid.expr.kernel.DateArithmetic;
import dev.braid.expr.kernel.TimestampArithmetic;
import dev.braid.expr.kernel.TimestampConversions;
import dev.braid.type.Interval;
import dev.braid.type.Intervals;
import dev.braid.type.Kind;
import dev.braid.type.Times;
import dev.braid.type.TimestampMath;
import dev.braid.type.Timestamps;
import dev.braid.type.Type;
import dev.braid.type.Zone;
import dev.braid.vector.Column;
import dev.braid.vector.LongColumn;
import dev.braid.vector.Validity;
import org.jspecify.annotations.Nullable;

/// `+` and `-` with a date, a time or a timestamp.
final class DateTimeOperators {
  private DateTimeOperators() {}

  static void register(Definitions d) {
    dates(d);
    times(d);
    d.operator("-", Type.INTERVAL, DateTimeOperators::difference, Type.TIMESTAMP, Type.TIMESTAMP);
    d.operator(
        "-", Type.INTERVAL, DateTimeOperators::difference, Type.TIMESTAMPTZ, Type.TIMESTAMPTZ);
    moved(d, Type.DATE, Type.TIMESTAMP, Volatility.IMMUTABLE);
    moved(d, Type.TIMESTAMP, Type.TIMESTAMP, Volatility.IMMUTABLE);
    moved(d, Type.TIMESTAMPTZ, Type.TIMESTAMPTZ, Volatility.STABLE);
  }

  private static void dates(Definitions d) {
    d.operator(
        "+",
        Type.DATE,
        _ -> (in, size, validity, _) -> DateArithmetic.plus(in[0], in[1], size, validity),
        Type.DATE,
        Type.INT4);
    d.operator(
        "+",
        Type.DATE,
        _ -> (in, size, validity, _) -> DateArithmetic.plus(in[1], in[0], size, validity),
        Type.INT4,
        Type.DATE);
    d.operator(
        "-",
        Type.DATE,
        _ -> (in, size, validity, _) -> DateArithmetic.minus(in[0], in[1], size, validity),
        Type.DATE,
        Type.INT4);
    d.operator(
        "-",
        Type.INT4,
        _ -> (in, size, validity, _) -> DateArithmetic.difference(in[0], in[1], size, validity),
        Type.DATE,
        Type.DATE);
    d.operator(
        "+",
        Type.TIMESTAMP,
        (in, row, out, _) ->
            out.append(Timestamps.ofDateAndTime(in[0].getInt(row), in[1].getLong(row))),
        Type.DATE,
        Type.TIME);
    d.operator(
        "+",
        Type.TIMESTAMP,
        (in, row, out, _) ->
            out.append(Timestamps.ofDateAndTime(in[1].getInt(row), in[0].getLong(row))),
        Type.TIME,
        Type.DATE);
  }

  private static void times(Definitions d) {
    d.operator(
        "-",
        Type.INTERVAL,
        (in, row, out, _) -> out.append(Times.difference(in[0].getLong(row), in[1].getLong(row))),
        Type.TIME,
        Type.TIME);
    d.operator(
        "+",
        Type.TIME,
        (in, row, out, _) -> out.append(Times.plus(in[0].getLong(row), interval(in[1], row))),
        Type.TIME,
        Type.INTERVAL);
    d.operator(
        "+",
        Type.TIME,
        (in, row, out, _) -> out.append(Times.plus(in[1].getLong(row), interval(in[0], row))),
        Type.INTERVAL,
        Type.TIME);
    d.operator(
        "-",
        Type.TIME,
        (in, row, out, _) -> out.append(Times.minus(in[0].getLong(row), interval(in[1], row))),
        Type.TIME,
        Type.INTERVAL);
  }

  static Interval interval(Column column, int row) {
    return (Interval) column.getObject(row);
  }

  private static ScalarFunction.Kernel difference(Call call) {
    return Definitions.perRow(
            (in, row, out, _) ->
                out.append(TimestampMath.difference(in[0].getLong(row), in[1].getLong(row))))
        .bind(call);
  }

  /// The three operators of a moment and an interval.
  private static void moved(Definitions d, Type moment, Type result, Volatility volatility) {
    d.operator("+", result, volatility, call -> moved(call, 0, 1, false), moment, Type.INTERVAL);
    d.operator("+", result, volatility, call -> moved(call, 1, 0, false), Type.INTERVAL, moment);
    d.operator("-", result, volatility, call -> moved(call, 0, 1, true), moment, Type.INTERVAL);
  }

  private static ScalarFunction.Kernel moved(Call call, int moment, int span, boolean back) {
    Kind kind = call.function().argumentTypes().get(moment).kind();
    Interval constant = constant(call, span, back);
    return (columns, size, validity, context) -> {
      Zone zone = kind == Kind.TIMESTAMPTZ ? context.timeZone() : null;
      Column moments =
          kind == Kind.DATE
              ? TimestampConversions.datesToTimestamps(columns[moment], size, validity)
              : columns[moment];
      return constant != null
          ? TimestampArithmetic.plus(moments, constant, zone, size, validity)
          : perRow(moments, columns[span], back, zone, size, validity);
    };
  }

  /// The interval to add where it is the same for all rows; null also where its negation fails,
  /// which is an error only if there are rows.
  private static @Nullable Interval constant(Call call, int span, boolean back) {
    if (!(call.arguments().get(span) instanceof Constant constant)
        || !(constant.value() instanceof Interval interval)) {
      return null;
    }
    try {
      return back ? Intervals.negate(interval) : interval;
    } catch (BraidException e) {
      return null;
    }
  }

  private static LongColumn perRow(
      Column moments,
      Column spans,
      boolean back,
      @Nullable Zone zone,
      int size,
      long @Nullable [] validity) {
    long[] values = ((LongColumn) moments).values();
    long[] result = new long[size];
    for (int row = 0; row < size; row++) {
      if (Validity.isValid(validity, row)) {
        Interval span = interval(spans, row);
        result[row] =
            back
                ? TimestampMath.minus(values[row], span, zone)
                : TimestampMath.plus(values[row], span, zone);
      }
    }
    return new LongColumn(result, size, validity);
  }
}
