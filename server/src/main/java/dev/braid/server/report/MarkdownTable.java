package dev.braid.server.report;

import dev.braid.result.Column;
import dev.braid.result.Result;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A result as a Markdown table that reads well both rendered and as plain text.
final class MarkdownTable {
  /// Longest value shown whole, in characters.
  static final int CELL_LIMIT = 100;

  /// Columns wider than this are not padded: the spaces would cost more than they help.
  private static final int PAD_LIMIT = 32;

  /// Spaces that a table may spend on being aligned; one that needs more has none.
  private static final int MAX_SPACES = 64 * 1024;

  private final Result result;
  private boolean exact = true;
  private boolean whole = true;

  private MarkdownTable(Result result) {
    this.result = result;
  }

  /// The table, what was cut, and what was changed for reading, each where it applies.
  static String of(Result result) {
    return new MarkdownTable(SurveyText.withBases(result)).render();
  }

  private String render() {
    StringBuilder text = new StringBuilder();
    if (!result.columns().isEmpty()) {
      lines(text);
    }
    if (result.rows().isEmpty()) {
      note(text, "No results.");
    }
    if (result.truncated() != null) {
      note(text, MarkdownText.inline(result.truncated().message()));
    }
    if (result.partial() != null) {
      note(text, MarkdownText.inline(result.partial().message()));
    }
    for (String sentence : SurveyText.sentences(result.survey())) {
      note(text, MarkdownText.inline(sentence));
    }
    if (!exact || !whole) {
      note(
          text,
          (exact ? "" : "Long fractions are rounded for reading. ")
              + (whole ? "" : "Values over " + CELL_LIMIT + " characters are cut (…). ")
              + "The exact values are in the structured content (JSON).");
    }
    return text.toString();
  }

  private static void note(StringBuilder text, String note) {
    text.append(text.isEmpty() ? "" : "\n").append('_').append(note).append("_\n");
  }

  private void lines(StringBuilder text) {
    List<Column> columns = result.columns();
    List<String> names = new ArrayList<>();
    int[] widths = new int[columns.size()];
    for (int i = 0; i < widths.length; i++) {
      names.add(MarkdownText.inline(columns.get(i).name()));
      widths[i] = Math.max(3, DisplayWidth.of(names.get(i)));
    }
    List<List<String>> rows = new ArrayList<>();
    for (List<@Nullable Object> values : result.rows()) {
      List<String> row = new ArrayList<>();
      for (int i = 0; i < widths.length; i++) {
        row.add(cell(columns.get(i), values.get(i)));
        widths[i] = Math.max(widths[i], DisplayWidth.of(row.get(i)));
      }
      rows.add(row);
    }
    if (spaces(rows, widths) > MAX_SPACES) {
      Arrays.fill(widths, 3);
    }
    line(text, names, widths);
    for (int i = 0; i < widths.length; i++) {
      boolean right = columns.get(i).isNumeric();
      int dashes = width(widths[i]) + (right ? 1 : 2);
      text.append('|').append("-".repeat(dashes)).append(right ? ":" : "");
    }
    text.append("|\n");
    rows.forEach(row -> line(text, row, widths));
  }

  private void line(StringBuilder text, List<String> cells, int[] widths) {
    for (int i = 0; i < widths.length; i++) {
      boolean right = result.columns().get(i).isNumeric();
      text.append("| ").append(DisplayWidth.pad(cells.get(i), width(widths[i]), right)).append(' ');
    }
    text.append("|\n");
  }

  private static long spaces(List<List<String>> rows, int[] widths) {
    long spaces = 0;
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        spaces += Math.max(0, width(widths[i]) - row.get(i).length());
      }
    }
    return spaces;
  }

  private static int width(int widest) {
    return widest > PAD_LIMIT ? 3 : widest;
  }

  private String cell(Column column, @Nullable Object value) {
    return switch (value) {
      case null -> "_null_";
      case Number number -> number(ReadableNumber.of(number, column, result.aggregated()));
      case String string -> string(string);
      default -> value.toString();
    };
  }

  private String number(ReadableNumber number) {
    exact &= number.exact();
    return number.text();
  }

  /// A blank value is quoted: an empty cell would look like nothing at all. So is one that would
  /// then look like a quoted blank.
  private String string(String value) {
    String shown = MarkdownText.cut(value, CELL_LIMIT);
    whole &= shown.equals(value);
    boolean blank = shown.isBlank() || (shown.startsWith("\"") && shown.endsWith("\""));
    return MarkdownText.inline(blank ? '"' + shown + '"' : shown);
  }
}
