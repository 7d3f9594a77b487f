package dev.braid.type;

import java.math.BigDecimal;
import java.math.BigInteger;

/// Reads one numeric from text.
///
/// Too large an exponent is noticed while it is read, too large a number only after all of the text
/// has proved right: the order decides which of two errors is raised.
final class NumericParser {
  private static final int EXPONENT_LIMIT = Integer.MAX_VALUE / 2;

  private final String text;
  private int at;

  NumericParser(String text) {
    this.text = text;
  }

  Numeric parse() {
    skipSpaces();
    int start = at;
    boolean negative = peek() == '-';
    if (negative || peek() == '+') {
      at++;
    }
    if (!isDigit(peek()) && peek() != '.') {
      return special(start, negative);
    }
    int base = peek() == '0' ? basePrefix() : 10;
    return base == 10 ? decimal(negative) : integer(base, negative);
  }

  private Numeric special(int start, boolean negative) {
    Numeric value;
    if (start == at && take("nan")) {
      value = Numeric.NAN;
    } else if (take("infinity") || take("inf")) {
      value = negative ? Numeric.NEGATIVE_INFINITY : Numeric.INFINITY;
    } else {
      throw NumberErrors.syntax(text, "numeric");
    }
    requireEnd();
    return value;
  }

  private boolean take(String word) {
    boolean found = text.regionMatches(true, at, word, 0, word.length());
    at += found ? word.length() : 0;
    return found;
  }

  private int basePrefix() {
    return at + 1 >= text.length()
        ? 10
        : switch (text.charAt(at + 1)) {
          case 'x', 'X' -> 16;
          case 'o', 'O' -> 8;
          case 'b', 'B' -> 2;
          default -> 10;
        };
  }

  private Numeric integer(int base, boolean negative) {
    at += 2;
    StringBuilder digits = new StringBuilder(text.length());
    for (; ; at++) {
      if (peek() == '_') {
        at++;
        if (!isDigit(peek(), base)) {
          throw NumberErrors.syntax(text, "numeric");
        }
      }
      if (!isDigit(peek(), base)) {
        break;
      }
      digits.append(peek());
    }
    if (digits.isEmpty()) {
      throw NumberErrors.syntax(text, "numeric");
    }
    requireEnd();
    BigInteger magnitude = new BigInteger(digits.toString(), base);
    return Numeric.of(new BigDecimal(negative ? magnitude.negate() : magnitude));
  }

  private Numeric decimal(boolean negative) {
    StringBuilder digits = new StringBuilder(text.length());
    digits(digits);
    int fraction = 0;
    if (peek() == '.') {
      at++;
      int before = digits.length();
      digits(digits);
      fraction = digits.length() - before;
    }
    if (digits.isEmpty()) {
      throw NumberErrors.syntax(text, "numeric");
    }
    long scale = fraction;
    if (peek() == 'e' || peek() == 'E') {
      at++;
      scale -= exponent();
    }
    requireEnd();
    BigInteger unscaled = new BigInteger(digits.toString());
    if (scale > Numeric.MAX_SCALE
        || (unscaled.signum() != 0 && -scale > Numeric.MAX_INTEGER_DIGITS)) {
      throw NumberErrors.numericOverflow();
    }
    int small = (int) Math.max(scale, -Numeric.MAX_INTEGER_DIGITS - 1);
    return Numeric.of(
        unscaled.signum() == 0
            ? BigDecimal.valueOf(0, Math.max(small, 0))
            : new BigDecimal(negative ? unscaled.negate() : unscaled, small));
  }

  /// Digits with single underscores between them.
  private void digits(StringBuilder digits) {
    if (!isDigit(peek())) {
      return;
    }
    while (true) {
      digits.append(peek());
      at++;
      if (peek() == '_') {
        at++;
        if (!isDigit(peek())) {
          throw NumberErrors.syntax(text, "numeric");
        }
      }
      if (!isDigit(peek())) {
        return;
      }
    }
  }

  private long exponent() {
    boolean negative = peek() == '-';
    if (negative || peek() == '+') {
      at++;
    }
    if (!isDigit(peek())) {
      throw NumberErrors.syntax(text, "numeric");
    }
    long exponent = 0;
    while (isDigit(peek())) {
      exponent = exponent * 10 + (peek() - '0');
      if (exponent > EXPONENT_LIMIT) {
        throw NumberErrors.numericOverflow();
      }
      at++;
      if (peek() == '_') {
        at++;
        if (!isDigit(peek())) {
          throw NumberErrors.syntax(text, "numeric");
        }
      }
    }
    return negative ? -exponent : exponent;
  }

  private void requireEnd() {
    skipSpaces();
    if (at < text.length()) {
      throw NumberErrors.syntax(text, "numeric");
    }
  }

  private void skipSpaces() {
    while (at < text.length() && NumberErrors.isSpace(text.charAt(at))) {
      at++;
    }
  }

  /// The character to read next, NUL at the end.
  private char peek() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isDigit(char c, int base) {
    return c < 128 && Character.digit(c, base) >= 0;
  }
}
