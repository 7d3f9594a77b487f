package dev.braid.sql;

/// Where a numeric constant ends: `12`, `1_000`, `0xFF`, `0o17`, `0b1_0`, `1.5`, `.5`, `1.`,
/// `1e-3`.
final class Numbers {
  private static final int DECIMAL = 10;

  private Numbers() {}

  /// @param start a digit, or a dot before a digit
  static int end(String text, int start) {
    int end = text.charAt(start) == '0' ? endOfRadix(text, start) : start;
    if (end == start) {
      end = endOfDecimal(text, start);
    }
    if (end < text.length() && Characters.isIdentifierStart(text.charAt(end))) {
      int junk = Characters.endOfWord(text, end);
      throw SyntaxErrors.at(text, start, junk, "trailing junk after numeric literal");
    }
    return end;
  }

  /// Hexadecimal, octal and binary integers; `start` when this is none.
  private static int endOfRadix(String text, int start) {
    int radix =
        switch (charAt(text, start + 1)) {
          case 'x', 'X' -> 16;
          case 'o', 'O' -> 8;
          case 'b', 'B' -> 2;
          default -> DECIMAL;
        };
    if (radix == DECIMAL) {
      return start;
    }
    int end = start + 2;
    while (isDigit(charAt(text, end), radix)
        || (charAt(text, end) == '_' && isDigit(charAt(text, end + 1), radix))) {
      end++;
    }
    if (end == start + 2) {
      String name = radix == 16 ? "hexadecimal" : radix == 8 ? "octal" : "binary";
      int junk = charAt(text, end) == '_' ? end + 1 : end;
      if (junk == Characters.endOfWord(text, start + 1)) {
        throw SyntaxErrors.at(text, start, junk, "invalid " + name + " integer");
      }
    }
    return end;
  }

  private static int endOfDecimal(String text, int start) {
    int end = endOfDigits(text, start);
    // In 1..2 the dots are the range of a loop, no decimal point.
    if (charAt(text, end) == '.' && charAt(text, end + 1) != '.') {
      end = endOfDigits(text, end + 1);
    }
    char e = charAt(text, end);
    if (e == 'e' || e == 'E') {
      char sign = charAt(text, end + 1);
      int exponent = sign == '+' || sign == '-' ? end + 2 : end + 1;
      if (isDigit(charAt(text, exponent), DECIMAL)) {
        return endOfDigits(text, exponent);
      }
      if (exponent == end + 2) {
        throw SyntaxErrors.at(text, start, exponent, "trailing junk after numeric literal");
      }
    }
    return end;
  }

  /// Decimal digits with single underscores between them.
  private static int endOfDigits(String text, int from) {
    int end = from;
    while (isDigit(charAt(text, end), DECIMAL)
        || (end > from && charAt(text, end) == '_' && isDigit(charAt(text, end + 1), DECIMAL))) {
      end++;
    }
    return end;
  }

  private static boolean isDigit(char c, int radix) {
    return c < '\u0080' && Character.digit(c, radix) >= 0;
  }

  private static char charAt(String text, int index) {
    return index < text.length() ? text.charAt(index) : '\0';
  }
}
