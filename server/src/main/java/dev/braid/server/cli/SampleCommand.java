package dev.braid.server.cli;

import dev.braid.batch.BatchOptions;
import dev.braid.batch.Query;
import dev.braid.catalog.Schema.Table;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `braid sample`: a few rows of a table, within the dataset's limit for raw rows.
@Command(
    name = "sample",
    description = "Show a few rows of a table.",
    mixinStandardHelpOptions = true)
final class SampleCommand implements Callable<Integer> {
  private static final int MOST = 100;

  @Option(
      names = {"-d", "--dataset"},
      paramLabel = "DATASET",
      description = "Id or name; may be left out when there is only one.")
  private @Nullable String dataset;

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "N",
      description = "Rows, 1 to 100 (default: 10); never more than the configuration allows.")
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
    if (limit < 1 || limit > MOST) {
      throw new BraidException(
          SqlState.INVALID_PARAMETER_VALUE, "--limit must be from 1 to 100, got " + limit);
    }
    try (Workspace workspace = braid.open()) {
      String name = Datasets.named(dataset, workspace.braid().config()).name();
      Table found = Listing.table(workspace.braid().schema(name), table);
      String sql = "SELECT * FROM " + quoted(found) + " LIMIT " + limit;
      Streams streams = braid.streams();
      return new BatchRunner(workspace.braid(), streams, format.on(streams))
          .run(List.of(Query.of(name, sql).labelled(table)), BatchOptions.DEFAULT);
    }
  }

  private static String quoted(Table table) {
    return quoted(table.schema()) + "." + quoted(table.name());
  }

  private static String quoted(String name) {
    return "\"" + name.replace("\"", "\"\"") + "\"";
  }
}
