package dev.braid.type;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import org.jspecify.annotations.Nullable;

/// Arithmetic of timestamps. Where a zone is given the timestamps are instants, and days and months
/// those of the zone's calendar.
public final class TimestampMath {
  private TimestampMath() {}

  /// `timestamp + interval`: months first (the day is cut to the month's length), then days, then
  /// the time.
  ///
  /// @throws BraidException 22008 `timestamp out of range`
  public static long plus(long timestamp, Interval interval) {
    return plus(timestamp, interval, null);
  }

  /// `timestamptz + interval`.
  ///
  /// @throws BraidException 22008 `timestamp out of range`
  public static long plus(long instant, Interval interval, @Nullable Zone zone) {
    if (!interval.isFinite()) {
      long infinite =
          interval.equals(Interval.INFINITY) ? Timestamps.INFINITY : Timestamps.NEGATIVE_INFINITY;
      if (!Timestamps.isFinite(instant) && instant != infinite) {
        throw Timestamps.outOfRange();
      }
      return infinite;
    }
    if (!Timestamps.isFinite(instant)) {
      return instant;
    }
    long result = instant;
    if (interval.months() != 0) {
      long local = zone == null ? result : zone.toLocal(result);
      long day = plusMonths(Timestamps.dayOf(local), interval.months());
      result = stored(day, Timestamps.timeOf(local), zone);
    }
    if (interval.days() != 0) {
      long local = zone == null ? result : zone.toLocal(result);
      result =
          stored(Timestamps.dayOf(local) + (long) interval.days(), Timestamps.timeOf(local), zone);
    }
    long sum = result + interval.micros();
    if (((result ^ sum) & (interval.micros() ^ sum)) < 0) {
      throw Timestamps.outOfRange();
    }
    return Timestamps.checked(sum);
  }

  private static long stored(long day, long time, @Nullable Zone zone) {
    if (day < Dates.MIN - 1 || day > Timestamps.END / Timestamps.MICROS_PER_DAY) {
      throw Timestamps.outOfRange();
    }
    long local = day * Timestamps.MICROS_PER_DAY + time;
    return Timestamps.checked(zone == null ? local : zone.toUtc(local));
  }

  private static long plusMonths(int day, int months) {
    long civil = Dates.toCivil(day);
    long month = Dates.monthOf(civil) - 1L + months;
    long year = Dates.yearOf(civil) + Math.floorDiv(month, 12);
    int monthOfYear = Math.floorMod(month, 12) + 1;
    int dayOfMonth = Math.min(Dates.dayOf(civil), Dates.daysInMonth(year, monthOfYear));
    return Dates.dayNumber(year, monthOfYear, dayOfMonth);
  }

  /// `timestamp - interval`.
  public static long minus(long timestamp, Interval interval) {
    return plus(timestamp, Intervals.negate(interval), null);
  }

  /// `timestamptz - interval`.
  public static long minus(long instant, Interval interval, @Nullable Zone zone) {
    return plus(instant, Intervals.negate(interval), zone);
  }

  /// `date + interval`, a timestamp.
  public static long datePlus(int date, Interval interval) {
    return plus(Timestamps.ofDate(date), interval, null);
  }

  /// `date - interval`, a timestamp.
  public static long dateMinus(int date, Interval interval) {
    return minus(Timestamps.ofDate(date), interval, null);
  }

  /// `timestamp - timestamp` and `timestamptz - timestamptz`: days of 24 hours and time.
  ///
  /// @throws BraidException 22008 `interval out of range`
  public static Interval difference(long left, long right) {
    Interval infinite = infiniteDifference(left, right);
    if (infinite != null) {
      return infinite;
    }
    return Intervals.justifyHours(new Interval(0, 0, Intervals.subtractExact(left, right)));
  }

  private static @Nullable Interval infiniteDifference(long left, long right) {
    if (Timestamps.isFinite(left) && Timestamps.isFinite(right)) {
      return null;
    }
    if (left == right) {
      throw Intervals.outOfRange();
    }
    boolean positive = left == Timestamps.INFINITY || right == Timestamps.NEGATIVE_INFINITY;
    return positive ? Interval.INFINITY : Interval.NEGATIVE_INFINITY;
  }

