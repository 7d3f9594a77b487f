package dev.braid.expr.library;

import static dev.braid.expr.library.DateTimeOperators.interval;

import dev.braid.expr.EvalContext;
import dev.braid.expr.Volatility;
import dev.braid.type.Dates;
import dev.braid.type.Interval;
import dev.braid.type.Intervals;
import dev.braid.type.TimestampMath;
import dev.braid.type.Timestamps;
import dev.braid.type.Type;
import dev.braid.type.Zone;
import java.time.Instant;

/// The clock, ages, zones and the checks of dates and intervals.
final class DateTimeFunctions {
  private DateTimeFunctions() {}

  static void register(Definitions d) {
    clock(d);
    age(d);
    zones(d);
    d.function(
        "isfinite",
        Type.BOOL,
        (in, row, out, _) -> out.append(Dates.isFinite(in[0].getInt(row))),
        Type.DATE);
    for (Type type : new Type[] {Type.TIMESTAMP, Type.TIMESTAMPTZ}) {
      d.function(
          "isfinite",
          Type.BOOL,
          (in, row, out, _) -> out.append(Timestamps.isFinite(in[0].getLong(row))),
          type);
    }
    d.function(
        "isfinite",
        Type.BOOL,
        (in, row, out, _) -> out.append(interval(in[0], row).isFinite()),
        Type.INTERVAL);
    d.function(
        "justify_hours",
        Type.INTERVAL,
        (in, row, out, _) -> out.append(Intervals.justifyHours(interval(in[0], row))),
        Type.INTERVAL);
    d.function(
        "justify_days",
        Type.INTERVAL,
        (in, row, out, _) -> out.append(Intervals.justifyDays(interval(in[0], row))),
        Type.INTERVAL);
    d.function(
        "justify_interval",
        Type.INTERVAL,
        (in, row, out, _) -> out.append(Intervals.justify(interval(in[0], row))),
        Type.INTERVAL);
  }

  /// `current_date` and the others without parentheses are functions here, too, under these names;
  /// with digits they are casts of theirs. `current_time` needs a `time with time zone`.
  private static void clock(Definitions d) {
    for (String name :
        new String[] {"now", "transaction_timestamp", "statement_timestamp", "current_timestamp"}) {
      d.stable(name, Type.TIMESTAMPTZ, (_, _, out, context) -> out.append(context.now()));
    }
    d.function(
        "clock_timestamp",
        Type.TIMESTAMPTZ,
        Volatility.VOLATILE,
        Definitions.perRow((_, _, out, _) -> out.append(clock())));
    d.stable("current_date", Type.DATE, (_, _, out, context) -> out.append(today(context)));
    d.stable(
        "localtimestamp",
        Type.TIMESTAMP,
        (_, _, out, context) -> out.append(Timestamps.toLocal(context.now(), context.timeZone())));
    d.stable(
        "localtime",
        Type.TIME,
        (_, _, out, context) ->
            out.append(Timestamps.timeOf(Timestamps.toLocal(context.now(), context.timeZone()))));
  }

  private static long clock() {
    Instant now = Instant.now();
    return now.getEpochSecond() * Timestamps.MICROS_PER_SECOND
        + now.getNano() / 1000
        + Timestamps.UNIX_EPOCH;
  }

  private static int today(EvalContext context) {
    return Timestamps.instantToDate(context.now(), context.timeZone());
  }

  private static void age(Definitions d) {
    d.function(
        "age",
        Type.INTERVAL,
        (in, row, out, _) -> out.append(TimestampMath.age(in[0].getLong(row), in[1].getLong(row))),
        Type.TIMESTAMP,
        Type.TIMESTAMP);
    d.function(
        "age",
        Type.INTERVAL,
        (in, row, out, context) ->
            out.append(
                TimestampMath.age(in[0].getLong(row), in[1].getLong(row), context.timeZone())),
        Type.TIMESTAMPTZ,
        Type.TIMESTAMPTZ);
    d.stable(
        "age",
        Type.INTERVAL,
        (in, row, out, context) ->
            out.append(TimestampMath.age(Timestamps.ofDate(today(context)), in[0].getLong(row))),
        Type.TIMESTAMP);
    d.stable(
        "age",
        Type.INTERVAL,
        (in, row, out, context) -> {
          Zone zone = context.timeZone();
          long midnight = Timestamps.dateToInstant(today(context), zone);
          out.append(TimestampMath.age(midnight, in[0].getLong(row), zone));
        },
        Type.TIMESTAMPTZ);
    for (boolean back : new boolean[] {false, true}) {
      String name = back ? "date_subtract" : "date_add";
      d.stable(
          name,
          Type.TIMESTAMPTZ,
          (in, row, out, context) ->
              out.append(moved(in[0].getLong(row), interval(in[1], row), back, context.timeZone())),
          Type.TIMESTAMPTZ,
          Type.INTERVAL);
      d.function(
          name,
          Type.TIMESTAMPTZ,
          (in, row, out, context) ->
              out.append(
                  moved(
                      in[0].getLong(row),
                      interval(in[1], row),
                      back,
                      Zone.named(in[2].getString(row), context.timeZone()))),
          Type.TIMESTAMPTZ,
          Type.INTERVAL,
          Type.TEXT);
    }
  }

  private static long moved(long instant, Interval span, boolean back, Zone zone) {
    return back
        ? TimestampMath.minus(instant, span, zone)
        : TimestampMath.plus(instant, span, zone);
  }

  /// `AT TIME ZONE` and `AT LOCAL`.
  private static void zones(Definitions d) {
    d.function(
        "timezone",
        Type.TIMESTAMPTZ,
        (in, row, out, context) -> {
          long value = in[1].getLong(row);
          // No zone is looked for where none is needed, not even one that does not exist.
          out.append(
              Timestamps.isFinite(value)
                  ? Timestamps.toInstant(
                      value, Zone.named(in[0].getString(row), context.timeZone()))
                  : value);
        },
        Type.TEXT,
        Type.TIMESTAMP);
    d.function(
        "timezone",
        Type.TIMESTAMP,
        (in, row, out, context) -> {
          long value = in[1].getLong(row);
          // No zone is looked for where none is needed, not even one that does not exist.
          out.append(
              Timestamps.isFinite(value)
                  ? Timestamps.toLocal(value, Zone.named(in[0].getString(row), context.timeZone()))
                  : value);
        },
        Type.TEXT,
        Type.TIMESTAMPTZ);
    d.function(
        "timezone",
        Type.TIMESTAMPTZ,
        (in, row, out, _) ->
            out.append(TimestampMath.atOffset(in[1].getLong(row), interval(in[0], row), false)),
        Type.INTERVAL,
        Type.TIMESTAMP);
    d.function(
        "timezone",
        Type.TIMESTAMP,
        (in, row, out, _) ->
            out.append(TimestampMath.atOffset(in[1].getLong(row), interval(in[0], row), true)),
        Type.INTERVAL,
        Type.TIMESTAMPTZ);
    d.stable(
        "timezone",
        Type.TIMESTAMPTZ,
        (in, row, out, context) ->
            out.append(Timestamps.toInstant(in[0].getLong(row), context.timeZone())),
        Type.TIMESTAMP);
    d.stable(
        "timezone",
        Type.TIMESTAMP,
        (in, row, out, context) ->
            out.append(Timestamps.toLocal(in[0].getLong(row), context.timeZone())),
        Type.TIMESTAMPTZ);
  }
}
