package dev.braid.type.json.path;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.type.json.Json;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The tokens of a path. Of all that could begin at a character the longest counts, so that `1a` is
/// a number with junk behind it, but `1ab` a name.
final class PathLexer {
  enum Token {
    STRING,
    VARIABLE,
    NAME,
    INTEGER,
    NUMBER,
    SIGN,
    END
  }

  private static final String OTHER = "[^?%$.\\[\\]{}()|&!=<>@#,*:\\-+/\\\\\" \\t\\n\\r\\f]";
  private static final String DIGITS = "[0-9](?:_?[0-9])*+";
  private static final String INTEGER = "(?:0|[1-9](?:_?[0-9])*+)";
  private static final String DECIMAL =
      "(?:" + INTEGER + "\\.(?:" + DIGITS + ")?+|\\." + DIGITS + ")";
  private static final String MANTISSA = "(?:" + DECIMAL + "|" + INTEGER + ")";
  private static final String REAL = MANTISSA + "[Ee][-+]?" + DIGITS;

  private static final Pattern NUMBERS = Pattern.compile("(?<number>" + REAL + "|" + DECIMAL + ")");
  private static final Pattern INTEGERS =
      Pattern.compile(
          "0[xX][0-9a-fA-F](?:_?[0-9a-fA-F])*+|0[oO][0-7](?:_?[0-7])*+|0[bB][01](?:_?[01])*+|"
              + INTEGER);
  private static final Pattern NO_EXPONENT = Pattern.compile(MANTISSA + "[Ee][-+]");
  private static final Pattern JUNK =
      Pattern.compile("(?:" + REAL + OTHER + "|" + DECIMAL + OTHER + "|" + INTEGER + OTHER + ")");
  private static final Pattern OTHERS = Pattern.compile(OTHER + "++");
  private static final Pattern VARIABLE = Pattern.compile("\\$" + OTHER + "++");

  /// Words in any case; `null`, `true` and `false` in lower case only.
  private static final Set<String> KEYWORDS =
      Set.of(
          ("is to abs lax date flag last null size time true type with false floor bigint double"
                  + " exists number starts strict string boolean ceiling decimal integer time_tz"
                  + " unknown datetime keyvalue timestamp like_regex timestamp_tz")
              .split(" "));

  private final String text;
  private int at;

  Token token = Token.END;

  /// What a name or a string means, a number or a sign as it was written.
  String value = "";

  /// The keyword that a name is, or nothing.
  String keyword = "";

  /// Where the token begins.
  private int start;

  PathLexer(String text) {
    this.text = text;
  }

  boolean isSign(String sign) {
    return token == Token.SIGN && value.equals(sign);
  }

  boolean isKeyword(String word) {
    return token == Token.NAME && keyword.equals(word);
  }

  void advance() {
    keyword = "";
    while (true) {
      skipBlanks();
      start = at;
      if (at >= text.length()) {
        token = Token.END;
        return;
      }
      if (text.startsWith("/*", at)) {
        comment();
      } else if (next()) {
        return;
      }
    }
  }

  private void skipBlanks() {
    while (at < text.length() && isBlank(text.charAt(at))) {
      at++;
    }
  }

  private static boolean isBlank(char c) {
    return " \t\n\r\f".indexOf(c) >= 0;
  }

  private void comment() {
    int end = text.indexOf("*/", at + 2);
    if (end < 0) {
      at = text.length();
      throw atEnd("unexpected end of comment");
    }
    at = end + 2;
  }

  /// @return false for a name that a comment follows at once: PostgreSQL's lexer forgets it
  private boolean next() {
    char c = text.charAt(at);
    if (c == '"') {
      at++;
      quoted(Token.STRING);
      return true;
    }
    if (c == '$') {
      if (text.startsWith("$\"", at)) {
        at += 2;
        quoted(Token.VARIABLE);
        return true;
      }
      int length = length(VARIABLE);
      if (length > 0) {
        take(Token.VARIABLE, length);
        value = value.substring(1);
        return true;
      }
    }
    return (c == '.' || c >= '0' && c <= '9') && number() || word(c);
  }

  private boolean word(char c) {
    if (c == '\\' || length(OTHERS) > 0) {
      return name();
    }
    for (String sign : new String[] {"&&", "||", "**", "<=", "==", "<>", "!=", ">="}) {
      if (text.startsWith(sign, at)) {
        take(Token.SIGN, 2);
        return true;
      }
    }
    take(Token.SIGN, 1);
    return true;
  }

  private int length(Pattern pattern) {
    Matcher matcher = pattern.matcher(text).region(at, text.length());
    return matcher.lookingAt() ? matcher.end() - at : 0;
  }

  private void take(Token kind, int length) {
    token = kind;
    value = text.substring(at, at + length);
    at += length;
  }

