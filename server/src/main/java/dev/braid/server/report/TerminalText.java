package dev.braid.server.report;

/// Text that came from elsewhere, made safe to print on a terminal: nothing in it can move the
/// cursor, change colours or reorder what stands beside it.
public final class TerminalText {
  private TerminalText() {}

  /// The text's lines, with controls written as `\x1B`.
  static String[] lines(String text) {
    String[] lines = text.split("\r\n|\n", -1);
    for (int i = 0; i < lines.length; i++) {
      lines[i] = line(lines[i]);
    }
    return lines;
  }

  /// CSV or JSON as it is shown to a person: its controls written as `\x1B` and `\u001B`, so that
  /// JSON stays what it is.
  static String data(String text, boolean json) {
    StringBuilder safe = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      String visible = MarkdownText.visible(c);
      if (c == '\n' || c == '\r' || c == '\t' || visible.length() == 1) {
        safe.append(c);
      } else {
        safe.append(json ? "\\u%04X".formatted((int) c) : visible);
      }
    }
    return safe.toString();
  }

  /// The text on one line, with controls written as `\x1B`.
  public static String line(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      safe.append(c == '\t' ? "    " : MarkdownText.visible(c));
    }
    return safe.toString();
  }
}
