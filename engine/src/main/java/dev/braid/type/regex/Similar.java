package dev.braid.type.regex;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import org.jspecify.annotations.Nullable;

/// SIMILAR TO: the SQL standard's patterns, rewritten to regular expressions.
public final class Similar {
  private Similar() {}

  /// @param escape one character, or empty for none; a backslash where nothing is said
  public static Regex compile(String pattern, String escape, Runnable check) {
    return Regex.compile(toRegex(pattern, escape), "", check);
  }

  /// `substring(text similar pattern escape escape)`, with the pattern compiled.
  public static @Nullable String substring(String text, Regex regex) {
    return RegexFunctions.substring(text, regex);
  }

  /// What the function `similar_to_escape` gives.
  public static String toRegex(String pattern, String escape) {
    if (escape.codePointCount(0, escape.length()) > 1) {
      throw new BraidException(SqlState.INVALID_ESCAPE_SEQUENCE, "invalid escape string")
          .withHint("Escape string must be empty or one character.");
    }
    int escapePoint = escape.isEmpty() ? -1 : escape.codePointAt(0);
    StringBuilder out = new StringBuilder("^(?:");
    boolean escaped = false;
    int separators = 0;
    int brackets = 0;
    int bracketStart = 0;
    int at = 0;
    while (at < pattern.length()) {
      int c = pattern.codePointAt(at);
      at += Character.charCount(c);
      if (escaped) {
        escaped = false;
        if (c == '"' && brackets == 0) {
          separator(out, separators++);
        } else {
          out.append('\\').appendCodePoint(c);
          bracketStart = 3;
        }
      } else if (c == escapePoint) {
        escaped = true;
      } else if (brackets > 0) {
        if (c == '\\') {
          out.append('\\');
        }
        out.appendCodePoint(c);
        if (c == ']' && bracketStart > 2) {
          brackets--;
        } else if (c == '[') {
          brackets++;
          bracketStart = 3;
        } else if (c == '^') {
          bracketStart++;
        } else {
          bracketStart = 3;
        }
      } else {
        switch (c) {
          case '[' -> {
            out.append('[');
            brackets = 1;
            bracketStart = 1;
          }
          case '%' -> out.append(".*");
          case '_' -> out.append('.');
          case '(' -> out.append("(?:");
          case '\\', '.', '^', '$' -> out.append('\\').append((char) c);
          default -> out.appendCodePoint(c);
        }
      }
    }
    return out.append(")$").toString();
  }

  private static void separator(StringBuilder out, int before) {
    switch (before) {
      case 0 -> out.append("){1,1}?(");
      case 1 -> out.append("){1,1}(?:");
      default ->
          throw new BraidException(
              SqlState.INVALID_USE_OF_ESCAPE_CHARACTER,
              "SQL regular expression may not contain more than two escape-double-quote"
                  + " separators");
    }
  }
}
