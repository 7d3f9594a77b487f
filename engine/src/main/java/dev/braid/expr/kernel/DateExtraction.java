package dev.braid.expr.kernel;

import dev.braid.type.Dates;
import dev.braid.type.IntervalUnit;
import dev.braid.type.Timestamps;
import dev.braid.type.Zone;
import dev.braid.vector.Column;
import dev.braid.vector.IntColumn;
import dev.braid.vector.LongColumn;
import dev.braid.vector.NumericColumn;
import org.jspecify.annotations.Nullable;

/// `extract` of one field from whole columns of finite dates and timestamps.
///
/// The methods return null where they do not know the field, or where a row is not finite (also one
/// without a value, whose leftover may be anything): then the rows must be asked one by one.
public final class DateExtraction {
  private static final int DAY_SECONDS = 86_400;

  private DateExtraction() {}

  public static @Nullable NumericColumn ofDates(
      IntervalUnit unit, Column dates, int size, long @Nullable [] validity) {
    int[] days = ((IntColumn) dates).values();
    if (!inRange(days, size)) {
      return null;
    }
    long[] result = new long[size];
    if (unit == IntervalUnit.EPOCH) {
      int unixEpoch = (int) (Timestamps.UNIX_EPOCH / Timestamps.MICROS_PER_DAY);
      for (int i = 0; i < size; i++) {
        result[i] = ((long) days[i] - unixEpoch) * DAY_SECONDS;
      }
    } else if (!calendar(unit, days, result)) {
      return null;
    }
    return NumericColumn.ofLongs(result, 0, size, validity);
  }

  /// @param zone of instants; null for timestamps
  public static @Nullable NumericColumn ofTimestamps(
      IntervalUnit unit,
      Column timestamps,
      @Nullable Zone zone,
      int size,
      long @Nullable [] validity) {
    long[] values = ((LongColumn) timestamps).values();
    if (!inRange(values, size)) {
      return null;
    }
    long[] result = new long[size];
    if (unit == IntervalUnit.EPOCH) {
      for (int i = 0; i < size; i++) {
        result[i] = values[i] - Timestamps.UNIX_EPOCH;
      }
      return NumericColumn.ofLongs(result, 6, size, validity);
    }
    long[] locals = zone == null ? values : locals(values, zone, size);
    if (clock(unit, locals, result)) {
      int scale = unit == IntervalUnit.SECOND ? 6 : unit == IntervalUnit.MILLISECOND ? 3 : 0;
      return NumericColumn.ofLongs(result, scale, size, validity);
    }
    return calendar(unit, days(locals, size), result)
        ? NumericColumn.ofLongs(result, 0, size, validity)
        : null;
  }

  private static boolean inRange(int[] days, int size) {
    boolean finite = true;
    for (int i = 0; i < size; i++) {
      finite &= days[i] >= Dates.MIN & days[i] <= Dates.MAX;
    }
    return finite;
  }

  /// Whether the seconds since 1970 of all fit into a long, too.
  private static boolean inRange(long[] values, int size) {
    long last = Long.MAX_VALUE + Timestamps.UNIX_EPOCH;
    boolean inside = true;
    for (int i = 0; i < size; i++) {
      inside &= values[i] >= Timestamps.MIN & values[i] < last;
    }
    return inside;
  }

  private static long[] locals(long[] instants, Zone zone, int size) {
    long[] locals = new long[size];
    for (int i = 0; i < size; i++) {
      locals[i] = zone.toLocal(instants[i]);
    }
    return locals;
  }

  private static int[] days(long[] timestamps, int size) {
    int[] days = new int[size];
    for (int i = 0; i < size; i++) {
      days[i] = Timestamps.dayOf(timestamps[i]);
    }
    return days;
  }

  private static boolean clock(IntervalUnit unit, long[] locals, long[] result) {
    switch (unit) {
      case HOUR -> divided(locals, Timestamps.MICROS_PER_DAY, Timestamps.MICROS_PER_HOUR, result);
      case MINUTE ->
          divided(locals, Timestamps.MICROS_PER_HOUR, Timestamps.MICROS_PER_MINUTE, result);
      case SECOND, MILLISECOND, MICROSECOND ->
          divided(locals, Timestamps.MICROS_PER_MINUTE, 1, result);
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void divided(long[] locals, long whole, long part, long[] result) {
    for (int i = 0; i < result.length; i++) {
      result[i] = Math.floorMod(locals[i], whole) / part;
    }
  }

  private static boolean calendar(IntervalUnit unit, int[] days, long[] result) {
    switch (unit) {
      case YEAR -> years(days, result);
      case MONTH -> months(days, result);
      case DAY -> daysOfMonth(days, result);
      case QUARTER -> quarters(days, result);
      case DOW -> daysOfWeek(days, 6, 0, result);
      case ISODOW -> daysOfWeek(days, 5, 1, result);
      case DOY -> daysOfYear(days, result);
      case WEEK -> weeks(days, result);
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void years(int[] days, long[] result) {
    for (int i = 0; i < result.length; i++) {
      int year = Dates.year(days[i]);
      result[i] = year > 0 ? year : year - 1;
    }
  }

  private static void months(int[] days, long[] result) {
    for (int i = 0; i < result.length; i++) {
      result[i] = Dates.month(days[i]);
    }
  }

  private static void daysOfMonth(int[] days, long[] result) {
    for (int i = 0; i < result.length; i++) {
      result[i] = Dates.day(days[i]);
    }
  }

  private static void quarters(int[] days, long[] result) {
    for (int i = 0; i < result.length; i++) {
      result[i] = Dates.quarter(days[i]);
    }
  }

  private static void daysOfWeek(int[] days, int shift, int first, long[] result) {
    for (int i = 0; i < result.length; i++) {
      result[i] = (long) Math.floorMod(days[i] + (long) shift, 7) + first;
    }
  }

  private static void daysOfYear(int[] days, long[] result) {
    for (int i = 0; i < result.length; i++) {
      result[i] = Dates.dayOfYear(days[i]);
    }
  }

  private static void weeks(int[] days, long[] result) {
    for (int i = 0; i < result.length; i++) {
      result[i] = Dates.isoWeek(days[i]);
    }
  }
}
