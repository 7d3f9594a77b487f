package dev.braid.server.cli;

import dev.braid.batch.BatchOptions;
import dev.braid.batch.Query;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `braid batch`: the queries of a file, side by side.
@Command(
    name = "batch",
    description = "Run the queries of a YAML or JSON file side by side.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "The file has the shape of the tool execute_multi_query:",
      "  queries:",
      "    - dataset_id: 1               # or a name, or a folder of files",
      "      query: SELECT gender, count(*) FROM users GROUP BY gender",
      "      label: Gender             # optional",
      "      parameters: []            # optional: the values of $$1, $$2, ...",
      "  consistent: true              # optional: one snapshot per dataset",
      "  deadline_ms: 5000             # optional",
      "  allow_partial: true           # optional: answers without shards that cannot be had",
      "  apply_weights: true           # optional: the datasets' survey weights",
      "  apply_merging: true           # optional: merged classes, or names of schemes"
    })
final class BatchCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "YAML or JSON; - for stdin.")
  private String file = "";

  @Mixin private RunOptions run = new RunOptions();
  @Mixin private FormatOption format = new FormatOption();

  private final BraidCommand braid;

  BatchCommand(BraidCommand braid) {
    this.braid = braid;
  }

  @Override
  public Integer call() {
    BatchFile batch = BatchFile.parse(read(), file.equals("-") ? "stdin" : file);
    BatchOptions options = run.on(batch.options());
    try (Workspace workspace = braid.open(datasets(batch.queries()))) {
      Streams streams = braid.streams();
      return new BatchRunner(workspace.braid(), streams, format.on(streams))
          .run(
              batch.queries().stream().map(query -> inDataset(query, workspace)).toList(), options);
    }
  }

  private static String[] datasets(List<Query> queries) {
    return queries.stream().map(Query::dataset).distinct().toArray(String[]::new);
  }

  private static Query inDataset(Query query, Workspace workspace) {
    String name = workspace.folders().get(query.dataset());
    if (name == null) {
      return query;
    }
    Query moved = Query.of(name, query.sql()).with(query.parameters().toArray());
    return query.label() == null ? moved : moved.labelled(query.label());
  }

  private String read() {
    Streams streams = braid.streams();
    try {
      if (file.equals("-")) {
        return Streams.text(streams.in());
      }
      return Files.readString(streams.directory().resolve(file));
    } catch (IOException e) {
      throw new BraidException(SqlState.IO_ERROR, "cannot read " + file + ": " + Reason.of(e));
    }
  }
}
