package dev.braid.type.regex;

import dev.braid.type.text.Letters;

/// A set of characters: ranges and classes, perhaps all others. Membership of ASCII is a lookup.
final class CharSet {
  private final int[] ranges;
  private final String[] classes;
  private final boolean negated;
  private final boolean ignoreCase;
  private final boolean noNewline;
  private final boolean[] ascii = new boolean[128];

  /// @param ranges first and last characters by turns
  /// @param classes names; `!` before one means all others
  /// @param noNewline a newline is no member whatever the rest says
  CharSet(int[] ranges, String[] classes, boolean negated, boolean ignoreCase, boolean noNewline) {
    this.ranges = ranges;
    this.classes = classes;
    this.negated = negated;
    this.ignoreCase = ignoreCase;
    this.noNewline = noNewline;
    for (int c = 0; c < 128; c++) {
      ascii[c] = member(c);
    }
  }

  boolean contains(int c) {
    return c < 128 ? ascii[c] : member(c);
  }

  private boolean member(int c) {
    if (noNewline && c == '\n') {
      return false;
    }
    boolean in = inRanges(c);
    if (!in && ignoreCase) {
      in = inRanges(Letters.toLower(c)) || inRanges(Letters.toUpper(c));
    }
    for (int i = 0; !in && i < classes.length; i++) {
      in =
          classes[i].charAt(0) == '!'
              ? !inClass(classes[i].substring(1), c)
              : inClass(classes[i], c);
    }
    return in != negated;
  }

  private boolean inRanges(int c) {
    for (int i = 0; i < ranges.length; i += 2) {
      if (c >= ranges[i] && c <= ranges[i + 1]) {
        return true;
      }
    }
    return false;
  }

  private boolean inClass(String name, int c) {
    return switch (name) {
      case "alnum" -> Letters.isAlnum(c);
      case "alpha" -> Letters.isAlpha(c);
      case "ascii" -> c < 128;
      case "blank" -> c == ' ' || c == '\t';
      case "cntrl" -> Letters.isControl(c);
      case "digit" -> Letters.isDigit(c);
      case "graph" -> Letters.isGraph(c);
      case "lower" -> ignoreCase ? Letters.isAlpha(c) : Letters.isLower(c);
      case "print" -> Letters.isPrint(c);
      case "punct" -> Letters.isPunct(c);
      case "space" -> Letters.isSpace(c);
      case "upper" -> ignoreCase ? Letters.isAlpha(c) : Letters.isUpper(c);
      case "xdigit" -> c < 128 && Character.digit(c, 16) >= 0;
      case "word" -> isWord(c);
      default -> throw Parser.error("invalid character class");
    };
  }

  static boolean isWord(int c) {
    return c == '_' || Letters.isAlnum(c);
  }
}
