package dev.braid.guard;

/// Where a numeric constant ends: `12`, `1_000`, `0xFF`, `0o17`, `0b1_0`, `1.5`, `.5`, `1.`,
/// `1e-3`.
final class Numbers {
  private Numbers() {}

  /// @param start a digit, or a dot before a digit
  static int end(String text, int start) {
    int digits = endOfDecimal(text, start);
    int word =
        Characters.isIdentifierStart(charAt(text, digits))
            ? Characters.endOfWord(text, digits)
            : digits;
    int end = word == digits ? digits : endOfLetters(text, start, digits, word);
    if (end < word) {
      throw SyntaxErrors.at(text, start, word, "trailing junk after numeric literal");
    }
    return end;
  }

  /// The end of a number whose `digits` a word follows: of its exponent, or of the hexadecimal,
  /// octal or binary digits behind its zero; `digits` when the word is none of these.
  private static int endOfLetters(String text, int start, int digits, int word) {
    boolean zero = digits == start + 1 && text.charAt(start) == '0';
    return switch (text.charAt(digits)) {
      case 'e', 'E' -> endOfExponent(text, start, digits, word);
      case 'x', 'X' -> zero ? endOfRadix(text, start, word, 16, "hexadecimal") : digits;
      case 'o', 'O' -> zero ? endOfRadix(text, start, word, 8, "octal") : digits;
      case 'b', 'B' -> zero ? endOfRadix(text, start, word, 2, "binary") : digits;
      default -> digits;
    };
  }

  private static int endOfExponent(String text, int start, int digits, int word) {
    char sign = charAt(text, digits + 1);
    int exponent = sign == '+' || sign == '-' ? digits + 2 : digits + 1;
    if (isDigit(charAt(text, exponent), 10)) {
      return endOfDigits(text, exponent);
    }
    if (exponent > word) {
      throw SyntaxErrors.at(text, start, exponent, "trailing junk after numeric literal");
    }
    return digits;
  }

  private static int endOfRadix(String text, int start, int word, int radix, String name) {
    int end = start + 2;
    while (isDigit(charAt(text, end), radix)
        || (charAt(text, end) == '_' && isDigit(charAt(text, end + 1), radix))) {
      end++;
    }
    int prefix = charAt(text, end) == '_' ? end + 1 : end;
    if (end == start + 2 && word == prefix) {
      throw SyntaxErrors.at(text, start, prefix, "invalid " + name + " integer");
    }
    return end;
  }

  private static int endOfDecimal(String text, int start) {
    int end = endOfDigits(text, start);
    // In 1..2 the dots are the range of a loop, no decimal point.
    if (charAt(text, end) == '.' && charAt(text, end + 1) != '.') {
      end = endOfDigits(text, end + 1);
    }
    return end;
  }

  /// Decimal digits with single underscores between them.
  private static int endOfDigits(String text, int from) {
    int end = from;
    while (isDigit(charAt(text, end), 10)
        || (end > from && charAt(text, end) == '_' && isDigit(charAt(text, end + 1), 10))) {
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
