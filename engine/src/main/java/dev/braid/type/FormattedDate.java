package dev.braid.type;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;

/// Makes a date and a time of the fields that [FormatReader] has read: `to_date` and
/// `to_timestamp`. What is not given is that of 1 January, midnight; the year of nothing is 1 BC.
final class FormattedDate {
  private static final int YEAR = 1;
  private static final int MONTH = 2;
  private static final int DAY = 4;
  private static final int ALL = YEAR | MONTH | DAY;
  private static final int LAST_OFFSET_HOUR = 15;

  private final String text;
  private final FormatInput in;
  private long year;
  private int month = 1;
  private int day = 1;
  private int given;
  private long time;

  private FormattedDate(String text, String format, Zone zone) {
    this.text = text;
    this.in = FormatReader.read(text, format, zone);
    long clock = clock();
    year();
    calendar();
    check(clock);
    time = clock;
    if (in.zoneSign != 0
        && (in.zoneHour < 0
            || in.zoneHour > LAST_OFFSET_HOUR
            || in.zoneMinute < 0
            || in.zoneMinute >= 60)) {
      throw new BraidException(
          SqlState.INVALID_TIME_ZONE_DISPLACEMENT_VALUE,
          "time zone displacement out of range: \"" + text + "\"");
    }
  }

  static int date(String text, String format) {
    FormattedDate date = new FormattedDate(text, format, Zone.UTC);
    long dayNumber = Dates.dayNumber(date.year, date.month, date.day);
    if (dayNumber < Dates.MIN || dayNumber > Dates.MAX) {
      throw new BraidException(
          SqlState.DATETIME_FIELD_OVERFLOW, "date out of range: \"" + text + "\"");
    }
    return (int) dayNumber;
  }

  static long instant(String text, String format, Zone zone) {
    FormattedDate date = new FormattedDate(text, format, zone);
    long dayNumber = Dates.dayNumber(date.year, date.month, date.day);
    if (dayNumber < Dates.MIN - 1 || dayNumber > Timestamps.END / Timestamps.MICROS_PER_DAY) {
      throw Timestamps.outOfRange();
    }
    long local = dayNumber * Timestamps.MICROS_PER_DAY + date.time;
    FormatInput in = date.in;
    int offset;
    if (in.zoneSign != 0) {
      offset = in.zoneSign * (in.zoneHour * 60 + in.zoneMinute) * 60;
    } else {
      offset = in.zoneNamed ? in.zoneOffset : zone.offsetOfLocal(local);
    }
    long instant = Timestamps.checked(local - offset * Timestamps.MICROS_PER_SECOND);
    return in.precision == 0 ? instant : Timestamps.round(instant, in.precision);
  }

  private BraidException overflow() {
    return new BraidException(
        SqlState.DATETIME_FIELD_OVERFLOW, "date/time field value out of range: \"" + text + "\"");
  }

  /// Microseconds of the day; negative where a field is out of range.
  private long clock() {
    int hour = in.hour != 0 ? in.hour : in.secondOfDay / 3600;
    int minute = in.minute != 0 ? in.minute : in.secondOfDay % 3600 / 60;
    int second = in.second != 0 ? in.second : in.secondOfDay % 60;
    if (in.twelveHours) {
      if (hour < 1 || hour > 12) {
        throw new BraidException(
                SqlState.INVALID_DATETIME_FORMAT,
                "hour \"" + hour + "\" is invalid for the 12-hour clock")
            .withHint("The 24-hour clock has its own patterns; in this one hours go from 1 to 12.");
      }
      hour = hour % 12 + (in.half == 1 ? 12 : 0);
    }
    long micros = in.millis * 1000L + in.micros;
    boolean valid =
        hour >= 0
            && hour < 24
            && minute >= 0
            && minute < 60
            && second >= 0
            && second < 60
            && micros >= 0
            && micros < Timestamps.MICROS_PER_SECOND;
    return valid
        ? (hour * 3600L + minute * 60L + second) * Timestamps.MICROS_PER_SECOND + micros
        : -1;
  }

  private void year() {
    boolean bc = in.era == 1;
    long century = bc ? -(long) in.century : in.century;
    if (in.year != 0) {
      if (in.century != 0 && in.yearDigits <= 2) {
        int rest = in.year % 100;
        if (rest == 0) {
          year = century * 100 + (century >= 0 ? 0 : 1);
        } else {
          year = century >= 0 ? (century - 1) * 100 + rest : (century + 1) * 100 - rest + 1;
        }
      } else {
        year = bc ? -(long) in.year : in.year;
        year += year < 0 ? 1 : 0;
      }
      given |= YEAR;
    } else if (in.century != 0) {
      year = century >= 0 ? (century - 1) * 100 + 1 : century * 100 + 1;
      given |= YEAR;
    }
    if (year != (int) year) {
      throw overflow();
    }
  }

  private void calendar() {
    if (in.julian != 0) {
      set((long) in.julian - Dates.JULIAN_EPOCH);
    }
    long dayOfYear = in.dayOfYear;
    if (in.week != 0) {
      if (in.isoWeeks()) {
        int weekday = in.weekday == 0 ? 0 : in.weekday > 1 ? in.weekday - 2 : 6;
        set(Dates.isoYearStart(year) + (in.week - 1L) * 7 + weekday);
      } else {
        dayOfYear = (in.week - 1L) * 7 + 1;
      }
    }
    long dayOfMonth = in.weekOfMonth != 0 ? (in.weekOfMonth - 1L) * 7 + 1 : in.day;
    if (dayOfYear != (int) dayOfYear || dayOfMonth != (int) dayOfMonth) {
      throw overflow();
    }
    if (dayOfMonth != 0) {
      day = (int) dayOfMonth;
      given |= DAY;
    }
    if (in.month != 0) {
      month = in.month;
      given |= MONTH;
    }
    if (dayOfYear != 0 && (month <= 1 || day <= 1)) {
      dayOfYear((int) dayOfYear);
    }
  }

  private void set(long dayNumber) {
    long civil = Dates.toCivil(dayNumber);
    year = Dates.yearOf(civil);
    month = Dates.monthOf(civil);
    day = Dates.dayOf(civil);
    given |= ALL;
  }

  /// The day of the year fills in a month and a day that were not given.
  private void dayOfYear(int dayOfYear) {
    if (year == 0 && in.era == 0) {
      throw new BraidException(
          SqlState.INVALID_DATETIME_FORMAT,
          "cannot calculate day of year without year information");
    }
    if (in.isoWeeks()) {
      set(Dates.isoYearStart(year) - 1 + dayOfYear);
      return;
    }
    int before = 0;
    int ofDay = 1;
    while (ofDay <= 12 && dayOfYear > before + Dates.daysInMonth(year, ofDay)) {
      before += Dates.daysInMonth(year, ofDay);
      ofDay++;
    }
    if (month <= 1) {
      month = ofDay;
    }
    if (day <= 1) {
      day = dayOfYear - before;
    }
    given |= MONTH | DAY;
  }

  private void check(long clock) {
    boolean wrongMonth = (given & MONTH) != 0 && (month < 1 || month > 12);
    boolean wrongDay = (given & DAY) != 0 && (day < 1 || day > 31);
    if (wrongMonth
        || wrongDay
        || given == ALL && day > Dates.daysInMonth(year, month)
        || clock < 0) {
      throw overflow();
    }
  }
}
