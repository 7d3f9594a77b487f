package dev.braid.server.cli;

import dev.braid.catalog.Schema;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `braid schema`: a dataset's tables, or a table's columns.
@Command(
    name = "schema",
    description = "List a dataset's tables, or the columns of one.",
    mixinStandardHelpOptions = true)
final class SchemaCommand implements Callable<Integer> {
  @Option(
      names = {"-d", "--dataset"},
      paramLabel = "DATASET",
      description = BraidCommand.DATASET)
  private @Nullable String dataset;

  @Parameters(paramLabel = "TABLE", arity = "0..1", description = "A table, for its columns.")
  private @Nullable String table;

  @Mixin private FormatOption format = new FormatOption();

  private final BraidCommand braid;

  SchemaCommand(BraidCommand braid) {
    this.braid = braid;
  }

  @Override
  public Integer call() {
    try (Workspace workspace = braid.open(dataset)) {
      String name = workspace.dataset(dataset).name();
      Schema schema = workspace.braid().schema(name);
      format.print(
          table == null ? Listing.tables(schema) : Listing.columns(Listing.table(schema, table)),
          braid.streams());
      return ExitCode.SUCCESS;
    }
  }
}
