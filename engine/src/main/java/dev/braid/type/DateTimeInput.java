package dev.braid.type;


/// Reads dates and times.
final class DateTimeInput {
  private DateTimeInput() {}

  static int date(String text, long now, Zone zone) {
    throw new UnsupportedOperationException();
  }

  static long timestamp(String text, long now, Zone zone) {
    throw new UnsupportedOperationException();
  }

  static long instant(String text, long now, Zone zone) {
    throw new UnsupportedOperationException();
  }

  static long time(String text, long now, Zone zone) {
    throw new UnsupportedOperationException();
  }

}
