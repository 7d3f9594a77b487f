package dev.braid.expr.library;

import static dev.braid.expr.library.DateTimeOperators.interval;

import dev.braid.expr.Call;
import dev.braid.expr.Constant;
import dev.braid.expr.ScalarFunction;
import dev.braid.expr.Volatility;
import dev.braid.expr.kernel.DateExtraction;
import dev.braid.expr.kernel.TimestampTruncation;
import dev.braid.type.DatePartDoubles;
import dev.braid.type.DateParts;
import dev.braid.type.DateTrunc;
import dev.braid.type.IntervalUnit;
import dev.braid.type.Kind;
import dev.braid.type.Numeric;
import dev.braid.type.TimestampMath;
import dev.braid.type.Type;
import dev.braid.type.Zone;
import dev.braid.vector.Column;
import dev.braid.vector.ColumnBuilder;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// `extract`, `date_part`, `date_trunc` and `date_bin`. With a constant field the common ones are
/// loops over whole columns.
final class DateTimeFields {
  private DateTimeFields() {}

  static void register(Definitions d) {
    extract(d, Type.DATE, Volatility.IMMUTABLE);
    extract(d, Type.TIME, Volatility.IMMUTABLE);
    extract(d, Type.TIMESTAMP, Volatility.IMMUTABLE);
    extract(d, Type.TIMESTAMPTZ, Volatility.STABLE);
    extract(d, Type.INTERVAL, Volatility.IMMUTABLE);
    truncate(d);
    for (Type type : new Type[] {Type.TIMESTAMP, Type.TIMESTAMPTZ}) {
      d.function(
          "date_bin",
          type,
          (in, row, out, _) ->
              out.append(
                  TimestampMath.bin(interval(in[0], row), in[1].getLong(row), in[2].getLong(row))),
          Type.INTERVAL,
          type,
          type);
    }
  }

  private static void extract(Definitions d, Type from, Volatility volatility) {
    Kind kind = from.kind();
    ScalarFunction.Binder exact =
        Definitions.perRow(
            (in, row, out, context) ->
                append(out, exact(kind, in[0].getString(row), in[1], row, context.timeZone())));
    d.function(
        "extract", Type.NUMERIC, volatility, call -> fast(call, kind, exact), Type.TEXT, from);
    d.function(
        "date_part",
        Type.FLOAT8,
        volatility,
        Definitions.perRow(
            (in, row, out, context) -> {
              Double part = approximate(kind, in[0].getString(row), in[1], row, context.timeZone());
              if (part == null) {
                out.appendNull();
              } else {
                out.append(part.doubleValue());
              }
            }),
        Type.TEXT,
        from);
  }

  private static @Nullable Number exact(
      Kind kind, String field, Column column, int row, Zone zone) {
    return switch (kind) {
      case DATE -> DateParts.ofDate(field, column.getInt(row));
      case TIME -> DateParts.ofTime(field, column.getLong(row));
      case TIMESTAMP -> DateParts.ofTimestamp(field, column.getLong(row));
      case TIMESTAMPTZ -> DateParts.ofInstant(field, column.getLong(row), zone);
      default -> DateParts.ofInterval(field, interval(column, row));
    };
  }

  private static @Nullable Double approximate(
      Kind kind, String field, Column column, int row, Zone zone) {
    return switch (kind) {
      case DATE -> DatePartDoubles.ofDate(field, column.getInt(row));
      case TIME -> DatePartDoubles.ofTime(field, column.getLong(row));
      case TIMESTAMP -> DatePartDoubles.ofTimestamp(field, column.getLong(row));
      case TIMESTAMPTZ -> DatePartDoubles.ofInstant(field, column.getLong(row), zone);
      default -> DatePartDoubles.ofInterval(field, interval(column, row));
    };
  }

  private static void append(ColumnBuilder out, @Nullable Number part) {
    switch (part) {
      case null -> out.appendNull();
      case BigDecimal decimal -> out.append(Numeric.of(decimal));
      default -> out.append(part.doubleValue() > 0 ? Numeric.INFINITY : Numeric.NEGATIVE_INFINITY);
    }
  }

  /// The loop over columns where the field is constant, with the rows' own way to fall back on.
  private static ScalarFunction.Kernel fast(Call call, Kind kind, ScalarFunction.Binder rows) {
    ScalarFunction.Kernel slow = rows.bind(call);
    IntervalUnit unit = constantField(call);
    if (unit == null || kind == Kind.TIME || kind == Kind.INTERVAL) {
      return slow;
    }
    return (columns, size, validity, context) -> {
      Column loop =
          switch (kind) {
            case DATE -> DateExtraction.ofDates(unit, columns[1], size, validity);
            case TIMESTAMP -> DateExtraction.ofTimestamps(unit, columns[1], null, size, validity);
            default ->
                DateExtraction.ofTimestamps(unit, columns[1], context.timeZone(), size, validity);
          };
      return loop != null ? loop : slow.apply(columns, size, validity, context);
    };
  }

  private static @Nullable IntervalUnit constantField(Call call) {
    return call.arguments().getFirst() instanceof Constant constant
            && constant.value() instanceof String field
        ? IntervalUnit.field(field.toLowerCase(Locale.ROOT))
        : null;
  }

  private static void truncate(Definitions d) {
    ScalarFunction.Binder timestamps =
        Definitions.perRow(
            (in, row, out, _) ->
                out.append(DateTrunc.timestamp(in[0].getString(row), in[1].getLong(row))));
    d.function(
        "date_trunc",
        Type.TIMESTAMP,
        call -> truncating(call, timestamps, false),
        Type.TEXT,
        Type.TIMESTAMP);
    ScalarFunction.Binder instants =
        Definitions.perRow(
            (in, row, out, context) ->
                out.append(
                    DateTrunc.instant(
                        in[0].getString(row), in[1].getLong(row), context.timeZone())));
    d.function(
        "date_trunc",
        Type.TIMESTAMPTZ,
        Volatility.STABLE,
        call -> truncating(call, instants, true),
        Type.TEXT,
        Type.TIMESTAMPTZ);
    d.function(
        "date_trunc",
        Type.TIMESTAMPTZ,
        (in, row, out, context) ->
            out.append(
                DateTrunc.instant(
                    in[0].getString(row),
                    in[1].getLong(row),
                    Zone.named(in[2].getString(row), context.timeZone()))),
        Type.TEXT,
        Type.TIMESTAMPTZ,
        Type.TEXT);
    d.function(
        "date_trunc",
        Type.INTERVAL,
        (in, row, out, _) ->
            out.append(DateTrunc.interval(in[0].getString(row), interval(in[1], row))),
        Type.TEXT,
        Type.INTERVAL);
  }

  private static ScalarFunction.Kernel truncating(
      Call call, ScalarFunction.Binder rows, boolean zoned) {
    IntervalUnit unit = constantField(call);
    if (unit == null || unit.compareTo(IntervalUnit.MILLENNIUM) > 0) {
      return rows.bind(call);
    }
    return (columns, size, validity, context) ->
        TimestampTruncation.truncate(
            unit, columns[1], zoned ? context.timeZone() : null, size, validity);
  }
}
