package dev.braid.type;


/// date_trunc.
public final class DateTrunc {
  private DateTrunc() {}

  public static long timestamp(String field, long timestamp) {
    throw new UnsupportedOperationException();
  }

  public static long instant(String field, long instant, Zone zone) {
    throw new UnsupportedOperationException();
  }

  public static Interval interval(String field, Interval interval) {
    throw new UnsupportedOperationException();
  }

}
