package dev.braid.type;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;

/// `to_date` and `to_timestamp` by a template: refused.
final class DateFormatInput {
  private DateFormatInput() {}

  private static BraidException unsupported(String function) {
    return new BraidException(
        SqlState.FEATURE_NOT_SUPPORTED, "function " + function + " is not supported");
  }

  static int date(String text, String format) {
    throw unsupported("to_date");
  }

  static long instant(String text, String format, Zone zone) {
    throw unsupported("to_timestamp");
  }
}
