package dev.braid.server.report;

import dev.braid.batch.Outcome;
import dev.braid.result.Failure;
import org.jspecify.annotations.Nullable;

/// A failed query for a terminal, in the shape of psql: the message with its SQLSTATE, the line it
/// is about with a caret under the place, and what to do.
public final class ErrorText {
  private ErrorText() {}

  /// The error of an outcome that has one.
  public static String of(Outcome outcome) {
    Failure error = outcome.error();
    return error == null ? "" : of(error, outcome.query());
  }

  /// @param query the statement the error's position counts in
  public static String of(Failure error, String query) {
    StringBuilder text = new StringBuilder();
    text.append("ERROR:  ").append(error.sqlState()).append(": ");
    text.append(TerminalText.line(error.message())).append('\n');
    pointer(text, error.position(), query);
    line(text, "DETAIL", error.detail());
    line(text, "HINT", error.hint());
    return text.toString();
  }

  private static void pointer(StringBuilder text, int position, String query) {
    if (position < 1 || position > query.codePointCount(0, query.length()) + 1) {
      return;
    }
    int place = query.offsetByCodePoints(0, position - 1);
    int start = query.lastIndexOf('\n', place - 1) + 1;
    int end = query.indexOf('\n', place);
    int number = 1 + (int) query.substring(0, start).chars().filter(c -> c == '\n').count();
    String label = "LINE " + number + ": ";
    String line = query.substring(start, end < 0 ? query.length() : end);
    text.append(label).append(TerminalText.line(line).stripTrailing()).append('\n');
    int before = DisplayWidth.of(TerminalText.line(query.substring(start, place)));
    text.append(" ".repeat(label.length() + before)).append("^\n");
  }

  private static void line(StringBuilder text, String name, @Nullable String value) {
    if (value != null && !value.isBlank()) {
      text.append(name).append(":  ").append(TerminalText.line(value)).append('\n');
    }
  }
}
