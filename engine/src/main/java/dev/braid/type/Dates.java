package dev.braid.type;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;

/// The civil calendar over day numbers: proleptic Gregorian, day 0 is 2000-01-01, years are
/// astronomical (0 is 1 BC, -1 is 2 BC).
///
/// Everything is plain arithmetic on `int`s, without allocation, fit for loops over columns. The
/// extractions expect finite dates.
public final class Dates {
  /// `infinity`, later than every date.
  public static final int INFINITY = Integer.MAX_VALUE;

  /// `-infinity`, earlier than every date.
  public static final int NEGATIVE_INFINITY = Integer.MIN_VALUE;

  /// 4714-11-24 BC, Julian day 0.
  public static final int MIN = -2_451_545;

  /// 5874897-12-31.
  public static final int MAX = 2_145_031_948;

  /// The Julian day of 2000-01-01.
  static final int JULIAN_EPOCH = 2_451_545;

  /// 1970-01-01.
  static final int UNIX_EPOCH = -10_957;

  private static final int DAYS_OF_400_YEARS = 146_097;
  private static final int[] DAYS_BEFORE_MONTH = {
    0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334
  };

  private Dates() {}

  public static boolean isFinite(int date) {
    return date != INFINITY && date != NEGATIVE_INFINITY;
  }

  public static boolean isLeapYear(long year) {
    return (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);
  }

  public static int daysInMonth(long year, int month) {
    if (month == 2) {
      return isLeapYear(year) ? 29 : 28;
    }
    return 30 + ((month + (month >> 3)) & 1);
  }

  /// The day number of a date; no checks, and `day` may lie outside of the month.
  ///
  /// Years are counted from March, so that the leap day is the last of its year.
  public static long dayNumber(long year, int month, int day) {
    long y = month <= 2 ? year - 1 : year;
    int monthFromMarch = month <= 2 ? month + 9 : month - 3;
    long era = Math.floorDiv(y, 400);
    long yearOfEra = y - era * 400;
    long dayOfYear = (153L * monthFromMarch + 2) / 5 + day - 1;
    return era * DAYS_OF_400_YEARS
        + yearOfEra * 365
        + yearOfEra / 4
        - yearOfEra / 100
        + dayOfYear
        - 730_425;
  }

