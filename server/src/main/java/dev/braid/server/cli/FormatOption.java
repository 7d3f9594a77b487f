package dev.braid.server.cli;

import dev.braid.result.Result;
import dev.braid.server.report.CsvReport;
import dev.braid.server.report.Format;
import dev.braid.server.report.JsonReport;
import dev.braid.server.report.MarkdownReport;
import dev.braid.server.report.TableReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The form of what is printed.
final class FormatOption {
  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "table, markdown, json or csv (default: table on a terminal, markdown when stdout goes"
              + " elsewhere).")
  private @Nullable Format format;

  Format on(Streams streams) {
    if (format != null) {
      return format;
    }
    return streams.terminal().out() ? Format.TABLE : Format.MARKDOWN;
  }

  /// Prints one result without saying how it came about.
  void print(Result result, Streams streams) {
    Format form = on(streams);
    String rendered =
        switch (form) {
          case TABLE -> TableReport.table(result);
          case MARKDOWN -> MarkdownReport.table(result);
          case JSON -> JsonReport.writeIndented(JsonReport.result(result));
          case CSV -> CsvReport.table(result);
        };
    streams.out().print(streams.terminal().out() ? form.onTerminal(rendered) : rendered);
  }
}
