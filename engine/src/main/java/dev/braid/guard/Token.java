package dev.braid.guard;

/// One token of a statement: what it is, and where it stands.
///
/// @param kind what it is
/// @param start offset of its first UTF-16 unit
/// @param end offset behind its last one
/// @param value what PostgreSQL compares: a word folded to lower case, a quoted identifier without
///   its quotes and escapes, a parameter's digits; the text as written for everything else
public record Token(Kind kind, int start, int end, String value) implements Node {
  public enum Kind {
    /// A keyword or an identifier without quotes; which of the two depends on where it stands.
    WORD,
    /// `"quoted"` or `U&"quoted"`.
    QUOTED,
    /// A constant in quotes of any form: `'..'`, `E'..'`, `U&'..'`, `B'..'`, `X'..'`,
    /// `$tag$..$tag$`.
    STRING,
    NUMBER,
    /// `$1`.
    PARAMETER,
    /// Made of operator characters, or one of `::`, `:=` and `..`.
    OPERATOR,
    /// One of `( ) [ ] , ; : .`
    PUNCTUATION
  }

  @Override
  public Token first() {
    return this;
  }

  @Override
  public boolean is(String keyword) {
    return kind == Kind.WORD && value.equals(keyword);
  }

  @Override
  public boolean isPunctuation(char c) {
    return kind == Kind.PUNCTUATION && value.charAt(0) == c;
  }

  @Override
  public boolean isName() {
    return kind == Kind.WORD || kind == Kind.QUOTED;
  }
}
