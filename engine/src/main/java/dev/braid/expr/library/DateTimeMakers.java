package dev.braid.expr.library;

import dev.braid.type.Dates;
import dev.braid.type.Intervals;
import dev.braid.type.MakeDateTime;
import dev.braid.type.Times;
import dev.braid.type.Timestamps;
import dev.braid.type.Type;
import dev.braid.type.Zone;
import dev.braid.vector.Column;
import java.util.Arrays;

/// `make_date` and its like, and timestamps of seconds.
final class DateTimeMakers {
  private DateTimeMakers() {}

  static void register(Definitions d) {
    d.function(
        "make_date",
        Type.DATE,
        (in, row, out, _) ->
            out.append(Dates.make(in[0].getInt(row), in[1].getInt(row), in[2].getInt(row))),
        Type.INT4,
        Type.INT4,
        Type.INT4);
    d.function(
        "make_time",
        Type.TIME,
        (in, row, out, _) ->
            out.append(Times.make(in[0].getInt(row), in[1].getInt(row), in[2].getDouble(row))),
        Type.INT4,
        Type.INT4,
        Type.FLOAT8);
    Type[] parts = {Type.INT4, Type.INT4, Type.INT4, Type.INT4, Type.INT4, Type.FLOAT8};
    d.function(
        "make_timestamp",
        Type.TIMESTAMP,
        (in, row, out, _) -> out.append(timestamp(in, row)),
        parts);
    d.stable(
        "make_timestamptz",
        Type.TIMESTAMPTZ,
        (in, row, out, context) ->
            out.append(Timestamps.toInstant(timestamp(in, row), context.timeZone())),
        parts);
    Type[] zoned = Arrays.copyOf(parts, 7);
    zoned[6] = Type.TEXT;
    d.stable(
        "make_timestamptz",
        Type.TIMESTAMPTZ,
        (in, row, out, context) -> {
          long local = timestamp(in, row);
          Zone zone = Zone.ofArgument(in[6].getString(row), context.timeZone());
          out.append(Timestamps.toInstant(local, zone));
        },
        zoned);
    d.function(
        "to_timestamp",
        Type.TIMESTAMPTZ,
        (in, row, out, _) -> out.append(Timestamps.ofUnixSeconds(in[0].getDouble(row))),
        Type.FLOAT8);
    intervals(d);
  }

  private static long timestamp(Column[] in, int row) {
    return MakeDateTime.timestamp(
        in[0].getInt(row),
        in[1].getInt(row),
        in[2].getInt(row),
        in[3].getInt(row),
        in[4].getInt(row),
        in[5].getDouble(row));
  }

  /// Every argument of `make_interval` may be left out from some point on, then it is 0.
  private static void intervals(Definitions d) {
    Type[] all = {Type.INT4, Type.INT4, Type.INT4, Type.INT4, Type.INT4, Type.INT4, Type.FLOAT8};
    for (int count = 0; count <= all.length; count++) {
      d.function(
          "make_interval",
          Type.INTERVAL,
          (in, row, out, _) ->
              out.append(
                  Intervals.make(
                      integer(in, 0, row),
                      integer(in, 1, row),
                      integer(in, 2, row),
                      integer(in, 3, row),
                      integer(in, 4, row),
                      integer(in, 5, row),
                      in.length > 6 ? in[6].getDouble(row) : 0)),
          Arrays.copyOf(all, count));
    }
  }

  private static int integer(Column[] in, int argument, int row) {
    return argument < in.length ? in[argument].getInt(row) : 0;
  }
}
