package dev.braid.server.cli;

import dev.braid.BatchBuilder;
import dev.braid.Braid;
import dev.braid.batch.BatchResult;
import dev.braid.catalog.Dataset;
import dev.braid.local.EngineStatistics;
import dev.braid.server.report.EngineReport;
import dev.braid.server.report.ErrorText;
import dev.braid.server.report.JsonReport;
import dev.braid.server.report.PoolReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `braid stats`: the pools, and the engine, after one query each. The pools of a process that
/// serves are shown by its health endpoint.
@Command(
    name = "stats",
    description = "Ask every dataset one trivial query, and show the connection pools.",
    mixinStandardHelpOptions = true)
final class StatsCommand implements Callable<Integer> {
  @Mixin private FormatOption format = new FormatOption();

  private final BraidCommand braid;

  StatsCommand(BraidCommand braid) {
    this.braid = braid;
  }

  @Override
  public Integer call() {
    try (Workspace workspace = braid.open()) {
      BatchResult result = touch(workspace.braid());
      print(workspace.braid());
      result.outcomes().stream()
          .filter(outcome -> !outcome.success())
          .forEach(
              outcome ->
                  braid
                      .streams()
                      .err()
                      .print(outcome.datasetName() + ": " + ErrorText.of(outcome)));
      return ExitCode.of(result);
    }
  }

  private static BatchResult touch(Braid braid) {
    BatchBuilder batch = braid.batch();
    for (Dataset dataset : braid.config().datasets()) {
      batch.query(dataset.name(), "SELECT 1", dataset.name());
    }
    return batch.run();
  }

  /// A map per pool; one more, of the single key `engine`, where folders are among the datasets.
  private static List<Object> json(Braid datasets) {
    List<Object> list = new ArrayList<>();
    datasets.statistics().forEach(pool -> list.add(JsonReport.statistics(pool)));
    EngineStatistics engine = datasets.engineStatistics();
    if (engine != null) {
      list.add(Map.of("engine", EngineReport.json(engine)));
    }
    return list;
  }

  private void print(Braid datasets) {
    Streams streams = braid.streams();
    switch (format.on(streams)) {
      case TABLE ->
          streams
              .out()
              .print(EngineReport.text(datasets.statistics(), datasets.engineStatistics()));
      case JSON -> streams.out().print(JsonReport.writeIndented(json(datasets)));
      case MARKDOWN, CSV -> format.print(PoolReport.table(datasets.statistics()), streams);
    }
  }
}
