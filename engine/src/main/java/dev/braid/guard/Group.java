package dev.braid.guard;

import dev.braid.error.SqlState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// What stands between a pair of brackets, `( .. )` or `[ .. ]`.
record Group(Token open, Sequence content) implements Node {
  /// Deeper than any query that was meant; reading is recursive, and so is the server.
  private static final int DEEPEST = 1000;

  @Override
  public int start() {
    return open.start();
  }

  @Override
  public Token first() {
    return open;
  }

  @Override
  public boolean is(String keyword) {
    return false;
  }

  @Override
  public boolean isParenthesised() {
    return open.isPunctuation('(');
  }

  /// Nests the tokens by their brackets. A bracket that closes nothing, or another kind, is refused
  /// where it stands, so the depth never falls below zero: the statement may later be put in
  /// parentheses and stay what it is.
  static Sequence nest(String text, List<Token> tokens) {
    Deque<Token> openings = new ArrayDeque<>();
    Deque<List<Node>> levels = new ArrayDeque<>();
    levels.push(new ArrayList<>());
    for (Token token : tokens) {
      if (token.isPunctuation('(') || token.isPunctuation('[')) {
        openings.push(token);
        if (openings.size() > DEEPEST) {
          throw SyntaxErrors.refusal(
              SqlState.STATEMENT_TOO_COMPLEX,
              text,
              token.start(),
              "brackets are nested more than " + DEEPEST + " deep");
        }
        levels.push(new ArrayList<>());
      } else if (token.isPunctuation(')') || token.isPunctuation(']')) {
        char expected = token.isPunctuation(')') ? '(' : '[';
        if (openings.isEmpty() || !openings.peek().isPunctuation(expected)) {
          throw SyntaxErrors.near(text, token);
        }
        Group group = new Group(openings.pop(), new Sequence(levels.pop()));
        levels.element().add(group);
      } else {
        levels.element().add(token);
      }
    }
    if (!openings.isEmpty()) {
      throw SyntaxErrors.unclosed(text, openings.pop());
    }
    return new Sequence(levels.pop());
  }
}
