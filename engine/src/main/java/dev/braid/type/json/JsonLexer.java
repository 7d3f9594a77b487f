package dev.braid.type.json;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.util.Locale;

/// The tokens of a JSON text, and the errors PostgreSQL reports for what is none.
final class JsonLexer {
  enum Token {
    STRING,
    NUMBER,
    WORD,
    PUNCTUATION,
    END
  }

  final String text;
  private final boolean decode;

  /// The current token and where it starts and ends.
  Token token = Token.END;

  int start;
  int end;

  /// Where the token before ends.
  int previousEnd;

  /// A string's value.
  String value = "";

  /// @param decode whether the escapes of strings must have a meaning as text
  JsonLexer(String text, boolean decode) {
    this.text = text;
    this.decode = decode;
  }

  boolean is(char punctuation) {
    return token == Token.PUNCTUATION && text.charAt(start) == punctuation;
  }

  String tokenText() {
    return text.substring(start, end);
  }

  void advance() {
    previousEnd = end;
    start = end;
    while (start < text.length() && " \t\n\r".indexOf(text.charAt(start)) >= 0) {
      start++;
    }
    end = start;
    if (start == text.length()) {
      token = Token.END;
      return;
    }
    char c = text.charAt(start);
    if ("{}[],:".indexOf(c) >= 0) {
      token = Token.PUNCTUATION;
      end++;
    } else if (c == '"') {
      token = Token.STRING;
      string();
    } else if (c == '-' || isDigit(start)) {
      token = Token.NUMBER;
      number();
    } else {
      token = Token.WORD;
      skipWord();
      if (end == start) {
        end = start + Character.charCount(text.codePointAt(start));
        throw invalidToken();
      }
      String word = tokenText();
      if (!word.equals("true") && !word.equals("false") && !word.equals("null")) {
        throw invalidToken();
      }
    }
  }

  private void number() {
    boolean valid = true;
    if (text.charAt(end) == '-') {
      end++;
    }
    if (end < text.length() && text.charAt(end) == '0') {
      end++;
    } else {
      valid = digits();
    }
    if (end < text.length() && text.charAt(end) == '.') {
      end++;
      valid &= digits();
    }
    if (end < text.length() && (text.charAt(end) == 'e' || text.charAt(end) == 'E')) {
      end++;
      if (end < text.length() && (text.charAt(end) == '+' || text.charAt(end) == '-')) {
        end++;
      }
      valid &= digits();
    }
    int numberEnd = end;
    skipWord();
    if (!valid || end != numberEnd) {
      throw invalidToken();
    }
  }

  private boolean digits() {
    int from = end;
    while (isDigit(end)) {
      end++;
    }
    return end > from;
  }

  private boolean isDigit(int at) {
    return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }

  private void skipWord() {
    while (end < text.length()) {
      char c = text.charAt(end);
      if (c < 128 && !Character.isLetterOrDigit(c) && c != '_') {
        return;
      }
      end++;
    }
  }

  private void string() {
    StringBuilder out = new StringBuilder();
    int high = 0;
    end = start + 1;
    while (true) {
      if (end >= text.length()) {
        throw invalidToken();
      }
      char c = text.charAt(end);
      if (c != '\\') {
        if (c < ' ') {
          throw error(
              String.format(Locale.ROOT, "Character with value 0x%02x must be escaped.", (int) c));
        }
        if (high != 0) {
          throw lowMissing();
        }
        end++;
        if (c == '"') {
          break;
        }
        out.append(c);
        continue;
      }
      if (end + 1 >= text.length()) {
        end = text.length();
        throw invalidToken();
      }
      char kind = text.charAt(end + 1);
      if (kind == 'u') {
        high = unicode(out, high);
        continue;
      }
      int plain = "\"\\/bfnrt".indexOf(kind);
      if (plain < 0) {
        throw error(
            "Escape sequence \"\\"
                + Character.toString(text.codePointAt(end + 1))
                + "\" is invalid.");
      }
      if (high != 0) {
        throw lowMissing();
      }
      out.append("\"\\/\b\f\n\r\t".charAt(plain));
      end += 2;
    }
    value = out.toString();
  }

  /// Reads four hexadecimal digits; the result is the first half of a pair, or 0.
  private int unicode(StringBuilder out, int high) {
    int point = 0;
    for (int i = end + 2; i < end + 6; i++) {
      if (i >= text.length()) {
        end = text.length();
        throw invalidToken();
      }
      int digit = text.charAt(i) < 128 ? Character.digit(text.charAt(i), 16) : -1;
      if (digit < 0) {
        throw error("\"\\" + "u\" must be followed by four hexadecimal digits.");
      }
      point = point << 4 | digit;
    }
    end += 6;
    if (!decode) {
      return 0;
    }
    if (Character.isHighSurrogate((char) point)) {
      if (high != 0) {
        throw error("Unicode high surrogate must not follow a high surrogate.");
      }
      return point;
    }
    if (Character.isLowSurrogate((char) point) != (high != 0)) {
      throw lowMissing();
    }
    if (point == 0) {
      throw Json.zeroCharacter();
    }
    if (high != 0) {
      out.append((char) high);
    }
    out.append((char) point);
    return 0;
  }

  private static BraidException lowMissing() {
    return error("Unicode low surrogate must follow a high surrogate.");
  }

  private BraidException invalidToken() {
    return error("Token \"" + tokenText() + "\" is invalid.");
  }

  BraidException expected(String what) {
    return token == Token.END
        ? error("The input string ended unexpectedly.")
        : error("Expected " + what + ", but found \"" + tokenText() + "\".");
  }

  static BraidException error(String detail) {
    return new BraidException(
        SqlState.INVALID_TEXT_REPRESENTATION,
        "invalid input syntax for type json",
        0,
        detail,
        null,
        null);
  }
}
