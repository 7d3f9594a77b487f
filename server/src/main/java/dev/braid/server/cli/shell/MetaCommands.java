package dev.braid.server.cli.shell;

import dev.braid.Braid;
import dev.braid.catalog.Nearest;
import dev.braid.catalog.Schema;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.result.Result;
import dev.braid.server.cli.Listing;
import dev.braid.server.report.EngineReport;
import dev.braid.server.report.TableReport;
import dev.braid.server.report.TerminalText;
import java.io.PrintWriter;
import java.util.List;

/// The shell's backslash commands.
final class MetaCommands {
  static final List<String> NAMES =
      List.of("?", "c", "d", "l", "q", "stats", "timing", "weights", "x");

  private static final String HELP =
      """
        \\d              tables of the dataset
        \\d TABLE        columns of a table
        \\l              datasets
        \\c DATASET      ask another dataset, by id or name
        \\timing         show how long each answer took, or no longer
        \\weights        apply the dataset's survey weights, or no longer
        \\x              one line per value rather than per row, and back
        \\stats          connection pools, and the engine of folders
        \\q              leave (also Ctrl-D)

      A statement ends with a semicolon and may take several lines; statements entered together
      run side by side. Tab completes, Ctrl-C cancels.
      """;

  private final Shell shell;
  private final Braid braid;
  private final SchemaCache schemas;
  private final PrintWriter out;

  MetaCommands(Shell shell, Braid braid, SchemaCache schemas, PrintWriter out) {
    this.shell = shell;
    this.braid = braid;
    this.schemas = schemas;
    this.out = out;
  }

  /// @param command without its backslash
  void run(String command) {
    String[] parts = command.strip().replaceFirst(";$", "").split("\\s+", 2);
    String argument = parts.length == 1 ? "" : parts[1].strip();
    switch (parts[0]) {
      case "?", "h", "help" -> out.print(HELP);
      case "q" -> shell.leave();
      case "l" -> print(Listing.datasets(braid.config()));
      case "c", "connect" -> connect(argument);
      case "d", "dt" -> describe(argument);
      case "timing" -> out.println("Timing is " + onOff(shell.toggleTiming()) + ".");
      case "weights" -> out.println("Weights are " + onOff(shell.toggleWeights()) + ".");
      case "x" -> out.println("Expanded display is " + onOff(shell.toggleExpanded()) + ".");
      case "stats" -> out.print(EngineReport.text(braid.statistics(), braid.engineStatistics()));
      default ->
          throw new BraidException(
                  SqlState.INVALID_PARAMETER_VALUE, "unknown command \\" + parts[0])
              .withHint(Nearest.hint(parts[0], NAMES) + " \\? shows all");
    }
  }

  private void connect(String name) {
    if (!name.isEmpty()) {
      shell.connect(braid.config().dataset(name));
    }
    out.println("Asking " + TerminalText.line(shell.dataset().name()) + ".");
  }

  private void describe(String name) {
    Schema schema = schemas.refresh(shell.dataset().name());
    if (name.isEmpty()) {
      print(Listing.tables(schema));
      return;
    }
    Schema.Table table = Listing.table(schema, name);
    out.println(table.kind() + " " + TerminalText.line(table.qualifiedName()));
    if (table.description() != null) {
      out.println(TerminalText.line(table.description()));
    }
    print(Listing.columns(table));
  }

  private void print(Result result) {
    out.println(TableReport.table(result));
  }

  private static String onOff(boolean value) {
    return value ? "on" : "off";
  }
}
