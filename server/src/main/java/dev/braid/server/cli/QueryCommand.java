package dev.braid.server.cli;

import dev.braid.batch.BatchOptions;
import dev.braid.batch.Query;
import dev.braid.catalog.Dataset;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.guard.Guard;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `braid query`: statements from the command line, a file or stdin, side by side.
@Command(
    name = "query",
    description = {
      "Answer one or more queries of a dataset; several run side by side.",
      "Commands (CREATE TABLE AS, COPY, DROP TABLE, CREATE INDEX, ANALYZE, VACUUM, SET, ...) to a"
          + " folder run one after another; they may change it where the configuration says"
          + " writable: true."
    },
    mixinStandardHelpOptions = true)
final class QueryCommand implements Callable<Integer> {
  @Option(
      names = {"-d", "--dataset"},
      paramLabel = "DATASET",
      description = BraidCommand.DATASET)
  private @Nullable String dataset;

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "Read queries from a file, each ended by a semicolon.")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = {"-p", "--parameter"},
      paramLabel = "VALUE",
      description = "The value of $$1; repeat for $$2, ... All queries share them.")
  private List<String> parameters = new ArrayList<>();

  @Option(
      names = {"-l", "--label"},
      paramLabel = "LABEL",
      description = "A title for the first query; repeat for the next ones.")
  private List<String> labels = new ArrayList<>();

  @Parameters(
      paramLabel = "SQL",
      arity = "0..*",
      description = "A query each; - reads queries from stdin.")
  private List<String> statements = new ArrayList<>();

  @Mixin private RunOptions run = new RunOptions();
  @Mixin private FormatOption format = new FormatOption();

  private final BraidCommand braid;

  QueryCommand(BraidCommand braid) {
    this.braid = braid;
  }

  @Override
  public Integer call() {
    List<String> texts = texts();
    BatchOptions options = run.on(BatchOptions.DEFAULT);
    try (Workspace workspace = braid.open(dataset)) {
      Dataset asked = workspace.dataset(dataset);
      String name = asked.name();
      List<Query> queries = new ArrayList<>();
      for (String text : texts) {
        Query query = Query.of(name, text).with(values(text, texts.size()));
        int place = queries.size();
        queries.add(place < labels.size() ? query.labelled(labels.get(place)) : query);
      }
      Streams streams = braid.streams();
      BatchRunner runner = new BatchRunner(workspace.braid(), streams, format.on(streams));
      return SessionRun.isNeeded(asked, queries)
          ? runner.runInSession(asked, queries, options)
          : runner.run(queries, options);
    }
  }

  /// The values for one query. Of several queries each takes as many as it names; whether a single
  /// one names them all is for the engine to say.
  private Object[] values(String sql, int queries) {
    if (queries == 1 || parameters.isEmpty()) {
      return parameters.toArray();
    }
    int named;
    try {
      named = Guard.check(sql).parameters();
    } catch (BraidException e) {
      named = 0; // its outcome will say what is wrong with it
    }
    return parameters.subList(0, Math.min(named, parameters.size())).toArray();
  }

  private List<String> texts() {
    List<String> texts = new ArrayList<>();
    for (String statement : statements) {
      if (statement.equals("-")) {
        texts.addAll(split("stdin", braid.streams().in()));
      } else {
        texts.add(statement);
      }
    }
    for (Path file : files) {
      try (InputStream in = Files.newInputStream(braid.streams().directory().resolve(file))) {
        texts.addAll(split(file.toString(), in));
      } catch (IOException e) {
        throw unreadable(file.toString(), e);
      }
    }
    if (texts.isEmpty()) {
      throw new BraidException(SqlState.INVALID_PARAMETER_VALUE, "At least 1 query required")
          .withHint("braid query -d DATASET \"SELECT ...\", or - for stdin, or -f FILE");
    }
    return texts;
  }

  private static List<String> split(String name, InputStream in) {
    try {
      return Statements.split(Streams.text(in)).all();
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  private static BraidException unreadable(String name, IOException e) {
    return new BraidException(SqlState.IO_ERROR, "cannot read " + name + ": " + Reason.of(e));
  }
}
