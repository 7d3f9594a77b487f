package dev.braid.type.json.path;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.type.regex.Regex;

/// `like_regex`: its flags, which are XQuery's, and the regular expression that they make.
final class PathRegex {
  private PathRegex() {}

  static Step likeRegex(Chain operand, String pattern, String flags, Runnable check) {
    for (int i = 0; i < flags.length(); i++) {
      if ("ismxq".indexOf(flags.charAt(i)) < 0) {
        throw TokenParser.invalid(
            "Unrecognized flag character \"%s\" in LIKE_REGEX predicate."
                .formatted(Character.toString(flags.codePointAt(i))));
      }
    }
    StringBuilder ordered = new StringBuilder();
    for (char flag : "ismxq".toCharArray()) {
      ordered.append(flags.indexOf(flag) < 0 ? "" : flag);
    }
    return new Step.LikeRegex(
        operand,
        pattern,
        ordered.toString(),
        Regex.compile(pattern, postgresFlags(ordered.toString()), check));
  }

  /// XQuery's flags as those of `regexp_match`: there `.` matches a newline unless told otherwise.
  private static String postgresFlags(String flags) {
    String ignoreCase = flags.contains("i") ? "i" : "";
    if (flags.contains("q")) {
      return ignoreCase + "q";
    }
    if (flags.contains("x")) {
      throw new BraidException(
          SqlState.FEATURE_NOT_SUPPORTED,
          "XQuery \"x\" flag (expanded regular expressions) is not implemented");
    }
    boolean dots = flags.contains("s");
    boolean lines = flags.contains("m");
    return ignoreCase + (dots ? lines ? "w" : "s" : lines ? "n" : "p");
  }
}
