package dev.braid.type;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;

/// `make_time` and `make_timestamp`.
public final class MakeDateTime {
  private MakeDateTime() {}

  /// `make_time`.
  ///
  /// @throws BraidException 22008
  public static long time(int hour, int minute, double second) {
    boolean valid =
        hour >= 0 && hour <= 24 && minute >= 0 && minute <= 59 && second >= 0 && second <= 60;
    double micros = Math.rint(second * Timestamps.MICROS_PER_SECOND);
    long time =
        valid
            ? hour * Timestamps.MICROS_PER_HOUR
                + minute * Timestamps.MICROS_PER_MINUTE
                + (long) micros
            : Long.MAX_VALUE;
    if (time > Timestamps.MICROS_PER_DAY) {
      throw new BraidException(
          SqlState.DATETIME_FIELD_OVERFLOW,
          "time field value out of range: " + shown(hour, minute, second));
    }
    return time;
  }

  private static String shown(int hour, int minute, double second) {
    String seconds = DateText.shortest(second);
    return hour
        + ":"
        + DateText.padded(minute)
        + ":"
        + (seconds.length() == 1 ? "0" + seconds : seconds);
  }

  /// `make_timestamp`; a negative year is BC.
  ///
  /// @throws BraidException 22008
  public static long timestamp(int year, int month, int day, int hour, int minute, double second) {
    int date = Dates.make(year, month, day, year);
    long time = time(hour, minute, second);
    try {
      return Timestamps.of(date, time);
    } catch (BraidException e) {
      throw new BraidException(
          SqlState.DATETIME_FIELD_OVERFLOW,
          "timestamp out of range: "
              + DateText.makeDate(year, month, day)
              + " "
              + shown(hour, minute, second));
    }
  }

  /// `make_timestamptz` in a zone.
  public static long instant(
      int year, int month, int day, int hour, int minute, double second, Zone zone) {
    return Timestamps.toInstant(timestamp(year, month, day, hour, minute, second), zone);
  }
}
