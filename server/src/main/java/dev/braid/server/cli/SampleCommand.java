package dev.braid.server.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `braid sample`: a few rows of a table.
@Command(
    name = "sample",
    description = "Show a few rows of a table.",
    mixinStandardHelpOptions = true)
final class SampleCommand implements Callable<Integer> {
  @Option(
      names = {"-d", "--dataset"},
      paramLabel = "DATASET",
      description = BraidCommand.DATASET)
  private @Nullable String dataset;

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "N",
      description = "Rows, 1 to 100 (default: 10).")
  private int limit = 10;

  @Parameters(paramLabel = "TABLE", description = "table or schema.table")
  private String table = "";

  @Mixin private FormatOption format = new FormatOption();

  private final BraidCommand braid;

  SampleCommand(BraidCommand braid) {
    this.braid = braid;
  }

  @Override
  public Integer call() {
    try (Workspace workspace = braid.open(dataset)) {
      String name = workspace.dataset(dataset).name();
      format.print(workspace.braid().sample(name, table, limit), braid.streams());
      return ExitCode.SUCCESS;
    }
  }
}
