package dev.braid.type;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;

/// Values of interval: text, order, arithmetic.
public final class Intervals {
  private static final long DAY = Timestamps.MICROS_PER_DAY;
  private static final double SECONDS_PER_DAY = 86_400;

  private Intervals() {}

  static BraidException outOfRange() {
    return new BraidException(SqlState.DATETIME_FIELD_OVERFLOW, "interval out of range");
  }

  /// @throws BraidException 22008 with this message for infinite intervals
  static void requireFinite(Interval interval, String message) {
    if (!interval.isFinite()) {
      throw new BraidException(SqlState.DATETIME_FIELD_OVERFLOW, message);
    }
  }

  /// A finite interval; the fields of an infinite one are out of range.
  static Interval checked(int months, int days, long micros) {
    Interval interval = new Interval(months, days, micros);
    if (!interval.isFinite()) {
      throw outOfRange();
    }
    return interval;
  }

  private static Interval checkedLong(long months, long days, long micros) {
    if (months != (int) months || days != (int) days) {
      throw outOfRange();
    }
    return checked((int) months, (int) days, micros);
  }

  /// An interval as it is written in SQL.
  ///
  /// @throws BraidException 22007, 22008 or 22015 as PostgreSQL
  public static Interval parse(String text) {
    return IntervalInput.parse(text, IntervalFields.FULL);
  }

  /// An interval of a restricted type, which also says what a number without a unit is.
  ///
  /// @param precision fractional digits of a second, -1 for all
  public static Interval parse(String text, IntervalFields fields, int precision) {
    return restrict(IntervalInput.parse(text, fields), fields, precision);
  }

  /// A cast to a restricted type: smaller fields are cut off, digits of a second rounded.
  public static Interval restrict(Interval value, IntervalFields fields, int precision) {
    if (!value.isFinite()) {
      return value;
    }
    long micros = value.micros();
    Interval cut =
        switch (fields) {
          case YEAR -> new Interval(value.months() / 12 * 12, 0, 0);
          case MONTH, YEAR_TO_MONTH -> new Interval(value.months(), 0, 0);
          case DAY -> new Interval(value.months(), value.days(), 0);
          case HOUR, DAY_TO_HOUR -> withMicros(value, micros - micros % Timestamps.MICROS_PER_HOUR);
          case MINUTE, DAY_TO_MINUTE, HOUR_TO_MINUTE ->
              withMicros(value, micros - micros % Timestamps.MICROS_PER_MINUTE);
          case FULL, SECOND, DAY_TO_SECOND, HOUR_TO_SECOND, MINUTE_TO_SECOND -> value;
        };
    if (precision < 0 || precision >= 6) {
      return cut;
    }
    try {
      return withMicros(cut, Timestamps.roundMicros(cut.micros(), precision));
    } catch (ArithmeticException e) {
      throw outOfRange();
    }
  }

  private static Interval withMicros(Interval value, long micros) {
    return new Interval(value.months(), value.days(), micros);
  }

  /// `1 year 2 mons 3 days 04:05:06.789`.
  public static String format(Interval value) {
    if (!value.isFinite()) {
      return value.equals(Interval.INFINITY) ? "infinity" : "-infinity";
    }
    StringBuilder out = new StringBuilder(32);
    boolean negative = appendUnit(out, value.months() / 12, "year", false);
    negative = appendUnit(out, value.months() % 12, "mon", negative);
    negative = appendUnit(out, value.days(), "day", negative);
    long micros = value.micros();
    if (micros == 0 && !out.isEmpty()) {
      return out.toString();
    }
    if (!out.isEmpty()) {
      out.append(' ');
    }
    if (micros < 0) {
      out.append('-');
    } else if (negative) {
      out.append('+');
    }
    DateText.appendPadded(out, Math.abs(micros / Timestamps.MICROS_PER_HOUR), 2);
    out.append(':');
    DateText.appendPadded(out, Math.abs(micros / Timestamps.MICROS_PER_MINUTE % 60), 2);
    out.append(':');
    DateText.appendPadded(out, Math.abs(micros / Timestamps.MICROS_PER_SECOND % 60), 2);
    DateText.appendFraction(out, (int) Math.abs(micros % Timestamps.MICROS_PER_SECOND));
    return out.toString();
  }

