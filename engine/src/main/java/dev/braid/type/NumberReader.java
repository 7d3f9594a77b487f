package dev.braid.type;

import dev.braid.type.NumberPattern.Anchor;
import dev.braid.type.NumberPattern.Element;
import dev.braid.type.NumberPattern.Symbol;
import java.nio.charset.StandardCharsets;

/// Reads one number from text along a format, as leniently as PostgreSQL does: characters that do
/// not fit are mostly passed over. A digit's position passes over a byte, a literal over a
/// character, so the text is kept as UTF-8, one byte a `char`.
final class NumberReader {
  private final NumberPattern pattern;
  private final String text;
  private final StringBuilder digits = new StringBuilder();
  private char sign = ' ';
  private int at;
  private int integerDigits;
  private int integerRead;
  private int fractionRead;
  private boolean pointRead;

  NumberReader(NumberPattern pattern, String text) {
    this.pattern = pattern;
    this.integerDigits = pattern.integerDigits;
    this.text = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  Numeric read() {
    for (Element element : pattern.elements) {
      if (atEnd()) {
        break;
      }
      accept(element.symbol());
    }
    int length = digits.length();
    if (length > 0 && digits.charAt(length - 1) == '.') {
      digits.setLength(length - 1);
    }
    int precision = integerDigits + pattern.shift + fractionRead;
    Numeric number = Numeric.parse(sign + digits.toString());
    Numeric result = number.applyModifier(precision, fractionRead);
    return pattern.shifted
        ? result.multiply(Numeric.of(10).power(Numeric.of(-pattern.shift)))
        : result;
  }

  private int roman() {
    while (!atEnd() && NumberErrors.isSpace(text.charAt(at))) {
      at++;
    }
    int length = RomanNumerals.length(text, at);
    int value = RomanNumerals.parse(text.substring(at, at + length));
    at += length;
    return value;
  }

  private boolean atEnd() {
    return at >= text.length();
  }

  private void accept(Symbol symbol) {
    switch (symbol) {
      case NINE, ZERO, POINT, D -> {
        readDigit(symbol);
        at++;
      }
      case COMMA, G -> {
        if (!pattern.fill && text.charAt(at) == ',') {
          at++;
        }
      }
      case L -> passOver(1);
      case TH -> {
        if (!pattern.point && !pattern.roman) {
          passOver(2);
        }
      }
      case MI -> readSign("-");
      case PL -> readSign("+");
      case SG -> readSign("+-");
      case LITERAL -> at = nextCharacter();
      case RN -> {
        int number = roman();
        digits.append(number);
        integerDigits = Integer.toString(number).length();
      }
      case S, B, C, EEEE, FM, PR, SP, V -> {}
    }
  }

  private int nextCharacter() {
    int first = text.charAt(at);
    int length = first < 0xc0 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    return Math.min(text.length(), at + length);
  }

  private void readSign(String signs) {
    char c = text.charAt(at);
    if (signs.indexOf(c) >= 0) {
      sign = c;
      at++;
    } else {
      passOver(1);
    }
  }

  private void passOver(int count) {
    for (int i = 0; i < count && !atEnd(); i++) {
      if ("0123456789.,+-".indexOf(text.charAt(at)) >= 0) {
        return;
      }
      at = nextCharacter();
    }
  }

  /// Leaves `at` on the last character that it has used, or on one that does not fit.
  private void readDigit(Symbol symbol) {
    if (text.charAt(at) == ' ') {
      at++;
    }
    if (!atEnd()
        && sign == ' '
        && (symbol == Symbol.NINE || symbol == Symbol.ZERO)
        && integerRead + fractionRead == 0) {
      readLeadingSign();
    }
    if (atEnd()) {
      return;
    }
    boolean read = false;
    char c = text.charAt(at);
    if (c >= '0' && c <= '9') {
      if (pointRead && fractionRead == pattern.fractionDigits) {
        return;
      }
      digits.append(c);
      if (pointRead) {
        fractionRead++;
      } else {
        integerRead++;
      }
      read = true;
    } else if (pattern.point && !pointRead && c == '.') {
      digits.append('.');
      pointRead = true;
      read = true;
    }
    if (sign == ' ' && integerRead + fractionRead > 0) {
      readTrailingSign(read);
    }
  }

  private void readLeadingSign() {
    char c = text.charAt(at);
    if (pattern.anchor == Anchor.NONE
        ? c == '-' || (c == '<' && pattern.brackets) || c == '+'
        : c == '-' || c == '+') {
      sign = c == '+' ? '+' : '-';
      at++;
    }
  }

  private void readTrailingSign(boolean read) {
    if (pattern.anchor != Anchor.NONE) {
      if (read && at + 1 < text.length()) {
        char next = text.charAt(at + 1);
        if (next == '-' || next == '+') {
          sign = next;
          at++;
        }
      }
    } else if (!read && (pattern.plus || pattern.minus)) {
      char c = text.charAt(at);
      if (c == '-' || c == '+') {
        sign = c;
      }
    }
  }
}
