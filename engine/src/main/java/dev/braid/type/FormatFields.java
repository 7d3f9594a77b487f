package dev.braid.type;

import org.jspecify.annotations.Nullable;

/// The fields that `to_char` writes.
///
/// @param year astronomical; of intervals a number that may be negative, as the fields after it
/// @param date the day number; of no meaning for intervals
/// @param zone null where there is none
record FormatFields(
    boolean interval,
    int year,
    int month,
    int day,
    int dayOfYear,
    int date,
    long hour,
    int minute,
    int second,
    int micros,
    @Nullable Zone zone,
    long instant) {
  static FormatFields of(long local, @Nullable Zone zone, long instant) {
    int date = Timestamps.dayOf(local);
    long civil = Dates.toCivil(date);
    long time = Timestamps.timeOf(local);
    return new FormatFields(
        false,
        Dates.yearOf(civil),
        Dates.monthOf(civil),
        Dates.dayOf(civil),
        Dates.dayOfYear(date),
        date,
        time / Timestamps.MICROS_PER_HOUR,
        (int) (time / Timestamps.MICROS_PER_MINUTE % 60),
        (int) (time / Timestamps.MICROS_PER_SECOND % 60),
        (int) (time % Timestamps.MICROS_PER_SECOND),
        zone,
        instant);
  }

  static FormatFields of(Interval value) {
    long time = value.micros();
    return new FormatFields(
        true,
        value.months() / 12,
        value.months() % 12,
        value.days(),
        value.months() * 30 + value.days(),
        0,
        time / Timestamps.MICROS_PER_HOUR,
        (int) (time / Timestamps.MICROS_PER_MINUTE % 60),
        (int) (time / Timestamps.MICROS_PER_SECOND % 60),
        (int) (time % Timestamps.MICROS_PER_SECOND),
        null,
        0);
  }
}