  /// A positive number after a negative one gets a sign. Returns whether the last was negative.
  private static boolean appendUnit(
      StringBuilder out, int number, String unit, boolean afterNegative) {
    if (number == 0) {
      return afterNegative;
    }
    if (!out.isEmpty()) {
      out.append(' ');
    }
    if (afterNegative && number > 0) {
      out.append('+');
    }
    out.append(number).append(' ').append(unit);
    if (number != 1) {
      out.append('s');
    }
    return number < 0;
  }

  /// The canonical length, upper part: days, with 30 for a month. Together with [#restOfDay] the
  /// key for ordering and hashing: equal intervals have equal keys.
  public static long wholeDays(Interval value) {
    return value.months() * 30L + value.days() + Math.floorDiv(value.micros(), DAY);
  }

  /// The canonical length, lower part: microseconds of the last day, 0 to 24 hours.
  public static long restOfDay(Interval value) {
    return Math.floorMod(value.micros(), DAY);
  }

  /// SQL's order: a month is 30 days, a day 24 hours.
  public static int compare(Interval left, Interval right) {
    int days = Long.compare(wholeDays(left), wholeDays(right));
    return days != 0 ? days : Long.compare(restOfDay(left), restOfDay(right));
  }

  /// -1, 0 or 1.
  public static int sign(Interval value) {
    return compare(value, Interval.ZERO);
  }

  /// A hash that agrees with [#compare].
  public static int hash(Interval value) {
    return Long.hashCode(wholeDays(value)) * 31 + Long.hashCode(restOfDay(value));
  }

  public static Interval plus(Interval left, Interval right) {
    if (!left.isFinite() || !right.isFinite()) {
      if (!left.isFinite() && !right.isFinite() && !left.equals(right)) {
        throw outOfRange();
      }
      return left.isFinite() ? right : left;
    }
    return checkedLong(
        (long) left.months() + right.months(),
        (long) left.days() + right.days(),
        addExact(left.micros(), right.micros()));
  }

  public static Interval minus(Interval left, Interval right) {
    if (!left.isFinite() || !right.isFinite()) {
      if (left.equals(right)) {
        throw outOfRange();
      }
      return left.isFinite() ? negate(right) : left;
    }
    return checkedLong(
        (long) left.months() - right.months(),
        (long) left.days() - right.days(),
        subtractExact(left.micros(), right.micros()));
  }

  static long addExact(long left, long right) {
    long sum = left + right;
    if (((left ^ sum) & (right ^ sum)) < 0) {
      throw outOfRange();
    }
    return sum;
  }

  static long subtractExact(long left, long right) {
    long difference = left - right;
    if (((left ^ right) & (left ^ difference)) < 0) {
      throw outOfRange();
    }
    return difference;
  }

  public static Interval negate(Interval value) {
    if (!value.isFinite()) {
      return value.equals(Interval.INFINITY) ? Interval.NEGATIVE_INFINITY : Interval.INFINITY;
    }
    return checkedLong(
        -(long) value.months(), -(long) value.days(), subtractExact(0, value.micros()));
  }

  /// `interval * double precision`; fractions of months go into days, those of days into time.
  public static Interval multiply(Interval value, double factor) {
    if (Double.isNaN(factor)) {
      throw outOfRange();
    }
    if (!value.isFinite() || Double.isInfinite(factor)) {
      double sign = factor * sign(value);
      if (factor == 0 || sign == 0 || Double.isNaN(sign)) {
        throw outOfRange();
      }
      return sign > 0 ? Interval.INFINITY : Interval.NEGATIVE_INFINITY;
    }
    return cascade(value.months() * factor, value.days() * factor, value.micros() * factor);
  }

