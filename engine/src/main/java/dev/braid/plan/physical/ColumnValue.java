package dev.braid.plan.physical;

import dev.braid.expr.ColumnRef;
import dev.braid.expr.Constant;
import dev.braid.type.Kind;
import dev.braid.type.Type;
import org.jspecify.annotations.Nullable;

/// A constant that a column of another type is compared with, as a value of the column's own type:
/// only such values can be looked up in its statistics and zone maps.
///
/// A timestamp compared with dates lies on a day or between two of them. `value` is the day that it
/// lies on or just after.
///
/// @param exact whether the constant is that value, and not a little more
record ColumnValue(Object value, boolean exact) {
  private static final long DAY = 86_400_000_000L;

  /// Null where the constant has no place among the column's values.
  static @Nullable ColumnValue of(ColumnRef column, Constant constant) {
    Object value = constant.value();
    if (value == null) {
      return null;
    }
    Type to = column.type();
    Type from = constant.type();
    if (to.sameKind(from) || isString(to) && isString(from)) {
      return new ColumnValue(value, true);
    }
    if (isWhole(to) && isWhole(from) && value instanceof Number number) {
      return whole(to, number.longValue());
    }
    if (to.kind() == Kind.DATE && from.kind() == Kind.TIMESTAMP && value instanceof Long micros) {
      long day = Math.floorDiv(micros, DAY);
      return isInfinite(micros)
          ? null
          : new ColumnValue((int) day, Math.floorMod(micros, DAY) == 0);
    }
    if (to.kind() == Kind.TIMESTAMP && from.kind() == Kind.DATE && value instanceof Integer day) {
      return day == Integer.MIN_VALUE || day == Integer.MAX_VALUE
          ? null
          : new ColumnValue(day * DAY, true);
    }
    return null;
  }

  private static @Nullable ColumnValue whole(Type to, long number) {
    if (to.kind() == Kind.INT8) {
      return new ColumnValue(number, true);
    }
    int most = to.kind() == Kind.INT2 ? Short.MAX_VALUE : Integer.MAX_VALUE;
    return number < -most - 1L || number > most ? null : new ColumnValue((int) number, true);
  }

  private static boolean isInfinite(long micros) {
    return micros == Long.MIN_VALUE || micros == Long.MAX_VALUE;
  }

  private static boolean isWhole(Type type) {
    return type.kind() == Kind.INT2 || type.kind() == Kind.INT4 || type.kind() == Kind.INT8;
  }

  private static boolean isString(Type type) {
    return type.kind() == Kind.TEXT || type.kind() == Kind.VARCHAR;
  }
}
