package dev.braid.expr.library;

import static dev.braid.expr.Cast.Context.ASSIGNMENT;
import static dev.braid.expr.Cast.Context.IMPLICIT;
import static dev.braid.expr.Volatility.STABLE;

import dev.braid.expr.Call;
import dev.braid.expr.ScalarFunction;
import dev.braid.expr.kernel.TimestampConversions;
import dev.braid.type.Interval;
import dev.braid.type.Intervals;
import dev.braid.type.Kind;
import dev.braid.type.Times;
import dev.braid.type.Timestamps;
import dev.braid.type.Type;
import dev.braid.vector.Column;
import dev.braid.vector.LongColumn;
import dev.braid.vector.Validity;
import org.jspecify.annotations.Nullable;

/// Conversions among dates, times and intervals. Where the target type limits the digits of a
/// second, or an interval's fields, the value is rounded or cut on the way.
final class DateTimeCasts {
  private DateTimeCasts() {}

  static void register(Definitions d) {
    d.cast(
        Kind.DATE,
        Kind.TIMESTAMP,
        IMPLICIT,
        _ ->
            (in, size, validity, _) ->
                TimestampConversions.datesToTimestamps(in[0], size, validity));
    d.cast(
        Kind.DATE,
        Kind.TIMESTAMPTZ,
        IMPLICIT,
        STABLE,
        _ ->
            (in, size, validity, context) ->
                TimestampConversions.datesToInstants(in[0], context.timeZone(), size, validity));
    d.cast(
        Kind.TIMESTAMP,
        Kind.DATE,
        ASSIGNMENT,
        _ -> (in, size, validity, _) -> TimestampConversions.toDates(in[0], size, validity));
    d.cast(
        Kind.TIMESTAMPTZ,
        Kind.DATE,
        ASSIGNMENT,
        STABLE,
        _ ->
            (in, size, validity, context) ->
                TimestampConversions.instantsToDates(in[0], context.timeZone(), size, validity));
    d.cast(
        Kind.TIMESTAMP,
        Kind.TIMESTAMPTZ,
        IMPLICIT,
        STABLE,
        call ->
            rounded(
                call,
                (in, size, validity, context) ->
                    TimestampConversions.toInstants(in[0], context.timeZone(), size, validity)));
    d.cast(
        Kind.TIMESTAMPTZ,
        Kind.TIMESTAMP,
        ASSIGNMENT,
        STABLE,
        call ->
            rounded(
                call,
                (in, size, validity, context) ->
                    TimestampConversions.toLocals(in[0], context.timeZone(), size, validity)));
    for (Kind kind : new Kind[] {Kind.TIME, Kind.TIMESTAMP, Kind.TIMESTAMPTZ}) {
      d.cast(kind, kind, IMPLICIT, call -> rounded(call, (in, _, _, _) -> in[0]));
    }
    times(d);
    intervals(d);
  }

  private static void times(Definitions d) {
    d.cast(
        Kind.TIMESTAMP,
        Kind.TIME,
        ASSIGNMENT,
        perRowRounded(
            (in, row, out, _) -> {
              long timestamp = in[0].getLong(row);
              if (Timestamps.isFinite(timestamp)) {
                out.append(Timestamps.timeOf(timestamp));
              } else {
                out.appendNull();
              }
            }));
    d.cast(
        Kind.TIMESTAMPTZ,
        Kind.TIME,
        ASSIGNMENT,
        STABLE,
        perRowRounded(
            (in, row, out, context) -> {
              long instant = in[0].getLong(row);
              if (Timestamps.isFinite(instant)) {
                out.append(Timestamps.timeOf(context.timeZone().toLocal(instant)));
              } else {
                out.appendNull();
              }
            }));
    d.cast(
        Kind.INTERVAL,
        Kind.TIME,
        ASSIGNMENT,
        perRowRounded(
            (in, row, out, _) ->
                out.append(Times.ofInterval(DateTimeOperators.interval(in[0], row)))));
  }

  private static void intervals(Definitions d) {
    d.cast(
        Kind.TIME,
        Kind.INTERVAL,
        IMPLICIT,
        call ->
            Definitions.perRow(
                    (in, row, out, _) ->
                        out.append(restricted(Times.toInterval(in[0].getLong(row)), call.type())))
                .bind(call));
    d.cast(
        Kind.INTERVAL,
        Kind.INTERVAL,
        IMPLICIT,
        call ->
            call.type().hasModifier()
                ? Definitions.perRow(
                        (in, row, out, _) ->
                            out.append(
                                restricted(DateTimeOperators.interval(in[0], row), call.type())))
                    .bind(call)
                : (in, _, _, _) -> in[0]);
  }

  private static Interval restricted(Interval value, Type type) {
    return type.hasModifier()
        ? Intervals.restrict(value, type.intervalFields(), type.precision())
        : value;
  }

  private static ScalarFunction.Binder perRowRounded(RowFunction function) {
    return call -> rounded(call, Definitions.perRow(function).bind(call));
  }

  /// What a kernel returns, rounded to the digits of the call's type.
  private static ScalarFunction.Kernel rounded(Call call, ScalarFunction.Kernel kernel) {
    int precision = call.type().precision();
    if (precision < 0 || precision >= 6) {
      return kernel;
    }
    boolean time = call.type().kind() == Kind.TIME;
    return (columns, size, validity, context) ->
        round(kernel.apply(columns, size, validity, context), precision, time, size);
  }

  private static LongColumn round(Column column, int precision, boolean time, int size) {
    long[] values = ((LongColumn) column).values();
    long @Nullable [] validity = column.validity();
    long[] result = new long[size];
    for (int i = 0; i < size; i++) {
      if (Validity.isValid(validity, i)) {
        result[i] =
            time ? Times.round(values[i], precision) : Timestamps.round(values[i], precision);
      }
    }
    return new LongColumn(result, size, validity);
  }
}
