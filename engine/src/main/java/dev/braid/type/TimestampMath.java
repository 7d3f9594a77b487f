package dev.braid.type;


/// Arithmetic of timestamps.
public final class TimestampMath {
  private TimestampMath() {}

  public static long plus(long timestamp, Interval interval) {
    throw new UnsupportedOperationException();
  }

  public static long minus(long timestamp, Interval interval) {
    throw new UnsupportedOperationException();
  }

  public static long plus(long instant, Interval interval, Zone zone) {
    throw new UnsupportedOperationException();
  }

  public static long minus(long instant, Interval interval, Zone zone) {
    throw new UnsupportedOperationException();
  }

  public static Interval difference(long left, long right) {
    throw new UnsupportedOperationException();
  }

  public static Interval age(long left, long right) {
    throw new UnsupportedOperationException();
  }

  public static Interval age(long left, long right, Zone zone) {
    throw new UnsupportedOperationException();
  }

  public static long bin(Interval stride, long timestamp, long origin) {
    throw new UnsupportedOperationException();
  }

}
