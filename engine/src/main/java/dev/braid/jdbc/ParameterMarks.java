package dev.braid.jdbc;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.guard.Lexer;
import dev.braid.guard.Token;
import java.util.ArrayList;
import java.util.List;

/// A statement with `?` in it as one with `$1`, `$2`, ...
///
/// A `?` is a parameter where PostgreSQL's lexer sees an operator: never inside literals, comments,
/// dollar quotes and quoted names. jsonb's operators `?`, `?|` and `?&` are written `??`, `??|` and
/// `??&`, as pgjdbc wants them. A statement without any `?` may have `$1` itself.
///
/// @param text what is sent
/// @param count of parameters
/// @param changes where the two texts differ, in order
record ParameterMarks(String text, int count, List<Change> changes) {
  /// What stands from `from` to `to` in the text that is sent, and where it was; offsets in UTF-16
  /// units.
  record Change(int from, int to, int originalFrom, int originalTo) {}

  /// @throws BraidException 42601 for a text that PostgreSQL's lexer refuses, or that has
  ///   parameters of both kinds
  static ParameterMarks of(String sql) {
    StringBuilder text = new StringBuilder(sql.length() + 16);
    List<Change> changes = new ArrayList<>();
    int copied = 0;
    int marks = 0;
    int highest = 0;
    for (Token token : Lexer.lex(sql)) {
      if (token.kind() == Token.Kind.PARAMETER) {
        highest = Math.max(highest, number(token));
      }
      for (int i = token.start(); token.kind() == Token.Kind.OPERATOR && i < token.end(); i++) {
        if (sql.charAt(i) != '?') {
          continue;
        }
        text.append(sql, copied, i);
        int from = text.length();
        copied = i + 1;
        if (copied < token.end() && sql.charAt(copied) == '?') {
          text.append('?');
          copied++;
        } else {
          marks++;
          // Beside operator characters it stays a word of its own: `a=?` is `a= $1`.
          text.append(i > token.start() ? " $" : "$").append(marks);
          if (continues(sql, copied)) {
            text.append(' ');
          }
        }
        changes.add(new Change(from, text.length(), i, copied));
        i = copied - 1;
      }
    }
    if (marks > 0 && highest > 0) {
      throw new BraidException(
          SqlState.SYNTAX_ERROR, "a statement has parameters ? or $1, not both");
    }
    text.append(sql, copied, sql.length());
    return new ParameterMarks(text.toString(), Math.max(marks, highest), List.copyOf(changes));
  }

  /// A number too large is refused when the statement is run.
  private static int number(Token token) {
    return token.value().length() > 5 ? 0 : Integer.parseInt(token.value());
  }

  /// Whether what follows would be read as a part of `$1`.
  private static boolean continues(String sql, int at) {
    return at < sql.length() && Character.isJavaIdentifierPart(sql.charAt(at));
  }

  /// The character of the text with `?` that stands for this one of the text that is sent; both
  /// count from 1, in code points.
  int original(int position) {
    int characters = text.codePointCount(0, text.length());
    int offset = text.offsetByCodePoints(0, Math.min(position - 1, characters));
    int added = 0;
    for (Change change : changes) {
      if (change.from() > offset) {
        break;
      }
      int within = Math.min(offset, change.to()) - change.from();
      int kept = change.to() <= offset ? change.originalTo() - change.originalFrom() : 0;
      added += within - kept;
    }
    return position - added;
  }
}
