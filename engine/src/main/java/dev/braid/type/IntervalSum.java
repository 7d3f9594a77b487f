package dev.braid.type;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;

/// Adds up the parts of an interval's text; a fraction of a unit goes down into days and
/// microseconds (of a year: into whole months).
final class IntervalSum {
  private final String text;
  private long months;
  private long days;
  private long micros;

  IntervalSum(String text) {
    this.text = text;
  }

  BraidException overflow() {
    return new BraidException(
        SqlState.INTERVAL_FIELD_OVERFLOW, "interval field value out of range: \"" + text + "\"");
  }

  /// Whether the unit can be added; of the others there is no interval.
  boolean add(IntervalUnit unit, long whole, double fraction) {
    switch (unit) {
      case MICROSECOND -> addMicros(whole, fraction, 1);
      case MILLISECOND -> addMicros(whole, fraction, 1_000);
      case SECOND -> addMicros(whole, fraction, Timestamps.MICROS_PER_SECOND);
      case MINUTE -> addMicros(whole, fraction, Timestamps.MICROS_PER_MINUTE);
      case HOUR -> addMicros(whole, fraction, Timestamps.MICROS_PER_HOUR);
      case DAY -> {
        addDays(whole, 1);
        addMicros(0, fraction, Timestamps.MICROS_PER_DAY);
      }
      case WEEK -> {
        addDays(whole, 7);
        addFractionOfDays(fraction, 7);
      }
      case MONTH -> {
        addMonths(whole, 1);
        addFractionOfDays(fraction, 30);
      }
      case YEAR -> addYears(whole, fraction, 1);
      case DECADE -> addYears(whole, fraction, 10);
      case CENTURY -> addYears(whole, fraction, 100);
      case MILLENNIUM -> addYears(whole, fraction, 1000);
      default -> {
        return false;
      }
    }
    return true;
  }

  private void addYears(long whole, double fraction, int years) {
    addMonths(whole, years * 12);
    addMonths((long) Math.rint(fraction * years * 12), 1);
  }

  private void addMonths(long whole, int scale) {
    if (whole != (int) whole) {
      throw overflow();
    }
    months += whole * scale;
    if (months != (int) months) {
      throw Intervals.outOfRange();
    }
  }

  private void addDays(long whole, int scale) {
    if (whole != (int) whole) {
      throw overflow();
    }
    days += whole * scale;
    if (days != (int) days) {
      throw overflow();
    }
  }

  private void addFractionOfDays(double fraction, int scale) {
    if (fraction == 0) {
      return;
    }
    double scaled = fraction * scale;
    int extra = (int) scaled;
    addDays(extra, 1);
    addMicros(0, scaled - extra, Timestamps.MICROS_PER_DAY);
  }

  void addMicros(long whole, double fraction, long scale) {
    try {
      micros = Math.addExact(micros, Math.multiplyExact(whole, scale));
      if (fraction != 0) {
        double scaled = fraction * scale;
        long extra = (long) scaled;
        micros = Math.addExact(micros, extra);
        double rest = scaled - extra;
        if (rest > 0.5) {
          micros = Math.addExact(micros, 1);
        } else if (rest < -0.5) {
          micros = Math.subtractExact(micros, 1);
        }
      }
    } catch (ArithmeticException e) {
      throw overflow();
    }
  }

  void negate() {
    months = -months;
    days = -days;
    if (months != (int) months || days != (int) days || micros == Long.MIN_VALUE) {
      throw overflow();
    }
    micros = -micros;
  }

  Interval interval() {
    return Intervals.checked((int) months, (int) days, micros);
  }
}
