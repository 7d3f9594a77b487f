package dev.braid.sql.parse;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.sql.ast.Expression;
import dev.braid.sql.ast.Insert;
import dev.braid.sql.ast.Statement;
import java.util.List;

/// From text to tree.
///
/// All methods throw [BraidException]: 42601 where PostgreSQL's grammar refuses, in its words and
/// at its character; 0A000 for what PostgreSQL knows and Braid does not; 54001 for a text that
/// nests too deep.
public final class SqlParser {
  private SqlParser() {}

  /// The one statement of a text; a semicolon may follow it.
  public static Statement statement(String text) {
    List<Statement> statements = statements(text);
    if (statements.isEmpty()) {
      throw new Grammar(text).tokens.error();
    }
    if (statements.size() > 1) {
      throw new BraidException(
          SqlState.SYNTAX_ERROR, "cannot insert multiple commands into a prepared statement");
    }
    return statements.getFirst();
  }

  /// The statements of a text, none for an empty one.
  public static List<Statement> statements(String text) {
    return new Grammar(text).statements.statements();
  }

  /// An INSERT of rows that are written out; nothing else in Braid's SQL changes rows of a table.
  ///
  /// @throws BraidException also 0A000 for other forms of INSERT
  public static Insert insert(String text) {
    return new InsertParser(new Grammar(text)).insert();
  }

  /// One expression and nothing else.
  public static Expression expression(String text) {
    Grammar grammar = new Grammar(text);
    Expression expression = grammar.expressions.expression();
    if (!grammar.tokens.atEnd()) {
      throw grammar.tokens.error();
    }
    return expression;
  }
}
