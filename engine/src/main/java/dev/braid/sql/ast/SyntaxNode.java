package dev.braid.sql.ast;

/// Anything in the tree: it stands somewhere in the text.
public interface SyntaxNode {
  /// The 1-based character (code point) that PostgreSQL's own errors would point at: a binary
  /// operation's operator, a call's name, a cast's `::`; the first character for most others.
  int position();
}