  /// `interval / double precision`.
  ///
  /// @throws BraidException 22012 by zero
  public static Interval divide(Interval value, double divisor) {
    if (divisor == 0) {
      throw new BraidException(SqlState.DIVISION_BY_ZERO, "division by zero");
    }
    if (Double.isNaN(divisor) || !value.isFinite() && Double.isInfinite(divisor)) {
      throw outOfRange();
    }
    if (!value.isFinite()) {
      return divisor < 0 ? negate(value) : value;
    }
    return cascade(value.months() / divisor, value.days() / divisor, value.micros() / divisor);
  }

  private static Interval cascade(double months, double days, double micros) {
    int wholeMonths = toInt(months);
    int wholeDays = toInt(days);
    double monthDays = roundMicros((months - wholeMonths) * 30);
    double seconds =
        roundMicros((days - wholeDays + monthDays - (int) monthDays) * SECONDS_PER_DAY);
    long resultDays = wholeDays;
    if (Math.abs(seconds) >= SECONDS_PER_DAY) {
      int extra = (int) (seconds / SECONDS_PER_DAY);
      resultDays += extra;
      seconds -= extra * SECONDS_PER_DAY;
    }
    resultDays += (int) monthDays;
    double time = Math.rint(micros + seconds * Timestamps.MICROS_PER_SECOND);
    if (!(time >= -0x1p63 && time < 0x1p63)) {
      throw outOfRange();
    }
    return checkedLong(wholeMonths, resultDays, (long) time);
  }

  private static int toInt(double number) {
    if (!(number >= -0x1p31 && number < 0x1p31)) {
      throw outOfRange();
    }
    return (int) number;
  }

  private static double roundMicros(double number) {
    return Math.rint(number * 1e6) / 1e6;
  }

  /// `justify_hours`: 24 hours become a day.
  public static Interval justifyHours(Interval value) {
    if (!value.isFinite()) {
      return value;
    }
    long days = value.days() + value.micros() / DAY;
    long micros = value.micros() % DAY;
    if (days > 0 && micros < 0) {
      micros += DAY;
      days--;
    } else if (days < 0 && micros > 0) {
      micros -= DAY;
      days++;
    }
    return checkedLong(value.months(), days, micros);
  }

  /// `justify_days`: 30 days become a month.
  public static Interval justifyDays(Interval value) {
    if (!value.isFinite()) {
      return value;
    }
    long months = value.months() + (long) (value.days() / 30);
    int days = value.days() % 30;
    if (months > 0 && days < 0) {
      days += 30;
      months--;
    } else if (months < 0 && days > 0) {
      days -= 30;
      months++;
    }
    return checkedLong(months, days, value.micros());
  }

  /// `justify_interval`: both, and all fields of one sign.
  public static Interval justify(Interval value) {
    if (!value.isFinite()) {
      return value;
    }
    long allDays = value.days() + value.micros() / DAY;
    long micros = value.micros() % DAY;
    long months = value.months() + allDays / 30;
    long days = allDays % 30;
    if (months > 0 && (days < 0 || days == 0 && micros < 0)) {
      days += 30;
      months--;
    } else if (months < 0 && (days > 0 || days == 0 && micros > 0)) {
      days -= 30;
      months++;
    }
    if (days > 0 && micros < 0) {
      micros += DAY;
      days--;
    } else if (days < 0 && micros > 0) {
      micros -= DAY;
      days++;
    }
    return checkedLong(months, days, micros);
  }

  /// `make_interval`.
  ///
  /// @throws BraidException 22008
  public static Interval make(
      int years, int months, int weeks, int days, int hours, int minutes, double seconds) {
    double micros = Math.rint(seconds * Timestamps.MICROS_PER_SECOND);
    if (!(micros >= -0x1p63 && micros < 0x1p63)) {
      throw outOfRange();
    }
    long time =
        addExact(
            addExact(hours * Timestamps.MICROS_PER_HOUR, minutes * Timestamps.MICROS_PER_MINUTE),
            (long) micros);
    return checkedLong(years * 12L + months, weeks * 7L + days, time);
  }
}
