package dev.braid.guard;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;

/// Refusals with PostgreSQL's words and PostgreSQL's positions: 1-based, counted in characters
/// (code points), while the offsets inside this package count UTF-16 units.
public final class SyntaxErrors {
  /// PostgreSQL repeats the whole rest of the statement after an unterminated string; a refusal
  /// that is as long as the query helps no one.
  private static final int LONGEST_EXCERPT = 200;

  private SyntaxErrors() {}

  /// `syntax error at or near "token"`.
  public static BraidException near(String text, Token token) {
    return at(text, token.start(), token.end(), "syntax error");
  }

  public static BraidException endOfInput(String text) {
    return refusal(SqlState.SYNTAX_ERROR, text, text.length(), "syntax error at end of input");
  }

  static BraidException unclosed(String text, Token opening) {
    return new BraidException(
        SqlState.SYNTAX_ERROR,
        "syntax error at end of input",
        position(text, text.length()),
        "The \""
            + opening.value()
            + "\" at character "
            + position(text, opening.start())
            + " is never closed.",
        null,
        null);
  }

  /// `what at or near "the text from start to end"`.
  public static BraidException at(String text, int start, int end, String what) {
    String excerpt = text.substring(start, end);
    if (excerpt.length() > LONGEST_EXCERPT) {
      int cut = excerpt.offsetByCodePoints(0, LONGEST_EXCERPT / 2);
      excerpt = excerpt.substring(0, cut) + "...";
    }
    return refusal(SqlState.SYNTAX_ERROR, text, start, what + " at or near \"" + excerpt + "\"");
  }

  public static BraidException refusal(String sqlState, String text, int offset, String message) {
    return new BraidException(sqlState, message, position(text, offset), null, null, null);
  }

  public static int position(String text, int offset) {
    return text.codePointCount(0, offset) + 1;
  }
}
