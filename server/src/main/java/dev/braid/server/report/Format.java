package dev.braid.server.report;

import dev.braid.batch.BatchResult;

/// The forms an answer can take.
public enum Format {
  /// Aligned text for a terminal.
  TABLE,
  /// For an assistant, or to be rendered.
  MARKDOWN,
  /// For programs, exact.
  JSON,
  /// For spreadsheets, exact.
  CSV;

  /// What was rendered in this form, safe to show on a terminal. Tables and Markdown are so always;
  /// the exact forms keep every character for programs.
  public String onTerminal(String rendered) {
    return this == JSON || this == CSV ? TerminalText.data(rendered, this == JSON) : rendered;
  }

  /// The whole answer, ending in a line break.
  public String render(BatchResult batch) {
    return switch (this) {
      case TABLE -> TableReport.batch(batch);
      case MARKDOWN ->
          batch.total() == 1
              ? MarkdownReport.single(batch.outcomes().getFirst())
              : MarkdownReport.batch(batch);
      case JSON -> JsonReport.writeIndented(JsonReport.batch(batch));
      case CSV -> CsvReport.batch(batch);
    };
  }
}
