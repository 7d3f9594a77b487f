package dev.braid.guard;

/// PostgreSQL's classes of characters, and the few stretches made of them.
final class Characters {
  private Characters() {}

  static boolean isSpace(char c) {
    return c == ' ' || isLineBreak(c) || isBlank(c);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\f' || c == '\u000B';
  }

  private static boolean isLineBreak(char c) {
    return c == '\n' || c == '\r';
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  /// Everything beyond ASCII counts as a letter, no-break spaces and emoji included.
  static boolean isIdentifierStart(char c) {
    return isLetter(c) || c >= '\u0080';
  }

  static boolean isTag(char c) {
    return isIdentifierStart(c) || isDigit(c);
  }

  private static boolean isIdentifier(char c) {
    return isTag(c) || c == '$';
  }

  static int endOfWord(String text, int from) {
    int i = from;
    while (i < text.length() && isIdentifier(text.charAt(i))) {
      i++;
    }
    return i;
  }

  static int endOfLine(String text, int from) {
    int i = from;
    while (i < text.length() && !isLineBreak(text.charAt(i))) {
      i++;
    }
    return i;
  }

  /// Folds ASCII letters only, as PostgreSQL does in a multi-byte encoding.
  static String fold(String word) {
    StringBuilder folded = new StringBuilder(word.length());
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      folded.append(c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c);
    }
    return folded.toString();
  }

  /// The quote that continues a string whose quotes closed just before `from`, or -1.
  ///
  /// Between the two must be a line break; before it only blanks and a `--` comment, behind it
  /// white space and whole lines of comment. A block comment does not do.
  static int continuation(String text, int from) {
    int i = from;
    boolean broken = false;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (isSpace(c)) {
        broken |= isLineBreak(c);
        i++;
      } else if (text.startsWith("--", i)) {
        i = endOfLine(text, i);
      } else {
        return c == '\'' && broken ? i : -1;
      }
    }
    return -1;
  }
}
