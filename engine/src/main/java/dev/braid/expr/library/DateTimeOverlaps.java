package dev.braid.expr.library;

import static dev.braid.expr.library.DateTimeOperators.interval;

import dev.braid.expr.EvalContext;
import dev.braid.expr.ScalarFunction;
import dev.braid.expr.Volatility;
import dev.braid.type.Interval;
import dev.braid.type.Kind;
import dev.braid.type.Times;
import dev.braid.type.TimestampMath;
import dev.braid.type.Type;
import dev.braid.vector.Column;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `overlaps`, the function behind `(a, b) OVERLAPS (c, d)`. The second of each pair may be an
/// interval, which counts from the first. Not strict: NULL in one place may leave an answer.
final class DateTimeOverlaps {
  private DateTimeOverlaps() {}

  static void register(Definitions d) {
    for (Type type : new Type[] {Type.TIME, Type.TIMESTAMP, Type.TIMESTAMPTZ}) {
      overload(d, type, type, type);
      overload(d, type, Type.INTERVAL, Type.INTERVAL);
      overload(d, type, type, Type.INTERVAL);
      overload(d, type, Type.INTERVAL, type);
    }
  }

  private static void overload(Definitions d, Type moment, Type firstEnd, Type secondEnd) {
    boolean plain = firstEnd.equals(moment) && secondEnd.equals(moment);
    Kind kind = moment.kind();
    boolean firstSpan = firstEnd.kind() == Kind.INTERVAL;
    boolean secondSpan = secondEnd.kind() == Kind.INTERVAL;
    d.catalog()
        .function(
            new ScalarFunction(
                "overlaps",
                List.of(moment, firstEnd, moment, secondEnd),
                Type.BOOL,
                false,
                false,
                plain || kind != Kind.TIMESTAMPTZ ? Volatility.IMMUTABLE : Volatility.STABLE,
                Definitions.perRow(
                    (in, row, out, context) -> {
                      Long start1 = moment(in[0], row);
                      Long end1 = end(kind, start1, in[1], row, firstSpan, context);
                      Long start2 = moment(in[2], row);
                      Long end2 = end(kind, start2, in[3], row, secondSpan, context);
                      Boolean answer = TimestampMath.overlaps(start1, end1, start2, end2);
                      if (answer == null) {
                        out.appendNull();
                      } else {
                        out.append(answer.booleanValue());
                      }
                    })));
  }

  private static @Nullable Long moment(Column column, int row) {
    return column.isNull(row) ? null : column.getLong(row);
  }

  private static @Nullable Long end(
      Kind kind, @Nullable Long start, Column column, int row, boolean span, EvalContext context) {
    if (!span) {
      return moment(column, row);
    }
    if (start == null || column.isNull(row)) {
      return null;
    }
    Interval interval = interval(column, row);
    return switch (kind) {
      case TIME -> Times.plus(start, interval);
      case TIMESTAMP -> TimestampMath.plus(start, interval);
      default -> TimestampMath.plus(start, interval, context.timeZone());
    };
  }
}
