package dev.braid.type;


/// interval.
public final class Intervals {
  private Intervals() {}

  public static void requireFinite(Interval interval, String message) {
    throw new UnsupportedOperationException();
  }

  public static Interval parse(String text, int fields, int precision) {
    throw new UnsupportedOperationException();
  }

  public static String format(Interval interval) {
    throw new UnsupportedOperationException();
  }

  public static int compare(Interval left, Interval right) {
    throw new UnsupportedOperationException();
  }

  public static Interval plus(Interval left, Interval right) {
    throw new UnsupportedOperationException();
  }

  public static Interval minus(Interval left, Interval right) {
    throw new UnsupportedOperationException();
  }

  public static Interval negate(Interval value) {
    throw new UnsupportedOperationException();
  }

  public static Interval multiply(Interval value, double factor) {
    throw new UnsupportedOperationException();
  }

  public static Interval divide(Interval value, double divisor) {
    throw new UnsupportedOperationException();
  }

  public static Interval justifyHours(Interval value) {
    throw new UnsupportedOperationException();
  }

  public static Interval justifyDays(Interval value) {
    throw new UnsupportedOperationException();
  }

  public static Interval justify(Interval value) {
    throw new UnsupportedOperationException();
  }

}