  private boolean number() {
    int number = length(NUMBERS);
    int integer = length(INTEGERS);
    int broken = length(NO_EXPONENT);
    int junk = length(JUNK);
    int longest = Math.max(Math.max(number, integer), Math.max(broken, junk));
    if (longest == 0 || length(OTHERS) > longest) {
      return false;
    }
    if (number == longest) {
      take(Token.NUMBER, number);
    } else if (integer == longest) {
      take(Token.INTEGER, integer);
    } else {
      at += longest;
      throw near(
          broken == longest ? "invalid numeric literal" : "trailing junk after numeric literal");
    }
    return true;
  }

  private boolean name() {
    StringBuilder out = new StringBuilder();
    while (at < text.length()) {
      int plain = length(OTHERS);
      if (plain > 0) {
        out.append(text, at, at + plain);
        at += plain;
      } else if (text.charAt(at) == '\\') {
        escape(out);
      } else {
        break;
      }
    }
    token = Token.NAME;
    value = out.toString();
    if (text.startsWith("/*", at)) {
      comment();
      return false;
    }
    String word = value.toLowerCase(Locale.ROOT);
    boolean exact = !word.equals("null") && !word.equals("true") && !word.equals("false");
    keyword = KEYWORDS.contains(word) && (exact || word.equals(value)) ? word : "";
    return true;
  }

  private void quoted(Token kind) {
    StringBuilder out = new StringBuilder();
    while (true) {
      if (at >= text.length()) {
        throw atEnd("unterminated quoted string");
      }
      char c = text.charAt(at);
      if (c == '\\') {
        escape(out);
      } else if (c == '"') {
        at++;
        break;
      } else {
        out.append(c);
        at++;
      }
    }
    token = kind;
    value = out.toString();
  }

  private void escape(StringBuilder out) {
    start = at;
    if (at + 1 >= text.length()) {
      at = text.length();
      throw near("unexpected end after backslash");
    }
    char kind = text.charAt(at + 1);
    switch (kind) {
      case 'u' -> unicode(out);
      case 'x' -> {
        int end = at + 2;
        while (end < Math.min(at + 4, text.length()) && isHex(text.charAt(end))) {
          end++;
        }
        boolean whole = end == at + 4;
        int from = at + 2;
        at = end;
        if (!whole) {
          throw near("invalid hexadecimal character sequence");
        }
        append(out, Integer.parseInt(text, from, end, 16));
      }
      default -> {
        int plain = "bfnrtv".indexOf(kind);
        int point = plain < 0 ? text.codePointAt(at + 1) : "\b\f\n\r\t\013".charAt(plain);
        out.appendCodePoint(point);
        at += 1 + (plain < 0 ? Character.charCount(point) : 1);
      }
    }
  }

  /// A run of escapes with `u`: halves of a pair must follow one another.
  private void unicode(StringBuilder out) {
    int high = 0;
    while (text.startsWith("\\u", at)) {
      int point = codePoint();
      if (Character.isHighSurrogate((char) point) && point < 0x10000) {
        if (high != 0) {
          throw surrogate("high surrogate must not follow a high surrogate.");
        }
        high = point;
        continue;
      }
      boolean low = point < 0x10000 && Character.isLowSurrogate((char) point);
      if (low != (high != 0)) {
        throw surrogate("low surrogate must follow a high surrogate.");
      }
      append(out, low ? Character.toCodePoint((char) high, (char) point) : point);
      high = 0;
    }
    if (high != 0) {
      throw surrogate("low surrogate must follow a high surrogate.");
    }
  }

  private int codePoint() {
    start = at;
    boolean braces = text.startsWith("{", at + 2);
    int from = at + (braces ? 3 : 2);
    int end = from;
    while (end < Math.min(from + (braces ? 6 : 4), text.length()) && isHex(text.charAt(end))) {
      end++;
    }
    boolean whole = braces ? end > from && text.startsWith("}", end) : end == from + 4;
    at = end + (whole && braces ? 1 : 0);
    if (!whole) {
      throw near("invalid Unicode escape sequence");
    }
    return Integer.parseInt(text, from, end, 16);
  }

  private static boolean isHex(char c) {
    return c < 128 && Character.digit(c, 16) >= 0;
  }

  private static void append(StringBuilder out, int point) {
    if (point == 0) {
      throw Json.zeroCharacter();
    }
    if (!Character.isValidCodePoint(point)) {
      throw new BraidException(SqlState.SYNTAX_ERROR, "invalid Unicode code point");
    }
    out.appendCodePoint(point);
  }

  private static BraidException surrogate(String detail) {
    return new BraidException(
        SqlState.INVALID_TEXT_REPRESENTATION,
        "invalid input syntax for type jsonpath",
        0,
        "Unicode " + detail,
        null,
        null);
  }

  /// A syntax error at the current token.
  BraidException error() {
    return token == Token.END ? atEnd("syntax error") : near("syntax error");
  }

  private BraidException near(String what) {
    return new BraidException(
        SqlState.SYNTAX_ERROR,
        at >= text.length() && token == Token.NAME
            ? what + " at end of jsonpath input"
            : what + " at or near \"" + text.substring(start, at) + "\" of jsonpath input");
  }

  private static BraidException atEnd(String what) {
    return new BraidException(SqlState.SYNTAX_ERROR, what + " at end of jsonpath input");
  }
}