  /// The date of a year (astronomical), month and day.
  ///
  /// @throws BraidException 22008 where there is no such day or it is out of range
  public static int fromCivil(int year, int month, int day) {
    if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) {
      throw new BraidException(
          SqlState.DATETIME_FIELD_OVERFLOW, "date/time field value out of range");
    }
    return checked(dayNumber(year, month, day));
  }

  /// @throws BraidException 22008 where a day number is no finite date
  public static int checked(long dayNumber) {
    if (dayNumber < MIN || dayNumber > MAX) {
      throw new BraidException(SqlState.DATETIME_FIELD_OVERFLOW, "date out of range");
    }
    return (int) dayNumber;
  }

  /// Year, month and day at once, packed so that nothing is allocated: see [#yearOf], [#monthOf],
  /// [#dayOf].
  public static long toCivil(long date) {
    long z = date + 730_425;
    long era = Math.floorDiv(z, DAYS_OF_400_YEARS);
    int dayOfEra = (int) (z - era * DAYS_OF_400_YEARS);
    int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int monthFromMarch = (5 * dayOfYear + 2) / 153;
    int day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1;
    int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
    long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
    return year << 9 | (long) month << 5 | day;
  }

  public static int yearOf(long civil) {
    return (int) (civil >> 9);
  }

  public static int monthOf(long civil) {
    return (int) (civil >> 5) & 15;
  }

  public static int dayOf(long civil) {
    return (int) civil & 31;
  }

  /// Astronomical: 0 is 1 BC.
  public static int year(int date) {
    return yearOf(toCivil(date));
  }

  public static int month(int date) {
    return monthOf(toCivil(date));
  }

  public static int day(int date) {
    return dayOf(toCivil(date));
  }

  public static int quarter(int date) {
    return (month(date) + 2) / 3;
  }

  /// 1 to 366.
  public static int dayOfYear(int date) {
    long civil = toCivil(date);
    int month = monthOf(civil);
    int leap = month > 2 && isLeapYear(yearOf(civil)) ? 1 : 0;
    return DAYS_BEFORE_MONTH[month - 1] + dayOf(civil) + leap;
  }

  /// 0 is Sunday, 6 Saturday.
  public static int dayOfWeek(int date) {
    return Math.floorMod(date + 6L, 7);
  }

  /// 1 is Monday, 7 Sunday.
  public static int isoDayOfWeek(int date) {
    return Math.floorMod(date + 5L, 7) + 1;
  }

  /// The year to which the ISO week of a date belongs: that of the week's Thursday. Astronomical.
  public static int isoYear(int date) {
    return yearOf(toCivil(date - isoDayOfWeek(date) + 4L));
  }

  /// 1 to 53.
  public static int isoWeek(int date) {
    long thursday = date - isoDayOfWeek(date) + 4L;
    return (int) ((thursday - dayNumber(yearOf(toCivil(thursday)), 1, 1)) / 7) + 1;
  }

  /// The Monday with which an ISO year (astronomical) begins.
  public static long isoYearStart(long isoYear) {
    long january4 = dayNumber(isoYear, 1, 4);
    return january4 - Math.floorMod(january4 + 5L, 7);
  }

  public static int julianDay(int date) {
    return date + JULIAN_EPOCH;
  }

  /// `date + integer`.
  ///
  /// @throws BraidException 22008 out of range
  public static int plus(int date, int days) {
    return isFinite(date) ? checked((long) date + days) : date;
  }

  /// `date - integer`.
  ///
  /// @throws BraidException 22008 out of range
  public static int minus(int date, int days) {
    return isFinite(date) ? checked((long) date - days) : date;
  }

  /// `date - date`, in days.
  ///
  /// @throws BraidException 22008 when one of them is infinite
  public static int difference(int left, int right) {
    if (!isFinite(left) || !isFinite(right)) {
      throw new BraidException(SqlState.DATETIME_FIELD_OVERFLOW, "cannot subtract infinite dates");
    }
    return left - right;
  }

  /// `make_date`: a negative year is BC, there is no year 0.
  ///
  /// @throws BraidException 22008
  public static int make(int year, int month, int day) {
    return make(year, month, day, year < 0 && year != Integer.MIN_VALUE ? year + 1 : year);
  }

  /// @param shown the year as errors show it
  static int make(int year, int month, int day, int shown) {
    long astronomical = year < 0 ? year + 1L : year;
    if (year == 0
        || year == Integer.MIN_VALUE
        || month < 1
        || month > 12
        || day < 1
        || day > daysInMonth(astronomical, month)) {
      throw new BraidException(
          SqlState.DATETIME_FIELD_OVERFLOW,
          "date field value out of range: " + DateText.makeDate(shown, month, day));
    }
    long dayNumber = dayNumber(astronomical, month, day);
    if (dayNumber < MIN || dayNumber > MAX) {
      throw new BraidException(
          SqlState.DATETIME_FIELD_OVERFLOW,
          "date out of range: " + DateText.makeDate(shown, month, day));
    }
    return (int) dayNumber;
  }

  /// A date as it is written in SQL, in any form PostgreSQL reads under `DateStyle = ISO, MDY`.
  ///
  /// @param now microseconds since 2000-01-01 UTC, for `now`, `today` and the like
  /// @throws BraidException 22007, 22008, 22009 or 22023 as PostgreSQL
  public static int parse(String text, long now, Zone zone) {
    return DateTimeInput.date(text, now, zone);
  }

  /// ISO: `2024-01-31`, `0044-03-15 BC`, `infinity`.
  public static String format(int date) {
    return DateText.date(date);
  }
}
