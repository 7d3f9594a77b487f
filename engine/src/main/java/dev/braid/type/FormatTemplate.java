package dev.braid.type;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A template of `to_char` and `to_date`, cut into patterns and literal characters.
final class FormatTemplate {
  /// What a node is; only input tells separators and blanks from other literals.
  enum Kind {
    PATTERN,
    LITERAL,
    SEPARATOR,
    BLANK
  }

  /// The meaning of a pattern, whatever its letters' case.
  enum Pattern {
    AD,
    AD_DOTS,
    AM,
    AM_DOTS,
    CC,
    DAY,
    DY,
    DDD,
    DD,
    D,
    FF1,
    FF2,
    FF3,
    FF4,
    FF5,
    FF6,
    FX,
    HH24,
    HH12,
    IDDD,
    ID,
    IW,
    IYYY,
    IYY,
    IY,
    I,
    J,
    MI,
    MM,
    MONTH,
    MON,
    MS,
    OF,
    Q,
    RM,
    SSSS,
    SS,
    TZH,
    TZM,
    TZ,
    US,
    WW,
    W,
    Y_YYY,
    YYYY,
    YYY,
    YY,
    Y
  }

  /// @param name the pattern as written, or the one literal character
  /// @param pattern null for literals
  record Node(
      Kind kind,
      String name,
      @Nullable Pattern pattern,
      boolean fill,
      boolean localized,
      String ordinal) {
    boolean upper() {
      return Character.isUpperCase(name.charAt(0)) && Character.isUpperCase(name.charAt(1));
    }

    boolean lower() {
      return Character.isLowerCase(name.charAt(0));
    }
  }

  private static final int LONGEST = 5;
  private static final Map<String, Pattern> PATTERNS = patterns();

  private FormatTemplate() {}

  private static Map<String, Pattern> patterns() {
    Map<String, Pattern> all = new HashMap<>();
    for (Pattern pattern : Pattern.values()) {
      switch (pattern) {
        case AD -> put(all, pattern, "AD", "BC");
        case AD_DOTS -> put(all, pattern, "A.D.", "B.C.");
        case AM -> put(all, pattern, "AM", "PM");
        case AM_DOTS -> put(all, pattern, "A.M.", "P.M.");
        case HH12 -> put(all, pattern, "HH12", "HH");
        case SSSS -> put(all, pattern, "SSSSS", "SSSS");
        case Y_YYY -> put(all, pattern, "Y,YYY");
        default -> put(all, pattern, pattern.name());
      }
    }
    all.put("Day", Pattern.DAY);
    all.put("Dy", Pattern.DY);
    all.put("Month", Pattern.MONTH);
    all.put("Mon", Pattern.MON);
    return all;
  }

  private static void put(Map<String, Pattern> all, Pattern pattern, String... names) {
    for (String name : names) {
      all.put(name, pattern);
      all.put(name.toLowerCase(java.util.Locale.ROOT), pattern);
    }
  }

  static List<Node> parse(String format) {
    List<Node> nodes = new ArrayList<>();
    int at = 0;
    while (at < format.length()) {
      String prefix = at + 2 <= format.length() ? format.substring(at, at + 2) : "";
      boolean fill = prefix.equals("FM") || prefix.equals("fm");
      boolean localized = prefix.equals("TM") || prefix.equals("tm");
      if (fill || localized) {
        at += 2;
      }
      if (at == format.length()) {
        break;
      }
      String name = patternAt(format, at);
      if (name != null) {
        at += name.length();
        String ordinal = "";
        if (format.startsWith("TH", at) || format.startsWith("th", at)) {
          ordinal = format.substring(at, at + 2);
          at += 2;
        } else if (format.startsWith("SP", at)) {
          at += 2;
        }
        nodes.add(new Node(Kind.PATTERN, name, PATTERNS.get(name), fill, localized, ordinal));
      } else if (format.charAt(at) == '"') {
        at = quoted(format, at + 1, nodes);
      } else {
        if (format.startsWith("\\\"", at)) {
          at++;
        }
        int end = format.offsetByCodePoints(at, 1);
        nodes.add(literal(kindOf(format.charAt(at)), format.substring(at, end)));
        at = end;
      }
    }
    return nodes;
  }

  private static Node literal(Kind kind, String character) {
    return new Node(kind, character, null, false, false, "");
  }

  private static int quoted(String format, int from, List<Node> nodes) {
    int at = from;
    while (at < format.length()) {
      char c = format.charAt(at);
      if (c == '"') {
        return at + 1;
      }
      if (c == '\\' && at + 1 < format.length()) {
        at++;
      }
      int end = format.offsetByCodePoints(at, 1);
      nodes.add(literal(Kind.LITERAL, format.substring(at, end)));
      at = end;
    }
    return at;
  }

  static Kind kindOf(char c) {
    if (DateTimeTokens.isSpace(c)) {
      return Kind.BLANK;
    }
    boolean separator =
        c > ' ' && c < 127 && !DateTimeTokens.isLetter(c) && !DateTimeTokens.isDigit(c);
    return separator ? Kind.SEPARATOR : Kind.LITERAL;
  }

  private static @Nullable String patternAt(String format, int at) {
    for (int length = Math.min(LONGEST, format.length() - at); length > 0; length--) {
      String name = format.substring(at, at + length);
      if (PATTERNS.containsKey(name)) {
        return name;
      }
    }
    return null;
  }
}
