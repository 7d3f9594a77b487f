package dev.braid.type.text;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;

/// LIKE with a pattern that ends in a lone escape character, byte by byte with backtracking, so
/// that the error comes for the same values as in PostgreSQL.
final class BrokenLike {
  static final int TRUE = 1;
  static final int FALSE = 0;

  /// The value ended too early: longer tries cannot match either.
  static final int ABORT = -1;

  private BrokenLike() {}

  static int matches(byte[] text, int start, int end, byte[] pattern, int from) {
    int t = start;
    int p = from;
    while (t < end && p < pattern.length) {
      switch (pattern[p]) {
        case '\\' -> {
          p++;
          if (p >= pattern.length) {
            throw endsWithEscape();
          }
          if (pattern[p] != text[t]) {
            return FALSE;
          }
          t++;
        }
        case '%' -> {
          return afterPercent(text, t, end, pattern, p + 1);
        }
        case '_' -> t = next(text, t, end);
        default -> {
          if (pattern[p] != text[t]) {
            return FALSE;
          }
          t++;
        }
      }
      p++;
    }
    if (t < end) {
      return FALSE;
    }
    while (p < pattern.length && pattern[p] == '%') {
      p++;
    }
    return p >= pattern.length ? TRUE : ABORT;
  }

  private static int afterPercent(byte[] text, int start, int end, byte[] pattern, int from) {
    int t = start;
    int p = from;
    while (p < pattern.length && (pattern[p] == '%' || pattern[p] == '_')) {
      if (pattern[p] == '_') {
        if (t >= end) {
          return ABORT;
        }
        t = next(text, t, end);
      }
      p++;
    }
    if (p >= pattern.length) {
      return TRUE;
    }
    if (pattern[p] == '\\' && p + 1 >= pattern.length) {
      throw endsWithEscape();
    }
    byte first = pattern[p] == '\\' ? pattern[p + 1] : pattern[p];
    while (t < end) {
      if (text[t] == first) {
        int matched = matches(text, t, end, pattern, p);
        if (matched != FALSE) {
          return matched;
        }
      }
      t = next(text, t, end);
    }
    return ABORT;
  }

  private static int next(byte[] text, int at, int end) {
    int t = at + 1;
    while (t < end && (text[t] & 0xc0) == 0x80) {
      t++;
    }
    return t;
  }

  private static BraidException endsWithEscape() {
    return new BraidException(
        SqlState.INVALID_ESCAPE_SEQUENCE, "LIKE pattern must not end with escape character");
  }
}
