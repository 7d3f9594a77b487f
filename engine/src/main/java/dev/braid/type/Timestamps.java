package dev.braid.type;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;

/// timestamp and timestamptz: microseconds since 2000-01-01 00:00, of a wall clock or of UTC.
///
/// The extremes of `long` are the infinities. Results are checked against PostgreSQL's range, 4713
/// BC to 294276 AD.
public final class Timestamps {
  public static final long INFINITY = Long.MAX_VALUE;
  public static final long NEGATIVE_INFINITY = Long.MIN_VALUE;

  public static final long MICROS_PER_SECOND = 1_000_000;
  public static final long MICROS_PER_MINUTE = 60 * MICROS_PER_SECOND;
  public static final long MICROS_PER_HOUR = 60 * MICROS_PER_MINUTE;
  public static final long MICROS_PER_DAY = 24 * MICROS_PER_HOUR;

  /// 4714-11-24 00:00:00 BC.
  public static final long MIN = Dates.MIN * MICROS_PER_DAY;

  /// 294277-01-01 00:00:00, the first timestamp out of range.
  public static final long END = 9_223_371_331_200_000_000L;

  /// 1970-01-01 00:00:00.
  public static final long UNIX_EPOCH = Dates.UNIX_EPOCH * MICROS_PER_DAY;

  private static final long[] POWERS = {1_000_000, 100_000, 10_000, 1_000, 100, 10, 1};

  private Timestamps() {}

  public static boolean isFinite(long timestamp) {
    return timestamp != INFINITY && timestamp != NEGATIVE_INFINITY;
  }

  static BraidException outOfRange() {
    return new BraidException(SqlState.DATETIME_FIELD_OVERFLOW, "timestamp out of range");
  }

  static boolean inRange(long timestamp) {
    return timestamp >= MIN && timestamp < END;
  }

  /// @throws BraidException 22008 where a number is no finite timestamp
  public static long checked(long timestamp) {
    if (!inRange(timestamp)) {
      throw outOfRange();
    }
    return timestamp;
  }

  /// A day number and microseconds of that day, which may be negative or many.
  ///
  /// @throws BraidException 22008 out of range
  public static long of(long dayNumber, long micros) {
    long high = Math.multiplyHigh(dayNumber, MICROS_PER_DAY);
    long days = dayNumber * MICROS_PER_DAY;
    long sum = days + micros;
    if (high != days >> 63 || ((days ^ sum) & (micros ^ sum)) < 0) {
      throw outOfRange();
    }
    return checked(sum);
  }

  /// The day on which a finite timestamp falls.
  public static int dayOf(long timestamp) {
    return (int) Math.floorDiv(timestamp, MICROS_PER_DAY);
  }

  /// Microseconds since the midnight before a finite timestamp: `timestamp::time`.
  public static long timeOf(long timestamp) {
    return Math.floorMod(timestamp, MICROS_PER_DAY);
  }

  /// `date::timestamp`.
  ///
  /// @throws BraidException 22008 `date out of range for timestamp`
  public static long ofDate(int date) {
    if (date == Dates.INFINITY) {
      return INFINITY;
    }
    if (date == Dates.NEGATIVE_INFINITY) {
      return NEGATIVE_INFINITY;
    }
    if (date > (END - 1) / MICROS_PER_DAY) {
      throw new BraidException(SqlState.DATETIME_FIELD_OVERFLOW, "date out of range for timestamp");
    }
    return date * MICROS_PER_DAY;
  }

  /// `timestamp::date`.
  public static int toDate(long timestamp) {
    if (timestamp == INFINITY) {
      return Dates.INFINITY;
    }
    return timestamp == NEGATIVE_INFINITY ? Dates.NEGATIVE_INFINITY : dayOf(timestamp);
  }

  /// `date + time`.
  public static long ofDateAndTime(int date, long time) {
    long midnight = ofDate(date);
    return isFinite(midnight) ? checked(midnight + time) : midnight;
  }

