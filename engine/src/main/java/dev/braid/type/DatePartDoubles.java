package dev.braid.type;

import org.jspecify.annotations.Nullable;

/// `date_part(field, ...)`: the fields of [DateParts] as doubles.
///
/// Those with fractions are not the nearest doubles of the exact values: they are calculated in
/// doubles step by step as PostgreSQL does, so that the last digit is the same.
public final class DatePartDoubles {
  private static final double MICROS = 1e6;
  private static final double SECONDS_PER_DAY = 86_400;
  private static final double DAYS_PER_YEAR = 365.25;

  private DatePartDoubles() {}

  private static @Nullable Double of(@Nullable Number exact) {
    return exact == null ? null : exact.doubleValue();
  }

  /// Of a date's midnight, which has fields of time, too.
  ///
  /// @throws dev.braid.error.BraidException 22008 for dates out of the range of timestamps
  public static @Nullable Double ofDate(String field, int date) {
    return ofTimestamp(field, Timestamps.ofDate(date));
  }

  public static @Nullable Double ofTimestamp(String field, long timestamp) {
    IntervalUnit unit = DateTrunc.unit(field, DateTrunc.TIMESTAMP);
    Double part = Timestamps.isFinite(timestamp) ? fractional(unit, timestamp, timestamp) : null;
    return part != null ? part : of(DateParts.ofTimestamp(field, timestamp));
  }

  public static @Nullable Double ofInstant(String field, long instant, Zone zone) {
    IntervalUnit unit = DateTrunc.unit(field, DateTrunc.INSTANT);
    Double part =
        Timestamps.isFinite(instant) ? fractional(unit, zone.toLocal(instant), instant) : null;
    return part != null ? part : of(DateParts.ofInstant(field, instant, zone));
  }

  public static @Nullable Double ofTime(String field, long time) {
    IntervalUnit unit = DateTrunc.unit(field, "time without time zone");
    return switch (unit) {
      case SECOND, MILLISECOND -> seconds(unit, time);
      case EPOCH -> time / MICROS;
      default -> of(DateParts.ofTime(field, time));
    };
  }

  public static @Nullable Double ofInterval(String field, Interval value) {
    IntervalUnit unit = DateTrunc.unit(field, "interval");
    if (!value.isFinite()) {
      return of(DateParts.ofInterval(field, value));
    }
    return switch (unit) {
      case SECOND, MILLISECOND -> seconds(unit, value.micros());
      case EPOCH ->
          value.micros() / MICROS
              + DAYS_PER_YEAR * SECONDS_PER_DAY * wholeYears(value)
              + 30 * SECONDS_PER_DAY * (value.months() % 12)
              + SECONDS_PER_DAY * value.days();
      default -> of(DateParts.ofInterval(field, value));
    };
  }

  private static @Nullable Double fractional(IntervalUnit unit, long local, long timestamp) {
    long time = Timestamps.timeOf(local);
    return switch (unit) {
      case SECOND, MILLISECOND -> seconds(unit, time);
      case EPOCH -> {
        boolean beyondLong = timestamp >= Long.MAX_VALUE + Timestamps.UNIX_EPOCH;
        yield beyondLong
            ? ((double) timestamp - Timestamps.UNIX_EPOCH) / MICROS
            : (timestamp - Timestamps.UNIX_EPOCH) / MICROS;
      }
      case JULIAN -> {
        long whole = time / Timestamps.MICROS_PER_SECOND;
        double seconds = whole + time % Timestamps.MICROS_PER_SECOND / MICROS;
        yield Dates.julianDay(Timestamps.dayOf(local)) + seconds / SECONDS_PER_DAY;
      }
      default -> null;
    };
  }

  private static double seconds(IntervalUnit unit, long time) {
    long second = time / Timestamps.MICROS_PER_SECOND % 60;
    long micros = time % Timestamps.MICROS_PER_SECOND;
    return unit == IntervalUnit.SECOND
        ? second + micros / MICROS
        : second * 1000.0 + micros / 1000.0;
  }

  /// Months beyond whole years are counted apart.
  private static int wholeYears(Interval value) {
    return value.months() / 12;
  }
}
