package dev.braid.type;

/// time: microseconds since midnight, up to and including 24:00.
public final class Times {
  private Times() {}

  /// A time as it is written in SQL; a zone or a date in the text is read and ignored.
  ///
  /// @param now microseconds since 2000-01-01 UTC, for `now`
  /// @throws dev.braid.error.BraidException 22007, 22008, 22009 or 22023 as PostgreSQL
  public static long parse(String text, long now, Zone zone) {
    return DateTimeInput.time(text, now, zone);
  }

  /// `10:00:00.5`.
  public static String format(long time) {
    StringBuilder out = new StringBuilder(15);
    DateText.appendTime(out, time);
    return out.toString();
  }

  /// Rounded to so many digits of a second (0 to 6).
  public static long round(long time, int precision) {
    return precision < 0 || precision >= 6 ? time : Timestamps.roundMicros(time, precision);
  }

  /// `time + interval`: months and days do not count, the clock wraps around. So does the sum with
  /// a span at the end of its range, as on the server.
  public static long plus(long time, Interval interval) {
    Intervals.requireFinite(interval, "cannot add infinite interval to time");
    return Math.floorMod(time + interval.micros(), Timestamps.MICROS_PER_DAY);
  }

  /// `time - interval`.
  public static long minus(long time, Interval interval) {
    Intervals.requireFinite(interval, "cannot subtract infinite interval from time");
    return Math.floorMod(time - interval.micros(), Timestamps.MICROS_PER_DAY);
  }

  /// `time - time`.
  public static Interval difference(long left, long right) {
    return new Interval(0, 0, left - right);
  }

  /// `interval::time`: the part of a day.
  public static long ofInterval(Interval interval) {
    Intervals.requireFinite(interval, "cannot convert infinite interval to time");
    return Math.floorMod(interval.micros(), Timestamps.MICROS_PER_DAY);
  }

  /// `time::interval`.
  public static Interval toInterval(long time) {
    return new Interval(0, 0, time);
  }

  /// `make_time`.
  public static long make(int hour, int minute, double second) {
    return MakeDateTime.time(hour, minute, second);
  }
}
