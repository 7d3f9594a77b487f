package dev.braid.guard;

/// A statement seen as brackets within brackets: a token, or a bracketed [Group].
sealed interface Node permits Token, Group {
  /// Offset of the first character.
  int start();

  /// The first token: this one, or the opening bracket.
  Token first();

  /// Whether this is the unquoted word `keyword` (given in lower case).
  boolean is(String keyword);

  default boolean isAny(String... keywords) {
    for (String keyword : keywords) {
      if (is(keyword)) {
        return true;
      }
    }
    return false;
  }

  default boolean isPunctuation(char c) {
    return false;
  }

  /// Whether this names something: a word or a quoted identifier.
  default boolean isName() {
    return false;
  }

  /// Whether this is `( .. )`.
  default boolean isParenthesised() {
    return false;
  }
}
