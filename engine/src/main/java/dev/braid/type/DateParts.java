package dev.braid.type;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/// `extract(field from ...)`.
///
/// The result is a `BigDecimal` of the scale that PostgreSQL's numeric has. Of infinities, fields
/// that only grow are a `Double`, the infinity of that sign; the others are null (SQL NULL).
/// Unknown fields are refused with 22023, those a type does not have with 0A000.
public final class DateParts {
  private static final long DAY = Timestamps.MICROS_PER_DAY;

  private DateParts() {}

  public static @Nullable Number ofDate(String field, int date) {
    IntervalUnit unit = DateTrunc.unit(field, "date");
    boolean known =
        switch (unit) {
          case DAY, WEEK, MONTH, QUARTER, YEAR, DECADE, CENTURY, MILLENNIUM -> true;
          case DOW, ISODOW, DOY, ISOYEAR, JULIAN, EPOCH -> true;
          default -> false;
        };
    if (!known) {
      throw DateTrunc.notSupported(field, "date");
    }
    if (!Dates.isFinite(date)) {
      return infinite(unit, date > 0);
    }
    return switch (unit) {
      case JULIAN -> BigDecimal.valueOf(Dates.julianDay(date));
      case EPOCH -> BigDecimal.valueOf((date - (long) Dates.UNIX_EPOCH) * 86_400);
      default -> BigDecimal.valueOf(calendar(unit, date));
    };
  }

  public static @Nullable Number ofTimestamp(String field, long timestamp) {
    IntervalUnit unit = DateTrunc.unit(field, DateTrunc.TIMESTAMP);
    switch (unit) {
      case TIMEZONE, TIMEZONE_HOUR, TIMEZONE_MINUTE -> {
        if (!Timestamps.isFinite(timestamp)) {
          return null;
        }
        throw DateTrunc.notSupported(field, DateTrunc.TIMESTAMP);
      }
      default -> {}
    }
    if (!Timestamps.isFinite(timestamp)) {
      return infinite(unit, timestamp > 0);
    }
    return unit == IntervalUnit.EPOCH ? epoch(timestamp) : wallField(unit, timestamp);
  }

  public static @Nullable Number ofInstant(String field, long instant, Zone zone) {
    IntervalUnit unit = DateTrunc.unit(field, DateTrunc.INSTANT);
    if (!Timestamps.isFinite(instant)) {
      return infinite(unit, instant > 0);
    }
    int offset = zone.offsetAt(instant);
    return switch (unit) {
      case TIMEZONE -> BigDecimal.valueOf(offset);
      case TIMEZONE_HOUR -> BigDecimal.valueOf(offset / 3600);
      case TIMEZONE_MINUTE -> BigDecimal.valueOf(offset / 60 % 60);
      case EPOCH -> epoch(instant);
      default -> wallField(unit, instant + offset * Timestamps.MICROS_PER_SECOND);
    };
  }

  public static Number ofTime(String field, long time) {
    IntervalUnit unit = DateTrunc.unit(field, "time without time zone");
    return switch (unit) {
      case MICROSECOND, MILLISECOND, SECOND, MINUTE, HOUR -> clock(unit, time);
      case EPOCH -> BigDecimal.valueOf(time, 6);
      default -> throw DateTrunc.notSupported(field, "time without time zone");
    };
  }

  public static @Nullable Number ofInterval(String field, Interval value) {
    IntervalUnit unit = DateTrunc.unit(field, "interval");
    boolean known = unit == IntervalUnit.EPOCH || unit.compareTo(IntervalUnit.MILLENNIUM) <= 0;
    if (!known) {
      throw DateTrunc.notSupported(field, "interval");
    }
    if (!value.isFinite()) {
      return switch (unit) {
        case MICROSECOND, MILLISECOND, SECOND, MINUTE, WEEK, MONTH, QUARTER -> null;
        default -> infinity(value.equals(Interval.INFINITY));
      };
    }
    int months = value.months();
    return switch (unit) {
      case HOUR -> BigDecimal.valueOf(value.micros() / Timestamps.MICROS_PER_HOUR);
      case DAY -> BigDecimal.valueOf(value.days());
      case WEEK -> BigDecimal.valueOf(value.days() / 7);
      case MONTH -> BigDecimal.valueOf(months % 12);
      // The negation of the least int is itself, on the server, too.
      case QUARTER ->
          BigDecimal.valueOf(months >= 0 ? months % 12 / 3 + 1 : -(-months % 12 / 3 + 1));
      case YEAR -> BigDecimal.valueOf(months / 12);
      case DECADE -> BigDecimal.valueOf(months / 120);
      case CENTURY -> BigDecimal.valueOf(months / 1_200);
      case MILLENNIUM -> BigDecimal.valueOf(months / 12_000);
      case EPOCH -> intervalEpoch(value);
      default -> clock(unit, value.micros());
    };
  }

