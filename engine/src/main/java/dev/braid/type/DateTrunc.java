package dev.braid.type;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// `date_trunc` of timestamps, timestamptz and intervals.
public final class DateTrunc {
  private DateTrunc() {}

  static final String TIMESTAMP = "timestamp without time zone";
  static final String INSTANT = "timestamp with time zone";

  static BraidException notSupported(String field, String typeName) {
    return new BraidException(
        SqlState.FEATURE_NOT_SUPPORTED,
        "unit \"" + field.toLowerCase(Locale.ROOT) + "\" not supported for type " + typeName);
  }

  /// The field of a name.
  ///
  /// @throws BraidException 22023 `unit "..." not recognized for type ...`
  static IntervalUnit unit(String field, String typeName) {
    String lower = field.toLowerCase(Locale.ROOT);
    IntervalUnit unit = IntervalUnit.field(lower);
    if (unit == null) {
      throw notRecognized(lower, typeName);
    }
    return unit;
  }

  private static BraidException notRecognized(String field, String typeName) {
    return new BraidException(
        SqlState.INVALID_PARAMETER_VALUE,
        "unit \"" + field.toLowerCase(Locale.ROOT) + "\" not recognized for type " + typeName);
  }

  private static IntervalUnit truncating(String field, String typeName) {
    IntervalUnit unit = unit(field, typeName);
    if (unit.compareTo(IntervalUnit.TIMEZONE_MINUTE) > 0) {
      throw notRecognized(field, typeName);
    }
    if (unit.compareTo(IntervalUnit.MILLENNIUM) > 0) {
      throw notSupported(field, typeName);
    }
    return unit;
  }

  /// `date_trunc(field, timestamp)`.
  ///
  /// @throws BraidException 22023 for an unknown field, 0A000 for one that cannot be truncated to
  public static long timestamp(String field, long timestamp) {
    IntervalUnit unit = truncating(field, TIMESTAMP);
    return Timestamps.isFinite(timestamp) ? truncate(unit, timestamp, null) : timestamp;
  }

  /// `date_trunc(field, timestamptz)` and `date_trunc(field, timestamptz, zone)`.
  public static long instant(String field, long instant, Zone zone) {
    IntervalUnit unit = truncating(field, INSTANT);
    return Timestamps.isFinite(instant) ? truncate(unit, instant, zone) : instant;
  }

  /// Microseconds of a field that divides the day evenly, the day included; 0 of longer ones.
  public static long width(IntervalUnit unit) {
    return switch (unit) {
      case MICROSECOND -> 1;
      case MILLISECOND -> 1_000;
      case SECOND -> Timestamps.MICROS_PER_SECOND;
      case MINUTE -> Timestamps.MICROS_PER_MINUTE;
      case HOUR -> Timestamps.MICROS_PER_HOUR;
      case DAY -> Timestamps.MICROS_PER_DAY;
      default -> 0;
    };
  }

  /// A finite timestamp (without a zone) or instant, cut to a field up to
  /// [IntervalUnit#MILLENNIUM].
  public static long truncate(IntervalUnit unit, long instant, @Nullable Zone zone) {
    int offset = zone == null ? 0 : zone.offsetAt(instant);
    long local = instant + offset * Timestamps.MICROS_PER_SECOND;
    long width = width(unit);
    if (width > 0 && unit != IntervalUnit.DAY) {
      return Timestamps.checked(instant - Math.floorMod(local, width));
    }
    long day = truncatedDay(unit, Timestamps.dayOf(local));
    if (day < Dates.MIN - 1) {
      throw Timestamps.outOfRange();
    }
    long midnight = day * Timestamps.MICROS_PER_DAY;
    return Timestamps.checked(zone == null ? midnight : zone.toUtc(midnight));
  }

  private static long truncatedDay(IntervalUnit unit, int day) {
    long civil = Dates.toCivil(day);
    int year = Dates.yearOf(civil);
    int month = Dates.monthOf(civil);
    return switch (unit) {
      case DAY -> day;
      case WEEK -> day - Dates.isoDayOfWeek(day) + 1L;
      case MONTH -> Dates.dayNumber(year, month, 1);
      case QUARTER -> Dates.dayNumber(year, (month - 1) / 3 * 3 + 1, 1);
      case YEAR -> Dates.dayNumber(year, 1, 1);
      case DECADE -> Dates.dayNumber(Math.floorDiv(year, 10) * 10L, 1, 1);
      case CENTURY -> Dates.dayNumber(Math.floorDiv(year - 1, 100) * 100L + 1, 1, 1);
      case MILLENNIUM -> Dates.dayNumber(Math.floorDiv(year - 1, 1000) * 1000L + 1, 1, 1);
      default -> throw new IllegalArgumentException(unit.name());
    };
  }

  /// `date_trunc(field, interval)`.
  public static Interval interval(String field, Interval value) {
    IntervalUnit unit = truncating(field, "interval");
    if (unit == IntervalUnit.WEEK) {
      BraidException refused = notSupported(field, "interval");
      throw new BraidException(
          refused.sqlState(),
          refused.message(),
          0,
          "Months usually have fractional weeks.",
          null,
          null);
    }
    if (!value.isFinite()) {
      return value;
    }
    int months = value.months();
    long micros = value.micros();
    return switch (unit) {
      case MICROSECOND -> value;
      case MILLISECOND -> timeTo(value, micros - micros % 1_000);
      case SECOND -> timeTo(value, micros - micros % Timestamps.MICROS_PER_SECOND);
      case MINUTE -> timeTo(value, micros - micros % Timestamps.MICROS_PER_MINUTE);
      case HOUR -> timeTo(value, micros - micros % Timestamps.MICROS_PER_HOUR);
      case DAY -> timeTo(value, 0);
      case MONTH -> monthsTo(months, 1);
      case QUARTER -> monthsTo(months, 3);
      case YEAR -> monthsTo(months, 12);
      case DECADE -> monthsTo(months, 120);
      case CENTURY -> monthsTo(months, 1_200);
      case MILLENNIUM -> monthsTo(months, 12_000);
      default -> throw new IllegalArgumentException(unit.name());
    };
  }

  private static Interval timeTo(Interval value, long micros) {
    return new Interval(value.months(), value.days(), micros);
  }

  private static Interval monthsTo(int months, int width) {
    return new Interval(months - months % width, 0, 0);
  }
}
