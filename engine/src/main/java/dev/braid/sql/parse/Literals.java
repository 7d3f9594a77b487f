package dev.braid.sql.parse;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.guard.SyntaxErrors;
import dev.braid.guard.Token;
import dev.braid.guard.UnicodeEscapes;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The values of constants: what a string means without its quotes and escapes.
final class Literals {
  private Literals() {}

  /// The value of a number that PostgreSQL reads as `int4`; null for any other token.
  static @Nullable Integer int4(Token token) {
    if (token.kind() != Token.Kind.NUMBER) {
      return null;
    }
    String digits = digits(token);
    int radix = 10;
    if (digits.length() > 1 && digits.charAt(0) == '0') {
      radix =
          switch (digits.charAt(1)) {
            case 'x', 'X' -> 16;
            case 'o', 'O' -> 8;
            case 'b', 'B' -> 2;
            default -> 10;
          };
    }
    try {
      return Integer.valueOf(radix == 10 ? digits : digits.substring(2), radix);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /// A number without the underscores between its digits.
  static String digits(Token number) {
    return number.value().replace("_", "");
  }

  static boolean isBits(String text, Token token) {
    char first = text.charAt(token.start());
    return first == 'b' || first == 'B' || first == 'x' || first == 'X';
  }

  /// The digits of `B'..'` and `X'..'`.
  static String bits(String text, Token token) {
    return body(text, token.start() + 1, token.end(), false);
  }

  static String string(String text, Token token) {
    int start = token.start();
    int end = token.end();
    return switch (text.charAt(start)) {
      case '\'' -> body(text, start, end, false).replace("''", "'");
      case '$' -> {
        int tag = text.indexOf('$', start + 1) + 1 - start;
        yield text.substring(start + tag, end - tag);
      }
      case 'e', 'E' -> backslashes(text, token, body(text, start + 1, end, true));
      default -> {
        String body = body(text, start + 2, end, false).replace("''", "'");
        char escape = uescape(text, start + 2, end);
        Token content = new Token(Token.Kind.STRING, start, end, body);
        yield UnicodeEscapes.decode(text, content, escape);
      }
    };
  }

  /// What stands between the quotes, over continuations; doubled quotes stay doubled.
  private static String body(String text, int open, int end, boolean backslashEscapes) {
    StringBuilder body = new StringBuilder();
    int i = open;
    while (i >= 0 && i < end) {
      int from = i + 1;
      int close = endOfQuotes(text, from, end, backslashEscapes);
      body.append(text, from, close);
      i = nextQuote(text, close + 1, end);
    }
    return body.toString();
  }

  private static int endOfQuotes(String text, int from, int end, boolean backslashEscapes) {
    int i = from;
    while (i < end) {
      char c = text.charAt(i);
      if (c == '\'') {
        if (i + 1 >= end || text.charAt(i + 1) != '\'') {
          return i;
        }
        i += 2;
      } else {
        i += c == '\\' && backslashEscapes ? 2 : 1;
      }
    }
    return end - 1;
  }

  /// The quote of a continuation, past white space and comments; -1 before UESCAPE and at the end.
  private static int nextQuote(String text, int from, int end) {
    int i = from;
    while (i < end) {
      char c = text.charAt(i);
      if (c == '\'') {
        return i;
      } else if (text.startsWith("--", i)) {
        while (i < end && text.charAt(i) != '\n' && text.charAt(i) != '\r') {
          i++;
        }
      } else if (c > ' ') {
        return -1;
      } else {
        i++;
      }
    }
    return -1;
  }

  private static char uescape(String text, int open, int end) {
    int i = open;
    while (i >= 0) {
      int close = endOfQuotes(text, i + 1, end, false);
      if (close + 1 >= end) {
        return '\\';
      }
      i = nextQuote(text, close + 1, end);
    }
    return text.charAt(end - 2);
  }

  /// The escapes of `E'..'`. Octal and hexadecimal ones are bytes, which together must be UTF-8.
  private static String backslashes(String text, Token token, String body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length());
    int i = 0;
    while (i < body.length()) {
      char c = body.charAt(i);
      if (c == '\'') {
        bytes.write('\'');
        i += 2;
      } else if (c != '\\' || i + 1 >= body.length()) {
        int point = body.codePointAt(i);
        write(bytes, point);
        i += Character.charCount(point);
      } else {
        i = escape(text, token, body, i + 1, bytes);
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw new BraidException(
          SqlState.CHARACTER_NOT_IN_REPERTOIRE,
          "invalid byte sequence for encoding \"UTF8\"",
          SyntaxErrors.position(text, token.start()),
          null,
          null,
          e);
    }
  }

  /// @param at behind the backslash
  /// @return where the text goes on
  private static int escape(
      String text, Token token, String body, int at, ByteArrayOutputStream bytes) {
    char c = body.charAt(at);
    switch (c) {
      case 'b' -> bytes.write('\b');
      case 'f' -> bytes.write('\f');
      case 'n' -> bytes.write('\n');
      case 'r' -> bytes.write('\r');
      case 't' -> bytes.write('\t');
      case 'v' -> bytes.write(0x0B);
      case '0', '1', '2', '3', '4', '5', '6', '7' -> {
        return bytes(text, token, body, at, 3, 8, bytes);
      }
      case 'x' -> {
        if (at + 1 < body.length() && digit(body, at + 1, 16) >= 0) {
          return bytes(text, token, body, at + 1, 2, 16, bytes);
        }
        bytes.write('x');
      }
      case 'u', 'U' -> {
        return unicode(text, token, body, at, bytes);
      }
      default -> {
        int point = body.codePointAt(at);
        write(bytes, point);
        return at + Character.charCount(point);
      }
    }
    return at + 1;
  }

  private static int bytes(
      String text,
      Token token,
      String body,
      int from,
      int most,
      int radix,
      ByteArrayOutputStream bytes) {
    int value = 0;
    int i = from;
    while (i < from + most && digit(body, i, radix) >= 0) {
      value = value * radix + digit(body, i, radix);
      i++;
    }
    if ((value & 0xFF) == 0) {
      throw SyntaxErrors.refusal(
          SqlState.CHARACTER_NOT_IN_REPERTOIRE,
          text,
          token.start(),
          "invalid byte sequence for encoding \"UTF8\": 0x00");
    }
    bytes.write(value);
    return i;
  }

  /// Either a character, or half a surrogate pair that the next escape must complete.
  private static int unicode(
      String text, Token token, String body, int at, ByteArrayOutputStream bytes) {
    int length = body.charAt(at) == 'u' ? 4 : 8;
    int end = at + 1 + length;
    int point = hexadecimal(text, token, body, at + 1, end);
    if (point <= Character.MAX_VALUE && Character.isHighSurrogate((char) point)) {
      if (!body.startsWith("\\u", end) && !body.startsWith("\\U", end)) {
        throw badEscape(text, token, "invalid Unicode surrogate pair");
      }
      int second = end + 2 + (body.charAt(end + 1) == 'u' ? 4 : 8);
      int low = hexadecimal(text, token, body, end + 2, second);
      if (low > Character.MAX_VALUE || !Character.isLowSurrogate((char) low)) {
        throw badEscape(text, token, "invalid Unicode surrogate pair");
      }
      write(bytes, Character.toCodePoint((char) point, (char) low));
      return second;
    }
    if (point <= Character.MAX_VALUE && Character.isLowSurrogate((char) point)) {
      throw badEscape(text, token, "invalid Unicode surrogate pair");
    }
    if (point == 0 || point > Character.MAX_CODE_POINT) {
      throw badEscape(text, token, "invalid Unicode escape value");
    }
    write(bytes, point);
    return end;
  }

  private static int hexadecimal(String text, Token token, String body, int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      int digit = digit(body, i, 16);
      if (digit < 0 || value > 0x0FFFFFFF / 2) {
        throw new BraidException(
                SqlState.INVALID_ESCAPE_SEQUENCE,
                "invalid Unicode escape",
                SyntaxErrors.position(text, token.start()),
                null,
                null,
                null)
            .withHint("Unicode escapes must be \\uXXXX or \\UXXXXXXXX.");
      }
      value = value * 16 + digit;
    }
    return value;
  }

  private static BraidException badEscape(String text, Token token, String message) {
    return SyntaxErrors.at(text, token.start(), token.end(), message);
  }

  private static int digit(String body, int index, int radix) {
    char c = index < body.length() ? body.charAt(index) : ' ';
    return c < '\u0080' ? Character.digit(c, radix) : -1;
  }

  private static void write(ByteArrayOutputStream bytes, int codePoint) {
    bytes.writeBytes(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
  }
}
