package dev.braid.guard;

/// PostgreSQL's rules of where an operator ends.
final class Operators {
  /// `NAMEDATALEN`: an operator must be shorter.
  static final int LENGTH_LIMIT = 64;

  private static final String CHARACTERS = "~!@#^&|`?+-*/%<>=";

  /// Only an operator that holds one of these may end in `+` or `-`.
  private static final String MAY_PRECEDE_SIGN = "~!@#^&|`?%";

  private Operators() {}

  static boolean isOperatorCharacter(char c) {
    return CHARACTERS.indexOf(c) >= 0;
  }

  /// The longest run of operator characters, but never into a comment, and without the `+` and `-`
  /// at its end when it is made of characters of standard SQL only: `a=-1` is `a = -1`, while
  /// `a@-1` is `a @- 1`.
  static int end(String text, int start) {
    int end = start + 1;
    while (end < text.length()
        && isOperatorCharacter(text.charAt(end))
        && !text.startsWith("--", end)
        && !text.startsWith("/*", end)) {
      end++;
    }
    while (end - start > 1
        && isSign(text.charAt(end - 1))
        && !maySignFollow(text, start, end - 1)) {
      end--;
    }
    return end;
  }

  private static boolean isSign(char c) {
    return c == '+' || c == '-';
  }

  private static boolean maySignFollow(String text, int start, int sign) {
    for (int i = start; i < sign; i++) {
      if (MAY_PRECEDE_SIGN.indexOf(text.charAt(i)) >= 0) {
        return true;
      }
    }
    return false;
  }
}
