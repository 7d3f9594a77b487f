package dev.braid.guard;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.util.List;

/// Lets exactly one read-only statement through, and says what it is.
///
/// The first of the lines that keep a dataset from being changed; docs/read-only.md names the
/// others. It decides by tokens and their places, never by searching the text: a column named
/// `update_count` or an alias `AS delete` is no command.
public final class Guard {
  private Guard() {}

  /// @throws BraidException when the text is not exactly one read-only statement: 42601 for broken
  ///   or several statements, 25006 for what writes, 0A000 for what belongs to sessions and
  ///   transactions, 42501 for functions that are not for readers
  public static Statement check(String sql) {
    List<Token> all = Lexer.lex(sql);
    List<Token> tokens = first(sql, all);
    // A closing semicolon goes, and with it whatever comment follows; a comment without one stays.
    String text =
        tokens.size() == all.size() ? sql : sql.substring(0, all.get(tokens.size()).start());
    Sequence sequence = Group.nest(sql, tokens);
    Statement.Kind kind = ReadOnly.check(sql, sequence);
    boolean aggregated = kind != Statement.Kind.QUERY || Shape.isAggregated(sequence);
    Driver.mustAgree(text);
    return new Statement(text, kind, aggregated, parameters(sql, tokens));
  }

  /// Whether a text begins as an INSERT does.
  public static boolean isInsert(String sql) {
    try {
      List<Token> tokens = Lexer.lex(sql);
      return !tokens.isEmpty() && tokens.getFirst().is("insert");
    } catch (BraidException e) {
      return false;
    }
  }

  /// Lets exactly one INSERT through, of values and not of queries: for sessions that may write to
  /// shards, and for nobody else.
  ///
  /// @throws BraidException 42601 for broken or several statements, 0A000 for a query within it,
  ///   42501 for functions that are not for Braid's users
  public static Statement insert(String sql) {
    List<Token> all = Lexer.lex(sql);
    List<Token> tokens = first(sql, all);
    String text =
        tokens.size() == all.size() ? sql : sql.substring(0, all.get(tokens.size()).start());
    Inserts.check(sql, Group.nest(sql, tokens));
    Driver.mustAgree(text);
    return new Statement(text, Statement.Kind.INSERT, false, parameters(sql, tokens));
  }

  /// The tokens of the only statement.
  private static List<Token> first(String sql, List<Token> tokens) {
    int length = 0;
    while (length < tokens.size() && !tokens.get(length).isPunctuation(';')) {
      length++;
    }
    for (Token token : tokens.subList(length, tokens.size())) {
      if (!token.isPunctuation(';')) {
        throw SyntaxErrors.refusal(
                SqlState.SYNTAX_ERROR, sql, token.start(), "only one statement is allowed")
            .withHint("Send each statement as a query of its own; a batch runs them side by side.");
      }
    }
    if (length == 0) {
      throw new BraidException(SqlState.SYNTAX_ERROR, "Empty query");
    }
    return tokens.subList(0, length);
  }

  private static int parameters(String sql, List<Token> tokens) {
    int highest = 0;
    for (Token token : tokens) {
      if (token.kind() == Token.Kind.PARAMETER) {
        // The protocol counts parameters in 16 bits.
        if (token.value().length() > 5 || Integer.parseInt(token.value()) > 65535) {
          throw SyntaxErrors.at(sql, token.start(), token.end(), "parameter number too large");
        }
        int number = Integer.parseInt(token.value());
        if (number == 0) {
          throw SyntaxErrors.refusal(
              SqlState.UNDEFINED_PARAMETER, sql, token.start(), "there is no parameter $0");
        }
        highest = Math.max(highest, number);
      }
    }
    return highest;
  }
}