  /// `age(timestamp, timestamp)`: years, months, days and time by the calendar.
  public static Interval age(long left, long right) {
    return age(left, right, Zone.UTC);
  }

  /// `age(timestamptz, timestamptz)`.
  public static Interval age(long left, long right, Zone zone) {
    Interval infinite = infiniteDifference(left, right);
    if (infinite != null) {
      return infinite;
    }
    boolean swapped = left < right;
    long later = zone.toLocal(swapped ? right : left);
    long earlier = zone.toLocal(swapped ? left : right);
    long civil = Dates.toCivil(Timestamps.dayOf(later));
    long from = Dates.toCivil(Timestamps.dayOf(earlier));
    long time = Timestamps.timeOf(later) - Timestamps.timeOf(earlier);
    int days = Dates.dayOf(civil) - Dates.dayOf(from);
    int months =
        (Dates.yearOf(civil) - Dates.yearOf(from)) * 12
            + Dates.monthOf(civil)
            - Dates.monthOf(from);
    if (time < 0) {
      time += Timestamps.MICROS_PER_DAY;
      days--;
    }
    while (days < 0) {
      days += Dates.daysInMonth(Dates.yearOf(from), Dates.monthOf(from));
      months--;
    }
    return swapped ? new Interval(-months, -days, -time) : new Interval(months, days, time);
  }

  /// `date_bin(stride, timestamp, origin)`.
  ///
  /// @throws BraidException 22008, or 0A000 for strides with months
  public static long bin(Interval stride, long timestamp, long origin) {
    if (!Timestamps.isFinite(timestamp)) {
      return timestamp;
    }
    if (!Timestamps.isFinite(origin)) {
      throw new BraidException(SqlState.DATETIME_FIELD_OVERFLOW, "origin out of range");
    }
    Intervals.requireFinite(stride, "timestamps cannot be binned into infinite intervals");
    if (stride.months() != 0) {
      throw new BraidException(
          SqlState.FEATURE_NOT_SUPPORTED,
          "timestamps cannot be binned into intervals containing months or years");
    }
    long high = Math.multiplyHigh(stride.days(), Timestamps.MICROS_PER_DAY);
    long days = stride.days() * Timestamps.MICROS_PER_DAY;
    if (high != days >> 63) {
      throw Intervals.outOfRange();
    }
    long width = Intervals.addExact(days, stride.micros());
    if (width <= 0) {
      throw new BraidException(
          SqlState.DATETIME_FIELD_OVERFLOW, "stride must be greater than zero");
    }
    long distance = Intervals.subtractExact(timestamp, origin);
    long rest = distance % width;
    long result = origin + distance - rest;
    if (rest < 0) {
      long previous = result - width;
      if (previous > result) {
        throw Timestamps.outOfRange();
      }
      result = previous;
    }
    return Timestamps.checked(result);
  }

  /// `timezone(interval, ...)`: the instant of a wall time at an offset east of Greenwich, whose
  /// fractions of a second do not count; or, `toWall`, the wall time of an instant.
  ///
  /// @throws BraidException 22023 for an offset with months or days, 22008 out of range
  public static long atOffset(long timestamp, Interval offset, boolean toWall) {
    if (!Timestamps.isFinite(timestamp)) {
      return timestamp;
    }
    if (!offset.isFinite()) {
      throw invalidOffset(offset, "must be finite");
    }
    if (offset.months() != 0 || offset.days() != 0) {
      throw invalidOffset(offset, "must not include months or days");
    }
    // The server keeps the seconds in 32 bits.
    int seconds = (int) (offset.micros() / Timestamps.MICROS_PER_SECOND);
    long shift = seconds * Timestamps.MICROS_PER_SECOND;
    return Timestamps.checked(toWall ? timestamp + shift : timestamp - shift);
  }

  private static BraidException invalidOffset(Interval offset, String reason) {
    return new BraidException(
        SqlState.INVALID_PARAMETER_VALUE,
        "interval time zone \"" + Intervals.format(offset) + "\" " + reason);
  }

  /// `(a, b) OVERLAPS (c, d)` over any ordered numbers; null for unknown.
  public static @Nullable Boolean overlaps(
      @Nullable Long start1, @Nullable Long end1, @Nullable Long start2, @Nullable Long end2) {
    return Overlap.of(start1, end1, start2, end2);
  }
}
