package dev.braid.server.report;

/// Text that came from elsewhere, made safe to stand in Markdown: it stays in its cell or line, and
/// it cannot become a link, an image, HTML or emphasis.
///
/// Only what would change the document is escaped, so that ordinary values (`user_name`,
/// `2024-01-01`, `A & B`) read as they are.
public final class MarkdownText {
  private MarkdownText() {}

  /// Text inside a line or a table cell. Line breaks become `<br>`, control and direction-changing
  /// characters become visible.
  public static String inline(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\\', '|', '`', '*', '<', '[', ']', '~' -> safe.append('\\').append(c);
        case '_' -> safe.append(isInsideWord(text, i) ? "_" : "\\_");
        case '&' -> safe.append(startsEntity(text, i) ? "\\&" : "&");
        case '\n' -> safe.append("<br>");
        case '\r' -> safe.append(i + 1 < text.length() && text.charAt(i + 1) == '\n' ? "" : "<br>");
        case '\t' -> safe.append(' ');
        default -> safe.append(visible(c));
      }
    }
    return safe.toString();
  }

  /// Text as a code span, on one line.
  public static String code(String text) {
    StringBuilder line = new StringBuilder();
    for (char c : text.strip().replaceAll("\\s*\\R\\s*|\t", " ").toCharArray()) {
      line.append(visible(c));
    }
    String fence = "`".repeat(longestRun(line) + 1);
    // CommonMark takes one space off each end, so that a span may begin or end with a backtick.
    String space = line.indexOf("`") >= 0 ? " " : "";
    return fence + space + line + space + fence;
  }

  /// At most `limit` characters; the last one is an ellipsis when something was cut.
  public static String cut(String text, int limit) {
    if (text.length() <= limit || text.codePointCount(0, text.length()) <= limit) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, limit - 1)) + "…";
  }

  /// Controls as `\x1B`, and characters that reorder text on screen as `\u202E`.
  static String visible(char c) {
    if (c < 0x20 || (c >= 0x7f && c < 0xa0)) {
      return "\\x%02X".formatted((int) c);
    }
    boolean reorders =
        c == 0x061c
            || (c >= 0x202a && c <= 0x202e)
            || (c >= 0x2066 && c <= 0x2069)
            || c == 0x200e
            || c == 0x200f;
    boolean breaksLine = c == 0x2028 || c == 0x2029;
    return reorders || breaksLine ? "\\u%04X".formatted((int) c) : String.valueOf(c);
  }

  private static boolean isInsideWord(String text, int i) {
    return i > 0
        && i + 1 < text.length()
        && isWord(text.charAt(i - 1))
        && isWord(text.charAt(i + 1));
  }

  private static boolean isWord(char c) {
    return c == '_' || Character.isLetterOrDigit(c);
  }

  /// Whether `&` begins something like `&lt;` or `&#60;`.
  private static boolean startsEntity(String text, int ampersand) {
    int i = ampersand + 1;
    if (i < text.length() && text.charAt(i) == '#') {
      i++;
    }
    int first = i;
    while (i < text.length() && Character.isLetterOrDigit(text.charAt(i))) {
      i++;
    }
    return i > first && i < text.length() && text.charAt(i) == ';';
  }

  private static int longestRun(CharSequence text) {
    int longest = 0;
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      run = text.charAt(i) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }
}
