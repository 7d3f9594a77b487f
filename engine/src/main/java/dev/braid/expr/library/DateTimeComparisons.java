package dev.braid.expr.library;

import dev.braid.expr.Call;
import dev.braid.expr.Constant;
import dev.braid.expr.EvalContext;
import dev.braid.expr.ScalarFunction;
import dev.braid.expr.Volatility;
import dev.braid.expr.kernel.Comparison;
import dev.braid.expr.kernel.IntComparisons;
import dev.braid.expr.kernel.LongComparisons;
import dev.braid.expr.kernel.TimestampConversions;
import dev.braid.type.Interval;
import dev.braid.type.Intervals;
import dev.braid.type.Kind;
import dev.braid.type.Timestamps;
import dev.braid.type.Type;
import dev.braid.vector.BoolColumn;
import dev.braid.vector.Column;
import dev.braid.vector.IntColumn;
import dev.braid.vector.LongColumn;
import dev.braid.vector.Validity;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Comparisons within and between the types of dates and times.
///
/// Between two types both sides become numbers in the order of the finer one, see
/// [TimestampConversions].
final class DateTimeComparisons {
  private static final List<Type> MOMENTS = List.of(Type.DATE, Type.TIMESTAMP, Type.TIMESTAMPTZ);

  private DateTimeComparisons() {}

  static void register(Definitions d) {
    for (Comparison comparison : Comparison.values()) {
      String symbol = comparison.symbol();
      d.operator(symbol, Type.BOOL, ComparisonOperators.same(comparison), Type.TIME, Type.TIME);
      d.operator(symbol, Type.BOOL, intervals(comparison), Type.INTERVAL, Type.INTERVAL);
      for (Type left : MOMENTS) {
        for (Type right : MOMENTS) {
          if (left.equals(right)) {
            d.operator(symbol, Type.BOOL, ComparisonOperators.same(comparison), left, right);
          } else if (zoned(left, right)) {
            d.operator(symbol, Type.BOOL, Volatility.STABLE, mixed(comparison), left, right);
          } else {
            d.operator(symbol, Type.BOOL, mixed(comparison), left, right);
          }
        }
      }
    }
  }

  private static boolean zoned(Type left, Type right) {
    return left.kind() == Kind.TIMESTAMPTZ || right.kind() == Kind.TIMESTAMPTZ;
  }

  private static ScalarFunction.Binder mixed(Comparison comparison) {
    return call -> {
      Kind left = kind(call, 0);
      Kind right = kind(call, 1);
      ScalarFunction.Kernel byDays =
          left == Kind.DATE && right == Kind.TIMESTAMP ? byDays(comparison, call) : null;
      if (byDays != null) {
        return byDays;
      }
      boolean zoned = left == Kind.TIMESTAMPTZ || right == Kind.TIMESTAMPTZ;
      return (columns, size, validity, context) ->
          LongComparisons.compare(
              comparison,
              keys(columns[0], left, zoned, size, validity, context),
              keys(columns[1], right, zoned, size, validity, context),
              size,
              validity);
    };
  }

  /// Dates compared with one timestamp are compared with its day: a timestamp between two days is
  /// after the first, and before the second. Null where there is no one timestamp, or none that a
  /// date could be equal to.
  private static ScalarFunction.@Nullable Kernel byDays(Comparison comparison, Call call) {
    if (!(call.arguments().get(1) instanceof Constant constant)
        || !(constant.value() instanceof Long timestamp)
        || timestamp == Timestamps.INFINITY
        || timestamp == Timestamps.NEGATIVE_INFINITY) {
      return null;
    }
    boolean midnight = Math.floorMod(timestamp, Timestamps.MICROS_PER_DAY) == 0;
    if (!midnight && (comparison == Comparison.EQUAL || comparison == Comparison.NOT_EQUAL)) {
      return null;
    }
    Comparison days =
        switch (comparison) {
          case LESS -> midnight ? Comparison.LESS : Comparison.LESS_OR_EQUAL;
          case GREATER_OR_EQUAL -> midnight ? Comparison.GREATER_OR_EQUAL : Comparison.GREATER;
          default -> comparison;
        };
    int day = (int) Math.floorDiv(timestamp, Timestamps.MICROS_PER_DAY);
    return (columns, size, validity, _) -> {
      int[] all = new int[size];
      Arrays.fill(all, day);
      return IntComparisons.compare(
          days, columns[0], new IntColumn(all, size, null), size, validity);
    };
  }

  private static Kind kind(Call call, int argument) {
    return call.function().argumentTypes().get(argument).kind();
  }

  private static LongColumn keys(
      Column column,
      Kind kind,
      boolean zoned,
      int size,
      long @Nullable [] validity,
      EvalContext context) {
    if (kind == Kind.TIMESTAMPTZ) {
      return (LongColumn) column;
    }
    LongColumn local =
        kind == Kind.DATE ? TimestampConversions.dateKeys(column, size) : (LongColumn) column;
    return zoned
        ? TimestampConversions.instantKeys(local, context.timeZone(), size, validity)
        : local;
  }

  private static ScalarFunction.Binder intervals(Comparison comparison) {
    return _ ->
        (columns, size, validity, _) -> {
          boolean[] result = new boolean[size];
          for (int row = 0; row < size; row++) {
            if (Validity.isValid(validity, row)) {
              Interval left = (Interval) columns[0].getObject(row);
              Interval right = (Interval) columns[1].getObject(row);
              result[row] = comparison.holds(Intervals.compare(left, right));
            }
          }
          return new BoolColumn(result, size, validity);
        };
  }
}