  /// A year counts 365.25 days, a month beyond the years 30.
  private static BigDecimal intervalEpoch(Interval value) {
    long quarterDays =
        1461L * (value.months() / 12) + 120L * (value.months() % 12) + 4L * value.days();
    return BigDecimal.valueOf(quarterDays * 21_600)
        .add(BigDecimal.valueOf(value.micros(), 6))
        .setScale(6, RoundingMode.UNNECESSARY);
  }

  private static @Nullable Number infinite(IntervalUnit unit, boolean positive) {
    return switch (unit) {
      case YEAR, DECADE, CENTURY, MILLENNIUM, JULIAN, ISOYEAR, EPOCH -> infinity(positive);
      default -> null;
    };
  }

  private static Double infinity(boolean positive) {
    return positive ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
  }

  private static BigDecimal epoch(long timestamp) {
    BigDecimal seconds =
        new BigDecimal(
            BigInteger.valueOf(timestamp).subtract(BigInteger.valueOf(Timestamps.UNIX_EPOCH)), 6);
    boolean beyondLong = timestamp > Long.MAX_VALUE + Timestamps.UNIX_EPOCH;
    return beyondLong ? seconds.setScale(4, RoundingMode.HALF_UP).setScale(6) : seconds;
  }

  private static BigDecimal wallField(IntervalUnit unit, long local) {
    return switch (unit) {
      case MICROSECOND, MILLISECOND, SECOND, MINUTE, HOUR -> clock(unit, Timestamps.timeOf(local));
      case JULIAN -> julian(local);
      default -> BigDecimal.valueOf(calendar(unit, Timestamps.dayOf(local)));
    };
  }

  private static BigDecimal clock(IntervalUnit unit, long time) {
    long seconds = time % Timestamps.MICROS_PER_MINUTE;
    return switch (unit) {
      case MICROSECOND -> BigDecimal.valueOf(seconds);
      case MILLISECOND -> BigDecimal.valueOf(seconds, 3);
      case SECOND -> BigDecimal.valueOf(seconds, 6);
      case MINUTE -> BigDecimal.valueOf(time / Timestamps.MICROS_PER_MINUTE % 60);
      default -> BigDecimal.valueOf(time / Timestamps.MICROS_PER_HOUR);
    };
  }

  /// A field of the calendar, of a finite date. Years before Christ are negative, there is no 0.
  static int calendar(IntervalUnit unit, int date) {
    return switch (unit) {
      case DAY -> Dates.day(date);
      case MONTH -> Dates.month(date);
      case QUARTER -> Dates.quarter(date);
      case WEEK -> Dates.isoWeek(date);
      case YEAR -> withoutZero(Dates.year(date));
      case ISOYEAR -> withoutZero(Dates.isoYear(date));
      case DECADE -> Math.floorDiv(Dates.year(date), 10);
      case CENTURY -> withoutZero(Math.floorDiv(Dates.year(date) - 1, 100) + 1);
      case MILLENNIUM -> withoutZero(Math.floorDiv(Dates.year(date) - 1, 1000) + 1);
      case DOW -> Dates.dayOfWeek(date);
      case ISODOW -> Dates.isoDayOfWeek(date);
      case DOY -> Dates.dayOfYear(date);
      default -> throw new IllegalArgumentException(unit.name());
    };
  }

  private static int withoutZero(int year) {
    return year > 0 ? year : year - 1;
  }

  /// The Julian day with the part of the day, whose scale is that of numeric's division.
  private static BigDecimal julian(long local) {
    long time = Timestamps.timeOf(local);
    int groups = 0;
    long first = time;
    while (first >= 10_000) {
      first /= 10_000;
      groups++;
    }
    int weight = groups - 2 - (first <= 864 ? 1 : 0);
    BigDecimal part =
        BigDecimal.valueOf(time)
            .divide(BigDecimal.valueOf(DAY), 16 - weight * 4, RoundingMode.HALF_UP);
    return part.add(BigDecimal.valueOf(Dates.julianDay(Timestamps.dayOf(local))));
  }
}