  /// `timestamp::timestamptz` and `timezone(zone, timestamp)`: the instant of a wall time.
  ///
  /// @throws BraidException 22008 out of range
  public static long toInstant(long timestamp, Zone zone) {
    return isFinite(timestamp) ? checked(zone.toUtc(timestamp)) : timestamp;
  }

  /// `timestamptz::timestamp` and `timezone(zone, timestamptz)`: the wall time of an instant.
  ///
  /// @throws BraidException 22008 out of range
  public static long toLocal(long instant, Zone zone) {
    return isFinite(instant) ? checked(zone.toLocal(instant)) : instant;
  }

  /// `date::timestamptz`: midnight in the zone.
  ///
  /// @throws BraidException 22008 out of range
  public static long dateToInstant(int date, Zone zone) {
    long midnight = ofDate(date);
    if (!isFinite(midnight)) {
      return midnight;
    }
    long instant = zone.toUtc(midnight);
    if (!inRange(instant)) {
      throw new BraidException(SqlState.DATETIME_FIELD_OVERFLOW, "date out of range for timestamp");
    }
    return instant;
  }

  /// `timestamptz::date`: the day it is in the zone.
  public static int instantToDate(long instant, Zone zone) {
    return isFinite(instant) ? dayOf(zone.toLocal(instant)) : toDate(instant);
  }

  /// Rounded to so many digits of a second (0 to 6), halves away from the epoch. The result may be
  /// the first timestamp after the range; the server shows it, too.
  public static long round(long timestamp, int precision) {
    if (precision < 0 || precision >= 6 || !isFinite(timestamp)) {
      return timestamp;
    }
    return roundMicros(timestamp, precision);
  }

  static long roundMicros(long micros, int precision) {
    long unit = POWERS[precision];
    long half = unit / 2;
    return micros >= 0
        ? Math.addExact(micros, half) / unit * unit
        : -(Math.subtractExact(half, micros) / unit * unit);
  }

  /// A timestamp as it is written in SQL; a zone in the text is read and ignored.
  ///
  /// @param now microseconds since 2000-01-01 UTC, for `now`, `today` and the like
  /// @throws BraidException 22007, 22008, 22009 or 22023 as PostgreSQL
  public static long parse(String text, long now, Zone zone) {
    return DateTimeInput.timestamp(text, now, zone);
  }

  /// A timestamptz as it is written in SQL; without a zone in the text it is of `zone`.
  public static long parseInstant(String text, long now, Zone zone) {
    return DateTimeInput.instant(text, now, zone);
  }

  /// ISO: `2024-01-31 10:00:00.5`.
  public static String format(long timestamp) {
    return DateText.timestamp(timestamp);
  }

  /// ISO with the zone's offset: `2024-01-31 10:00:00+05:30`.
  public static String formatInstant(long instant, Zone zone) {
    return DateText.instant(instant, zone);
  }

  /// `to_timestamp(double precision)`, seconds since 1970 to a timestamptz.
  ///
  /// @throws BraidException 22008 out of range, or of NaN
  public static long ofUnixSeconds(double seconds) {
    if (Double.isInfinite(seconds)) {
      return seconds > 0 ? INFINITY : NEGATIVE_INFINITY;
    }
    if (Double.isNaN(seconds)) {
      throw new BraidException(SqlState.DATETIME_FIELD_OVERFLOW, "timestamp cannot be NaN");
    }
    double sinceEpoch = seconds + Dates.UNIX_EPOCH * 86_400.0;
    double micros = Math.rint(sinceEpoch * MICROS_PER_SECOND);
    if (!(micros >= MIN && micros < END)) {
      throw new BraidException(
          SqlState.DATETIME_FIELD_OVERFLOW,
          "timestamp out of range: \"" + DateText.shortest(seconds) + "\"");
    }
    return (long) micros;
  }
}
