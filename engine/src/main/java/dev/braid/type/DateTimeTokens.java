package dev.braid.type;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Cuts the text of a date, a time or an interval into typed pieces.
///
/// What a piece is follows from its first characters only: digits with colons are a time, digits or
/// letters with `-`, `/` or `.` a date (or a zone's name), a sign with digits a zone's offset or a
/// signed number. Other punctuation only separates.
final class DateTimeTokens {
  enum Shape {
    NUMBER,
    WORD,
    DATE,
    TIME,
    /// `+05:30`; in intervals any number with a sign.
    SIGNED,
    /// A sign and letters: `-infinity`.
    SIGNED_WORD
  }

  /// @param text in lower case
  record Token(Shape shape, String text) {}

  private static final int MOST_TOKENS = 25;

  private final String text;
  private final String typeName;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private DateTimeTokens(String text, String typeName) {
    this.text = text.toLowerCase(Locale.ROOT);
    this.typeName = typeName;
  }

  /// @param typeName for the error
  /// @param longest the sum of the tokens' lengths (one more for each) must stay below this
  /// @throws BraidException 22007
  static List<Token> of(String text, String typeName, int longest) {
    DateTimeTokens lexer = new DateTimeTokens(text, typeName);
    lexer.run();
    int length = 0;
    for (Token token : lexer.tokens) {
      length += token.text.length() + 1;
    }
    if (length > longest) {
      throw badFormat(typeName, text);
    }
    return lexer.tokens;
  }

  static BraidException badFormat(String typeName, String text) {
    return new BraidException(
        SqlState.INVALID_DATETIME_FORMAT,
        "invalid input syntax for type " + typeName + ": \"" + text + "\"");
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  static boolean isSpace(char c) {
    return c == ' ' || c >= '\t' && c <= '\r';
  }

  private static boolean isPunctuation(char c) {
    return c > ' ' && c < 127 && !isDigit(c) && !isLetter(c);
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  private void run() {
    while (at < text.length()) {
      char c = peek();
      int start = at;
      if (isSpace(c)) {
        at++;
        continue;
      }
      if (isDigit(c)) {
        add(number(), start);
      } else if (c == '.') {
        at++;
        digits();
        add(Shape.NUMBER, start);
      } else if (isLetter(c)) {
        add(word(), start);
      } else if (c == '+' || c == '-') {
        signed(c);
      } else if (isPunctuation(c)) {
        at++;
      } else {
        throw badFormat(typeName, text);
      }
    }
  }

  private void add(Shape shape, int start) {
    addText(shape, text.substring(start, at));
  }

  private void addText(Shape shape, String token) {
    if (tokens.size() >= MOST_TOKENS) {
      throw badFormat(typeName, text);
    }
    tokens.add(new Token(shape, token));
  }

  private void digits() {
    while (isDigit(peek())) {
      at++;
    }
  }

  private Shape number() {
    digits();
    char c = peek();
    if (c == ':') {
      while (isDigit(peek()) || peek() == ':' || peek() == '.') {
        at++;
      }
      return Shape.TIME;
    }
    if (c != '-' && c != '/' && c != '.') {
      return Shape.NUMBER;
    }
    at++;
    if (!isDigit(peek())) {
      while (isDigit(peek()) || isLetter(peek()) || peek() == c) {
        at++;
      }
      return Shape.DATE;
    }
    digits();
    if (peek() != c) {
      return c == '.' ? Shape.NUMBER : Shape.DATE;
    }
    while (isDigit(peek()) || peek() == c) {
      at++;
    }
    return Shape.DATE;
  }

  private Shape word() {
    int start = at;
    while (isLetter(peek())) {
      at++;
    }
    char c = peek();
    boolean joined = c == '-' || c == '/' || c == '.';
    if (!joined && (c == '+' || isDigit(c))) {
      joined = !DateTimeWords.isKeyword(text.substring(start, at));
    }
    if (!joined) {
      return Shape.WORD;
    }
    while (isDigit(peek()) || isLetter(peek()) || peek() != 0 && "+-/_.:".indexOf(peek()) >= 0) {
      at++;
    }
    return Shape.DATE;
  }

  private void signed(char sign) {
    at++;
    while (isSpace(peek())) {
      at++;
    }
    int start = at;
    if (isDigit(peek())) {
      while (isDigit(peek()) || peek() == ':' || peek() == '.' || peek() == '-') {
        at++;
      }
      addText(Shape.SIGNED, sign + text.substring(start, at));
    } else if (isLetter(peek())) {
      while (isLetter(peek())) {
        at++;
      }
      addText(Shape.SIGNED_WORD, sign + text.substring(start, at));
    } else {
      throw badFormat(typeName, text);
    }
  }
}
