package dev.braid.expr.library;

import static dev.braid.expr.library.DateTimeOperators.interval;

import dev.braid.type.DateFormat;
import dev.braid.type.Type;
import dev.braid.vector.ColumnBuilder;
import org.jspecify.annotations.Nullable;

/// `to_char`, `to_date` and `to_timestamp` with a template.
final class DateTimeFormats {
  private DateTimeFormats() {}

  static void register(Definitions d) {
    d.stable(
        "to_char",
        Type.TEXT,
        (in, row, out, _) ->
            append(out, DateFormat.timestamp(in[0].getLong(row), in[1].getString(row))),
        Type.TIMESTAMP,
        Type.TEXT);
    d.stable(
        "to_char",
        Type.TEXT,
        (in, row, out, context) ->
            append(
                out,
                DateFormat.instant(in[0].getLong(row), in[1].getString(row), context.timeZone())),
        Type.TIMESTAMPTZ,
        Type.TEXT);
    d.stable(
        "to_char",
        Type.TEXT,
        (in, row, out, _) ->
            append(out, DateFormat.interval(interval(in[0], row), in[1].getString(row))),
        Type.INTERVAL,
        Type.TEXT);
    d.stable(
        "to_date",
        Type.DATE,
        (in, row, out, _) ->
            out.append(DateFormat.toDate(in[0].getString(row), in[1].getString(row))),
        Type.TEXT,
        Type.TEXT);
    d.stable(
        "to_timestamp",
        Type.TIMESTAMPTZ,
        (in, row, out, context) ->
            out.append(
                DateFormat.toTimestamp(
                    in[0].getString(row), in[1].getString(row), context.timeZone())),
        Type.TEXT,
        Type.TEXT);
  }

  private static void append(ColumnBuilder out, @Nullable String text) {
    if (text == null) {
      out.appendNull();
    } else {
      out.append(text);
    }
  }
}
