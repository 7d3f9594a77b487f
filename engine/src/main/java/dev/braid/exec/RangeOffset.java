package dev.braid.exec;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.expr.EvalContext;
import dev.braid.expr.aggregate.ValueOrder;
import dev.braid.type.Floats;
import dev.braid.type.Interval;
import dev.braid.type.Intervals;
import dev.braid.type.Kind;
import dev.braid.type.Numeric;
import dev.braid.type.TimestampMath;
import dev.braid.type.Timestamps;
import dev.braid.type.Type;
import dev.braid.vector.Column;
import dev.braid.vector.Values;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// One bound `RANGE offset PRECEDING` or `FOLLOWING`, moved forward from row to row: the first row
/// whose value is not before `value - offset` (or `value + offset`), for an end the first one
/// behind it. NULLs are peers of each other and far from everything else.
///
/// The limits are those of PostgreSQL's `in_range` functions: a sum that overflows is beyond all
/// values, NaN is its own only neighbour, an infinite offset reaches everything from an infinite
/// value.
final class RangeOffset {
  private final int size;
  private final Column column;
  private final Type type;
  private final Type offsetType;
  private final Object offset;
  private final boolean end;
  private final boolean nullsFirst;

  /// Whether the limit is the value less the offset; of a descending order the other way round.
  private final boolean subtract;

  /// Whether rows up to the limit are looked for, else those from it on.
  private final boolean less;

  private final EvalContext context;
  private final Comparator<Object> order;
  private int bound;

  RangeOffset(
      WindowPartition partition,
      Type offsetType,
      Object offset,
      boolean preceding,
      boolean end,
      EvalContext context) {
    SortKey key = partition.order().get(0);
    size = partition.size();
    column = partition.column(key.column());
    type = partition.input().type(key.column());
    this.offsetType = offsetType;
    this.offset = offset;
    this.end = end;
    this.context = context;
    nullsFirst = key.nullsFirst();
    subtract = preceding != key.descending();
    less = end != key.descending();
    order = ValueOrder.comparator(type);
  }

  /// The bound of a row; rows are asked for in order.
  int next(int row) {
    Object base = Values.get(column, row, type);
    while (bound < size && passes(Values.get(column, bound, type), base)) {
      bound++;
    }
    return bound;
  }

  /// Whether the bound lies behind this value.
  private boolean passes(@Nullable Object value, @Nullable Object base) {
    if (value == null || base == null) {
      if (end) {
        return nullsFirst ? value == null || base != null : value != null || base == null;
      }
      return nullsFirst ? value == null && base != null : value != null && base == null;
    }
    return end == inRange(value, base);
  }

  private boolean inRange(Object value, Object base) {
    return switch (type.kind()) {
      case INT2, INT4, INT8 -> integers(((Number) value).longValue(), ((Number) base).longValue());
      case FLOAT4, FLOAT8 -> doubles((double) value, (double) base);
      case NUMERIC -> numerics((Numeric) value, (Numeric) base);
      case TIME -> times((long) value, (long) base);
      case DATE -> timestamps(Timestamps.ofDate((int) value), Timestamps.ofDate((int) base));
      case TIMESTAMP, TIMESTAMPTZ -> timestamps((long) value, (long) base);
      case INTERVAL -> intervals((Interval) value, (Interval) base);
      default ->
          throw new BraidException(
              SqlState.FEATURE_NOT_SUPPORTED,
              "RANGE with offset PRECEDING/FOLLOWING is not supported for column type " + type);
    };
  }

  private boolean within(int comparison) {
    return less ? comparison <= 0 : comparison >= 0;
  }

  private boolean integers(long value, long base) {
    long distance = offsetType.kind() == Kind.INT8 ? (long) offset : (int) offset;
    require(distance >= 0);
    long sum = subtract ? base - distance : base + distance;
    boolean overflow = subtract ? sum > base : sum < base;
    return overflow ? subtract != less : within(Long.compare(value, sum));
  }

  private boolean doubles(double value, double base) {
    double distance = (double) offset;
    require(distance >= 0);
    if (Double.isNaN(value)) {
      return Double.isNaN(base) || !less;
    }
    if (Double.isNaN(base)) {
      return less;
    }
    double sum = subtract ? base - distance : base + distance;
    return Double.isNaN(sum) || within(Floats.compare(value, sum));
  }

  private boolean numerics(Numeric value, Numeric base) {
    Numeric distance = (Numeric) offset;
    require(!distance.isNaN() && distance.signum() >= 0);
    if (value.isNaN()) {
      return base.isNaN() || !less;
    }
    if (base.isNaN()) {
      return less;
    }
    Numeric sum = subtract ? base.subtract(distance) : base.add(distance);
    return sum.isNaN() || within(value.compareTo(sum));
  }

  /// Months and days of the offset do not count.
  private boolean times(long value, long base) {
    long distance = ((Interval) offset).micros();
    require(distance >= 0);
    if (subtract) {
      return within(Long.compare(value, base - distance));
    }
    long sum = base + distance;
    return sum < base ? less : within(Long.compare(value, sum));
  }

  private boolean timestamps(long value, long base) {
    Interval distance = (Interval) offset;
    require(Intervals.sign(distance) >= 0);
    if (distance.equals(Interval.INFINITY)
        && base == (subtract ? Timestamps.INFINITY : Timestamps.NEGATIVE_INFINITY)) {
      return true;
    }
    boolean zoned = type.kind() == Kind.TIMESTAMPTZ;
    Interval signed = subtract ? Intervals.negate(distance) : distance;
    long sum =
        zoned
            ? TimestampMath.plus(base, signed, context.timeZone())
            : TimestampMath.plus(base, signed);
    return within(Long.compare(value, sum));
  }

  private boolean intervals(Interval value, Interval base) {
    Interval distance = (Interval) offset;
    require(Intervals.sign(distance) >= 0);
    if (distance.equals(Interval.INFINITY)
        && base.equals(subtract ? Interval.INFINITY : Interval.NEGATIVE_INFINITY)) {
      return true;
    }
    Interval sum = subtract ? Intervals.minus(base, distance) : Intervals.plus(base, distance);
    return within(order.compare(value, sum));
  }

  private static void require(boolean notNegative) {
    if (!notNegative) {
      throw new BraidException(
          SqlState.INVALID_PRECEDING_OR_FOLLOWING_SIZE,
          "invalid preceding or following size in window function");
    }
  }
}
