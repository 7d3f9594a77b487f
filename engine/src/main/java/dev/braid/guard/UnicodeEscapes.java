package dev.braid.guard;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.util.ArrayList;
import java.util.List;

/// Reads `U&"..."` names as PostgreSQL does, `UESCAPE '!'` behind them included, so that no name
/// can hide behind escapes: `U&"set!005fconfig" UESCAPE '!'` is `set_config`.
public final class UnicodeEscapes {
  private UnicodeEscapes() {}

  /// Decodes the escaped names among the tokens, and takes each UESCAPE clause into the token that
  /// it belongs to.
  static List<Token> resolve(String text, List<Token> tokens) {
    if (text.indexOf('&') < 0) {
      return List.copyOf(tokens);
    }
    List<Token> resolved = new ArrayList<>(tokens.size());
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (!isEscaped(text, token)) {
        resolved.add(token);
        continue;
      }
      char escape = '\\';
      int end = token.end();
      if (i + 1 < tokens.size() && tokens.get(i + 1).is("uescape")) {
        Token clause = tokens.get(i + 1);
        if (i + 2 == tokens.size()) {
          throw SyntaxErrors.at(
              text,
              clause.start(),
              clause.end(),
              "UESCAPE must be followed by a simple string literal");
        }
        Token character = tokens.get(i + 2);
        escape = escapeCharacter(text, character);
        end = character.end();
        i += 2;
      }
      String value =
          token.kind() == Token.Kind.QUOTED
              ? decode(text, token, escape)
              : text.substring(token.start(), end);
      resolved.add(new Token(token.kind(), token.start(), end, value));
    }
    return List.copyOf(resolved);
  }

  private static boolean isEscaped(String text, Token token) {
    boolean quotes = token.kind() == Token.Kind.QUOTED || token.kind() == Token.Kind.STRING;
    return quotes && (text.startsWith("U&", token.start()) || text.startsWith("u&", token.start()));
  }

  private static char escapeCharacter(String text, Token token) {
    String literal = text.substring(token.start(), token.end());
    if (token.kind() != Token.Kind.STRING || !literal.startsWith("'")) {
      throw SyntaxErrors.at(
          text, token.start(), token.end(), "UESCAPE must be followed by a simple string literal");
    }
    String value = literal.substring(1, literal.length() - 1).replace("''", "'");
    if (value.length() != 1 || isNoEscape(value.charAt(0))) {
      throw SyntaxErrors.at(text, token.start(), token.end(), "invalid Unicode escape character");
    }
    return value.charAt(0);
  }

  private static boolean isNoEscape(char c) {
    return Character.digit(c, 16) >= 0
        || c == '+'
        || c == '\''
        || c == '"'
        || Characters.isSpace(c)
        || c >= '\u0080';
  }

  /// `\0061`, `\+000061`, and `\\` for the escape character itself.
  public static String decode(String text, Token token, char escape) {
    String name = token.value();
    StringBuilder decoded = new StringBuilder(name.length());
    int i = 0;
    while (i < name.length()) {
      char c = name.charAt(i);
      if (c != escape) {
        decoded.append(c);
        i++;
      } else if (i + 1 < name.length() && name.charAt(i + 1) == escape) {
        decoded.append(escape);
        i += 2;
      } else {
        boolean six = i + 1 < name.length() && name.charAt(i + 1) == '+';
        int from = six ? i + 2 : i + 1;
        int to = from + (six ? 6 : 4);
        decoded.appendCodePoint(codePoint(text, token, name, from, to));
        i = to;
      }
    }
    return decoded.toString();
  }

  /// @param from where the hexadecimal digits begin in the name, and `to` where they must end
  private static int codePoint(String text, Token token, String name, int from, int to) {
    int point = 0;
    for (int i = from; i < to; i++) {
      char c = i < name.length() ? name.charAt(i) : ' ';
      int digit = c < '\u0080' ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        throw invalid(text, token, "invalid Unicode escape");
      }
      point = point * 16 + digit;
    }
    if (point == 0 || point > Character.MAX_CODE_POINT) {
      throw invalid(text, token, "invalid Unicode escape value");
    }
    return point;
  }

  private static BraidException invalid(String text, Token token, String message) {
    return SyntaxErrors.refusal(SqlState.SYNTAX_ERROR, text, token.start(), message)
        .withHint("Unicode escapes must be \\XXXX or \\+XXXXXX.");
  }
}
