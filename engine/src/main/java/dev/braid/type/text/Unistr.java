package dev.braid.type.text;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.util.Locale;

/// The function `unistr`: escapes of 4, 6 or 8 hexadecimal digits, and a doubled backslash.
public final class Unistr {
  private Unistr() {}

  public static String unistr(String text) {
    StringBuilder out = new StringBuilder(text.length());
    int high = 0;
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      boolean backslashes = text.startsWith("\\\\", at);
      if (c != '\\' || backslashes) {
        if (high != 0) {
          throw brokenPair();
        }
        out.append(c);
        at += backslashes ? 2 : 1;
        continue;
      }
      int skip = 2;
      int digits = 4;
      switch (at + 1 < text.length() ? text.charAt(at + 1) : ' ') {
        case 'u' -> digits = 4;
        case '+' -> digits = 6;
        case 'U' -> digits = 8;
        default -> skip = 1;
      }
      int point = hex(text, at + skip, digits);
      at += skip + digits;
      if (point <= 0 || point > Character.MAX_CODE_POINT) {
        throw new BraidException(
            SqlState.INVALID_PARAMETER_VALUE,
            String.format(Locale.ROOT, "invalid Unicode code point: %04X", point));
      }
      boolean low = point >= Character.MIN_LOW_SURROGATE && point <= Character.MAX_LOW_SURROGATE;
      if (low != (high != 0)) {
        throw brokenPair();
      }
      if (low) {
        out.append((char) high).append((char) point);
        high = 0;
      } else if (point >= Character.MIN_HIGH_SURROGATE && point <= Character.MAX_HIGH_SURROGATE) {
        high = point;
      } else {
        out.appendCodePoint(point);
      }
    }
    if (high != 0) {
      throw brokenPair();
    }
    return out.toString();
  }

  private static int hex(String text, int from, int digits) {
    int value = 0;
    for (int i = from; i < from + digits; i++) {
      int digit =
          i < text.length() && text.charAt(i) < 128 ? Character.digit(text.charAt(i), 16) : -1;
      if (digit < 0) {
        throw new BraidException(SqlState.SYNTAX_ERROR, "invalid Unicode escape")
            .withHint("Unicode escapes must be \\XXXX, \\+XXXXXX, \\" + "uXXXX, or \\UXXXXXXXX.");
      }
      value = value << 4 | digit;
    }
    return value;
  }

  private static BraidException brokenPair() {
    return new BraidException(SqlState.SYNTAX_ERROR, "invalid Unicode surrogate pair");
  }
}
