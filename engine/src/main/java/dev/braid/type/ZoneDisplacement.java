package dev.braid.type;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;

/// How far a zone is from Greenwich, as text says it: `+05:30`, `-8`, `+0530`, `+05:30:15`.
final class ZoneDisplacement {
  private ZoneDisplacement() {}

  /// Seconds east of Greenwich.
  ///
  /// @param of whose text has it, for errors
  static int seconds(String s, DateTimeReader of) {
    char sign = s.charAt(0);
    if (sign != '+' && sign != '-') {
      throw of.badFormat();
    }
    int[] parts = new int[3];
    int at = 1;
    int count = 0;
    while (true) {
      int start = at;
      while (at < s.length() && DateTimeTokens.isDigit(s.charAt(at))) {
        at++;
      }
      if (start == at && count == 0) {
        break;
      }
      long number = 0;
      for (int i = start; i < at; i++) {
        number = number * 10 + s.charAt(i) - '0';
        if (number > Integer.MAX_VALUE) {
          throw overflow(of);
        }
      }
      parts[count++] = (int) number;
      if (at == s.length() || s.charAt(at) != ':' || count == 3) {
        break;
      }
      at++;
    }
    if (count == 1 && at == s.length() && s.length() > 3) {
      parts[1] = parts[0] % 100;
      parts[0] /= 100;
    }
    if (parts[0] > 15 || parts[1] > 59 || parts[2] > 59) {
      throw overflow(of);
    }
    if (at != s.length()) {
      throw of.badFormat();
    }
    int seconds = (parts[0] * 60 + parts[1]) * 60 + parts[2];
    return sign == '-' ? -seconds : seconds;
  }

  private static BraidException overflow(DateTimeReader of) {
    return new BraidException(
        SqlState.INVALID_TIME_ZONE_DISPLACEMENT_VALUE,
        "time zone displacement out of range: \"" + of.text + "\"");
  }
}
