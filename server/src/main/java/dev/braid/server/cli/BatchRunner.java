package dev.braid.server.cli;

import dev.braid.Braid;
import dev.braid.Session;
import dev.braid.batch.BatchOptions;
import dev.braid.batch.BatchResult;
import dev.braid.batch.Outcome;
import dev.braid.batch.Query;
import dev.braid.batch.RunningBatch;
import dev.braid.catalog.Dataset;
import dev.braid.error.SqlState;
import dev.braid.result.Result;
import dev.braid.server.report.ErrorText;
import dev.braid.server.report.Format;
import dev.braid.server.report.SurveyText;
import dev.braid.server.report.TerminalText;
import java.io.PrintWriter;
import java.util.List;
import java.util.regex.Pattern;

/// Runs a batch for a person: progress on stderr while it runs, the answer on stdout, errors on
/// stderr. Ctrl-C cancels it on the servers and shows what is finished.
final class BatchRunner {
  private static final Pattern COPY_TO_OUT =
      Pattern.compile("(?is)^\\s*COPY\\b.*\\bTO\\s+STDOUT\\b");

  private final Braid braid;
  private final Streams streams;
  private final Format format;

  BatchRunner(Braid braid, Streams streams, Format format) {
    this.braid = braid;
    this.streams = streams;
    this.format = format;
  }

  /// @return the process's exit status
  int run(List<Query> queries, BatchOptions options) {
    Run run = once(queries, options);
    if (!run.interrupted() && asksForAnother(run.result())) {
      run = once(queries, options);
    }
    print(run.result());
    return run.interrupted() ? ExitCode.INTERRUPTED : ExitCode.of(run.result());
  }

  private record Run(BatchResult result, boolean interrupted) {}

  /// A column of a CSV file turned out to have another type than its first rows let expect. The
  /// next query in this process knows, a next process would not.
  private static boolean asksForAnother(BatchResult result) {
    return result.outcomes().stream()
        .map(Outcome::error)
        .anyMatch(e -> e != null && e.sqlState().equals(SqlState.SERIALIZATION_FAILURE));
  }

  private Run once(List<Query> queries, BatchOptions options) {
    try (Progress progress = Progress.of(queries, streams)) {
      RunningBatch running =
          braid.batch().addAll(queries).options(options).listener(progress).start();
      try (Interrupt interrupt = Interrupt.handledBy(() -> running.cancel("cancelled by Ctrl-C"))) {
        return new Run(running.await(), interrupt.happened());
      }
    }
  }

  /// Runs statements one after another in a session of their own.
  ///
  /// @return the process's exit status
  int runInSession(Dataset dataset, List<Query> queries, BatchOptions options) {
    BatchResult result;
    boolean interrupted;
    try (Session session = braid.session(dataset.name())) {
      SessionRun run =
          new SessionRun(session, dataset, streams.in(), new WriterStream(streams.out()));
      try (Interrupt interrupt = Interrupt.handledBy(() -> run.cancel("cancelled by Ctrl-C"))) {
        result = run.run(queries, options);
        interrupted = interrupt.happened();
      }
    }
    boolean copied =
        queries.size() == 1 && result.failed() == 0 && isCopyToOut(queries.getFirst().sql());
    if (!copied) {
      print(result);
    }
    return interrupted ? ExitCode.INTERRUPTED : ExitCode.of(result);
  }

  /// Its rows are the answer; nothing is to come behind them.
  private static boolean isCopyToOut(String sql) {
    return COPY_TO_OUT.matcher(sql).find();
  }

  private void print(BatchResult result) {
    // A single failure has no answer to show: in a pipe, nothing comes through rather than a text
    // that is no row. JSON and Markdown have a place for it.
    boolean alone = result.total() == 1 && result.failed() == 1;
    boolean printed = !alone || format == Format.JSON || format == Format.MARKDOWN;
    if (printed) {
      String rendered = format.render(result);
      streams.out().print(streams.terminal().out() ? format.onTerminal(rendered) : rendered);
      streams.out().flush();
    }
    if (format == Format.CSV) {
      result.outcomes().forEach(this::tellPartial);
      // A table of nothing but values has no place for it.
      for (Outcome outcome : result.outcomes()) {
        Result answer = outcome.result();
        for (String line : SurveyText.sentences(answer == null ? null : answer.survey())) {
          streams.err().println(TerminalText.line(line));
        }
      }
      streams.err().flush();
    }
    boolean seen = printed && format == Format.TABLE && streams.terminal().out();
    if (!seen) {
      result.outcomes().forEach(outcome -> error(outcome, result.total()));
    }
  }

  /// CSV has no place for it, and it must not be missed.
  private void tellPartial(Outcome outcome) {
    if (outcome.result() != null && outcome.result().partial() != null) {
      streams.err().println("WARNING: " + TerminalText.line(outcome.result().partial().message()));
      streams.err().flush();
    }
  }

  private void error(Outcome outcome, int total) {
    if (outcome.success()) {
      return;
    }
    PrintWriter err = streams.err();
    if (total > 1) {
      err.println(
          "Query %d of %d, %s [%s]:"
              .formatted(
                  outcome.index(),
                  total,
                  TerminalText.line(outcome.label()),
                  TerminalText.line(outcome.datasetName())));
    }
    err.print(ErrorText.of(outcome));
    err.flush();
  }
}
