package dev.braid.type.regex;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;

/// How a regular expression is read.
///
/// @param newlineStops `.` and complements match no newline
/// @param newlineAnchors `^` and `$` match at newlines too
/// @param global the flag `g`, which concerns functions only
record Options(
    boolean ignoreCase,
    boolean newlineStops,
    boolean newlineAnchors,
    boolean expanded,
    boolean literal,
    boolean global) {
  static final Options NONE = new Options(false, false, false, false, false, false);

  static Options of(String flags) {
    Options options = NONE;
    for (int i = 0; i < flags.length(); i++) {
      char flag = flags.charAt(i);
      if ("bceimnpqstwxg".indexOf(flag) < 0) {
        throw new BraidException(
            SqlState.INVALID_PARAMETER_VALUE,
            "invalid regular expression option: \""
                + Character.toString(flags.codePointAt(i))
                + "\"");
      }
      options =
          flag == 'g'
              ? new Options(
                  options.ignoreCase,
                  options.newlineStops,
                  options.newlineAnchors,
                  options.expanded,
                  options.literal,
                  true)
              : options.with(flag);
    }
    return options;
  }

  Options withEmbedded(char flag) {
    if ("bceimnpqstwx".indexOf(flag) < 0) {
      throw Parser.error("invalid embedded option");
    }
    return with(flag);
  }

  Options with(char flag) {
    return switch (flag) {
      case 'c' -> new Options(false, newlineStops, newlineAnchors, expanded, literal, global);
      case 'i' -> new Options(true, newlineStops, newlineAnchors, expanded, literal, global);
      case 'm', 'n' -> new Options(ignoreCase, true, true, expanded, literal, global);
      case 'p' -> new Options(ignoreCase, true, false, expanded, literal, global);
      case 'w' -> new Options(ignoreCase, false, true, expanded, literal, global);
      case 's' -> new Options(ignoreCase, false, false, expanded, literal, global);
      case 'x' -> new Options(ignoreCase, newlineStops, newlineAnchors, true, literal, global);
      case 't' -> new Options(ignoreCase, newlineStops, newlineAnchors, false, literal, global);
      case 'q' -> new Options(ignoreCase, newlineStops, newlineAnchors, expanded, true, global);
      default ->
          throw new BraidException(
              SqlState.FEATURE_NOT_SUPPORTED,
              "basic and extended regular expressions (flags b and e) are not supported");
    };
  }
}
