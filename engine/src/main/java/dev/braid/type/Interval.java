package dev.braid.type;

/// A span of time: months, days and microseconds are kept apart, because neither a month's nor a
/// day's length is fixed. All three at their extremes are the infinities.
///
/// Equality here is that of the three fields; SQL's takes a month for 30 days and a day for 24
/// hours, see [Intervals#compare].
public record Interval(int months, int days, long micros) {
  public static final Interval ZERO = new Interval(0, 0, 0);
  public static final Interval INFINITY =
      new Interval(Integer.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE);
  public static final Interval NEGATIVE_INFINITY =
      new Interval(Integer.MIN_VALUE, Integer.MIN_VALUE, Long.MIN_VALUE);

  public boolean isFinite() {
    return !equals(INFINITY) && !equals(NEGATIVE_INFINITY);
  }
}
