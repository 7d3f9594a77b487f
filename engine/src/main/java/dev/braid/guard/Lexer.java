package dev.braid.guard;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.util.ArrayList;
import java.util.List;

/// Splits a statement into tokens as PostgreSQL 18 does with `standard_conforming_strings` on.
///
/// The rules are those of PostgreSQL's `scan.l`, tried against the server by `LexerAgreesTest`:
/// where the two disagreed on where a string or a comment ends, one could hide a statement from the
/// other. What PostgreSQL's lexer refuses is refused here, in its words and at its position.
/// Comments and white space leave no token.
public final class Lexer {
  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private Lexer(String text) {
    this.text = text;
  }

  /// @throws BraidException 42601 with the position, as PostgreSQL words it; 22021 for characters
  ///   that no PostgreSQL text can hold
  public static List<Token> lex(String text) {
    checkCharacters(text);
    return new Lexer(text).run();
  }

  /// The protocol ends a statement at a NUL, and half a surrogate pair has no encoding: the server
  /// would see another text than the one that was read here.
  private static void checkCharacters(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\0') {
        throw SyntaxErrors.refusal(
            SqlState.CHARACTER_NOT_IN_REPERTOIRE,
            text,
            i,
            "a statement cannot hold a NUL character");
      }
      if (Character.isSurrogate(c)) {
        if (!Character.isSurrogatePair(c, i + 1 < text.length() ? text.charAt(i + 1) : ' ')) {
          throw SyntaxErrors.refusal(
              SqlState.CHARACTER_NOT_IN_REPERTOIRE,
              text,
              i,
              "half a surrogate pair is no character: U+%04X".formatted((int) c));
        }
        i++;
      }
    }
  }

  private List<Token> run() {
    while (skipBlanks()) {
      next();
    }
    return UnicodeEscapes.resolve(text, tokens);
  }

  /// Skips white space and comments; false at the end of the text.
  private boolean skipBlanks() {
    while (at < text.length()) {
      if (Characters.isSpace(text.charAt(at))) {
        at++;
      } else if (text.startsWith("--", at)) {
        at = Characters.endOfLine(text, at);
      } else if (text.startsWith("/*", at)) {
        at = endOfBlockComment();
      } else {
        return true;
      }
    }
    return false;
  }

  /// Block comments nest.
  private int endOfBlockComment() {
    int depth = 0;
    int i = at;
    do {
      if (text.startsWith("/*", i)) {
        depth++;
        i += 2;
      } else if (text.startsWith("*/", i)) {
        depth--;
        i += 2;
      } else if (i < text.length()) {
        i++;
      } else {
        throw SyntaxErrors.at(text, at, text.length(), "unterminated /* comment");
      }
    } while (depth > 0);
    return i;
  }

  private void next() {
    char c = text.charAt(at);
    char following = peek(1);
    switch (c) {
      case '\'' -> string(0, false);
      case '"' -> quotedIdentifier(0);
      case '$' -> dollar();
      case 'e', 'E' -> {
        if (following == '\'') {
          string(1, true);
        } else {
          word();
        }
      }
      case 'b', 'B' -> {
        if (following == '\'') {
          bits("bit string literal");
        } else {
          word();
        }
      }
      case 'x', 'X' -> {
        if (following == '\'') {
          bits("hexadecimal string literal");
        } else {
          word();
        }
      }
      case 'n', 'N' -> {
        if (following == '\'') {
          end(Token.Kind.WORD, at + 1, "nchar"); // N'x' is short for NCHAR 'x'
        } else {
          word();
        }
      }
      case 'u', 'U' -> {
        if (following == '&' && peek(2) == '\'') {
          string(2, false);
        } else if (following == '&' && peek(2) == '"') {
          quotedIdentifier(2);
        } else {
          word();
        }
      }
      default -> {
        if (Characters.isIdentifierStart(c)) {
          word();
        } else if (Characters.isDigit(c) || (c == '.' && Characters.isDigit(following))) {
          end(Token.Kind.NUMBER, Numbers.end(text, at));
        } else if (Operators.isOperatorCharacter(c)) {
          operator();
        } else {
          punctuation(c, following);
        }
      }
    }
  }

  /// `B'..'` and `X'..'`, in which a doubled quote is not one quote but an end and a beginning.
  private void bits(String what) {
    int end = at + 1;
    int open = end;
    while (open >= 0) {
      int close = text.indexOf('\'', open + 1);
      if (close < 0) {
        throw SyntaxErrors.at(text, at, text.length(), "unterminated " + what);
      }
      end = close + 1;
      open = Characters.continuation(text, end);
    }
    end(Token.Kind.STRING, end);
  }

  /// A constant in single quotes. It goes on in the next pair of quotes when nothing but white
  /// space with a line break, or `--` comments, stands between the two.
  private void string(int prefix, boolean backslashEscapes) {
    int i = at + prefix + 1;
    while (true) {
      i = endOfQuotes(i, '\'', backslashEscapes);
      if (i < 0) {
        throw SyntaxErrors.at(text, at, text.length(), "unterminated quoted string");
      }
      int continuation = Characters.continuation(text, i);
      if (continuation < 0) {
        end(Token.Kind.STRING, i);
        return;
      }
      i = continuation + 1;
    }
  }

  /// The offset behind the closing quote, looking from inside the quotes; -1 when there is none. A
  /// doubled quote stands for itself.
  private int endOfQuotes(int from, char quote, boolean backslashEscapes) {
    int i = from;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == quote) {
        if (i + 1 >= text.length() || text.charAt(i + 1) != quote) {
          return i + 1;
        }
        i += 2;
      } else if (c == '\\' && backslashEscapes) {
        i += 2;
      } else {
        i++;
      }
    }
    return -1;
  }

  private void quotedIdentifier(int prefix) {
    int open = at + prefix;
    int close = endOfQuotes(open + 1, '"', false);
    if (close < 0) {
      throw SyntaxErrors.at(text, at, text.length(), "unterminated quoted identifier");
    }
    if (close == open + 2) {
      throw SyntaxErrors.at(text, at, close, "zero-length delimited identifier");
    }
    String name = text.substring(open + 1, close - 1).replace("\"\"", "\"");
    end(Token.Kind.QUOTED, close, name);
  }

  /// `$1`, or a dollar quote with or without a tag.
  private void dollar() {
    if (Characters.isDigit(peek(1))) {
      int end = at + 1;
      while (end < text.length() && Characters.isDigit(text.charAt(end))) {
        end++;
      }
      if (end < text.length() && Characters.isIdentifierStart(text.charAt(end))) {
        int junk = Characters.endOfWord(text, end);
        throw SyntaxErrors.at(text, at, junk, "trailing junk after parameter");
      }
      end(Token.Kind.PARAMETER, end, text.substring(at + 1, end));
      return;
    }
    int tagEnd = at + 1;
    if (Characters.isIdentifierStart(peek(1))) {
      while (tagEnd < text.length() && Characters.isTag(text.charAt(tagEnd))) {
        tagEnd++;
      }
    }
    if (tagEnd >= text.length() || text.charAt(tagEnd) != '$') {
      throw SyntaxErrors.at(text, at, at + 1, "syntax error");
    }
    String delimiter = text.substring(at, tagEnd + 1);
    int close = text.indexOf(delimiter, tagEnd + 1);
    if (close < 0) {
      throw SyntaxErrors.at(text, at, text.length(), "unterminated dollar-quoted string");
    }
    end(Token.Kind.STRING, close + delimiter.length());
  }

  private void word() {
    int end = Characters.endOfWord(text, at);
    end(Token.Kind.WORD, end, Characters.fold(text.substring(at, end)));
  }

  private void operator() {
    int end = Operators.end(text, at);
    if (end - at >= Operators.LENGTH_LIMIT) {
      throw SyntaxErrors.at(text, at, end, "operator too long");
    }
    end(Token.Kind.OPERATOR, end);
  }

  private void punctuation(char c, char following) {
    if ((c == ':' && (following == ':' || following == '=')) || (c == '.' && following == '.')) {
      end(Token.Kind.OPERATOR, at + 2);
    } else if ("()[],;:.".indexOf(c) >= 0) {
      end(Token.Kind.PUNCTUATION, at + 1);
    } else {
      // PostgreSQL's lexer hands such a character to its grammar, which has no use for any.
      // Refusing
      // it here also keeps JDBC's {escapes} out.
      throw SyntaxErrors.at(text, at, at + 1, "syntax error");
    }
  }

  private void end(Token.Kind kind, int end) {
    end(kind, end, text.substring(at, end));
  }

  private void end(Token.Kind kind, int end, String value) {
    tokens.add(new Token(kind, at, end, value));
    at = end;
  }

  private char peek(int ahead) {
    return at + ahead < text.length() ? text.charAt(at + ahead) : '\0';
  }
}
