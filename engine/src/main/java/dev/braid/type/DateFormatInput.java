package dev.braid.type;

/// Reads by a template.
final class DateFormatInput {
  private DateFormatInput() {}

  static int date(String text, String format) {
    throw new UnsupportedOperationException();
  }

  static long instant(String text, String format, Zone zone) {
    throw new UnsupportedOperationException();
  }
}
