package dev.braid.type;


/// to_char, to_date, to_timestamp.
public final class DateFormat {
  private DateFormat() {}

  public static String timestamp(long timestamp, String format) {
    throw new UnsupportedOperationException();
  }

  public static String instant(long instant, String format, Zone zone) {
    throw new UnsupportedOperationException();
  }

  public static String interval(Interval interval, String format) {
    throw new UnsupportedOperationException();
  }

  public static int toDate(String text, String format) {
    throw new UnsupportedOperationException();
  }

  public static long toTimestamp(String text, String format, Zone zone) {
    throw new UnsupportedOperationException();
  }

}
