package dev.braid.type;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import org.jspecify.annotations.Nullable;

/// POSIX time zone specifications: an abbreviation (letters, or anything in `<>`) and an offset,
/// positive to the west, of hours, minutes and seconds.
final class PosixZone {
  private PosixZone() {}

  /// The zone, or null where the text is no such specification.
  ///
  /// @throws BraidException 0A000 for one with daylight saving
  static @Nullable Zone parse(String text) {
    int at = abbreviationEnd(text);
    if (at < 0 || at == text.length()) {
      return null;
    }
    boolean east = text.charAt(at) == '-';
    if (east || text.charAt(at) == '+') {
      at++;
    }
    int seconds = 0;
    int unit = 3600;
    while (true) {
      int start = at;
      int number = 0;
      while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
        number = number * 10 + text.charAt(at) - '0';
        at++;
        if (number > 167) {
          return null;
        }
      }
      if (at == start || unit < 3600 && number > (unit == 1 ? 60 : 59)) {
        return null;
      }
      seconds += number * unit;
      if (at == text.length()) {
        break;
      }
      if (text.charAt(at) != ':' || unit == 1) {
        return rest(text, at);
      }
      at++;
      unit /= 60;
    }
    if (seconds > 18 * 3600) {
      throw unsupported(text);
    }
    return Zone.ofOffset(east ? seconds : -seconds);
  }

  private static int abbreviationEnd(String text) {
    if (text.startsWith("<")) {
      int end = text.indexOf('>');
      return end < 0 ? -1 : end + 1;
    }
    int at = 0;
    while (at < text.length() && "+-,0123456789".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return at;
  }

  private static @Nullable Zone rest(String text, int at) {
    char c = text.charAt(at);
    if (c == '<' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z') {
      throw unsupported(text);
    }
    return null;
  }

  private static BraidException unsupported(String text) {
    return new BraidException(
        SqlState.FEATURE_NOT_SUPPORTED, "time zone \"" + text + "\" is not supported");
  }
}
