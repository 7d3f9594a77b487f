package dev.braid.server.report;

import dev.braid.batch.BatchResult;
import dev.braid.batch.Outcome;
import dev.braid.result.Column;
import dev.braid.result.Result;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Results as aligned text for a terminal, in the shape of psql: values as PostgreSQL writes them,
/// numbers to the right, a value's further lines under its first, NULL as `<null>`. Widths are
/// those of a terminal ([DisplayWidth]).
public final class TableReport {
  private static final String NULL = "<null>";

  private TableReport() {}

  /// Every outcome under its title, then how the batch went. A batch of one query is its outcome
  /// alone.
  public static String batch(BatchResult batch) {
    return batch(batch, false);
  }

  /// @param expanded one line per value rather than per row (psql's `\x`)
  public static String batch(BatchResult batch, boolean expanded) {
    if (batch.total() == 1) {
      return outcome(batch.outcomes().getFirst(), expanded);
    }
    StringBuilder text = new StringBuilder();
    for (Outcome outcome : batch.outcomes()) {
      text.append(outcome.index()).append(". ").append(TerminalText.line(outcome.label()));
      text.append(" [").append(TerminalText.line(outcome.datasetName())).append("] ");
      text.append(Elapsed.of(outcome.executionTimeMs())).append('\n');
      text.append(outcome(outcome, expanded)).append('\n');
    }
    return text.append(summary(batch)).toString();
  }

  public static String outcome(Outcome outcome, boolean expanded) {
    Result result = outcome.result();
    if (result == null) {
      return ErrorText.of(outcome);
    }
    if (result.command() != null) {
      return result.command().text() + "\n";
    }
    return expanded ? expanded(result) : table(SurveyText.withBases(result));
  }

  /// `3 queries in 487ms: 2 succeeded, 1 failed (one after another 1,420ms: 2.9x)`.
  public static String summary(BatchResult batch) {
    return String.format(
        Locale.ROOT,
        "%d queries in %s: %d succeeded, %d failed (one after another %s: %s)\n",
        batch.total(),
        Elapsed.of(batch.totalExecutionTimeMs()),
        batch.successful(),
        batch.failed(),
        Elapsed.of(batch.sequentialTimeMs()),
        Elapsed.times(batch.speedup()));
  }

  /// One line per row.
  public static String table(Result result) {
    List<Column> columns = result.columns();
    int[] widths = new int[columns.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = DisplayWidth.of(TerminalText.line(columns.get(i).name()));
    }
    List<List<String[]>> rows = new ArrayList<>();
    for (List<@Nullable Object> row : result.rows()) {
      rows.add(row.stream().map(TableReport::lines).toList());
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], width(rows.getLast().get(i)));
      }
    }
    StringBuilder text = new StringBuilder();
    if (widths.length > 0) {
      header(text, columns, widths);
    }
    rows.forEach(row -> row(text, columns, row, widths));
    return text.append(footer(result)).toString();
  }

  /// One line per value.
  public static String expanded(Result result) {
    List<String> names =
        result.columns().stream().map(column -> TerminalText.line(column.name())).toList();
    int nameWidth = names.stream().mapToInt(DisplayWidth::of).max().orElse(0);
    List<List<String[]>> rows = new ArrayList<>();
    for (List<@Nullable Object> row : result.rows()) {
      rows.add(row.stream().map(TableReport::lines).toList());
    }
    int valueWidth =
        rows.stream().flatMap(List::stream).mapToInt(TableReport::width).max().orElse(0);
    StringBuilder text = new StringBuilder();
    for (int r = 0; r < rows.size(); r++) {
      String title = "-[ RECORD " + (r + 1) + " ]";
      int dashes = Math.max(0, nameWidth + valueWidth + 3 - title.length());
      text.append(title).append("-".repeat(dashes)).append('\n');
      for (int i = 0; i < names.size(); i++) {
        String name = names.get(i);
        for (String line : rows.get(r).get(i)) {
          endLine(text.append(DisplayWidth.pad(name, nameWidth, false)).append(" | ").append(line));
          name = "";
        }
      }
    }
    return text.append(footer(result)).toString();
  }

  private static void header(StringBuilder text, List<Column> columns, int[] widths) {
    for (int i = 0; i < widths.length; i++) {
      String name = TerminalText.line(columns.get(i).name());
      int before = (widths[i] - DisplayWidth.of(name)) / 2;
      text.append(i == 0 ? " " : "| ").append(" ".repeat(before));
      text.append(DisplayWidth.pad(name, widths[i] - before, false)).append(' ');
    }
    endLine(text);
    for (int i = 0; i < widths.length; i++) {
      text.append(i == 0 ? "" : "+").append("-".repeat(widths[i] + 2));
    }
    text.append('\n');
  }

  private static void row(
      StringBuilder text, List<Column> columns, List<String[]> cells, int[] widths) {
    int height = cells.stream().mapToInt(lines -> lines.length).max().orElse(0);
    for (int line = 0; line < height; line++) {
      for (int i = 0; i < widths.length; i++) {
        String[] lines = cells.get(i);
        String part = line < lines.length ? lines[line] : "";
        text.append(i == 0 ? " " : "| ");
        text.append(DisplayWidth.pad(part, widths[i], columns.get(i).isNumeric())).append(' ');
      }
      endLine(text);
    }
  }

  private static String footer(Result result) {
    int rows = result.rowCount();
    String count = "(" + rows + (rows == 1 ? " row" : " rows") + ")\n";
    StringBuilder text = new StringBuilder(count);
    if (result.truncated() != null) {
      text.append(TerminalText.line(result.truncated().message())).append('\n');
    }
    if (result.partial() != null) {
      text.append(TerminalText.line(result.partial().message())).append('\n');
    }
    for (String sentence : SurveyText.sentences(result.survey())) {
      text.append(TerminalText.line(sentence)).append('\n');
    }
    return text.toString();
  }

  private static String[] lines(@Nullable Object value) {
    return TerminalText.lines(value == null ? NULL : PostgresText.of(value));
  }

  private static int width(String[] lines) {
    return Arrays.stream(lines).mapToInt(DisplayWidth::of).max().orElse(0);
  }

  private static void endLine(StringBuilder text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == ' ') {
      end--;
    }
    text.setLength(end);
    text.append('\n');
  }
}
