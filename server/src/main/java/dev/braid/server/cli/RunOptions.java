package dev.braid.server.cli;

import dev.braid.batch.BatchOptions;
import dev.braid.catalog.Limits;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How queries are to run: the options that `query` and `batch` share.
final class RunOptions {
  @Option(names = "--consistent", description = "All queries of a dataset see one snapshot.")
  private boolean consistent;

  @Option(
      names = "--deadline",
      paramLabel = "MS",
      description = "After so many milliseconds, cancel what is not finished and show the rest.")
  private @Nullable Long deadline;

  @Option(
      names = "--max-rows",
      paramLabel = "N",
      description = "Rows per result at most; never more than the configuration allows.")
  private @Nullable Integer maxRows;

  @Option(
      names = "--allow-partial",
      description =
          "Answer without shards that cannot be had, and say which; otherwise that is an error.")
  private boolean allowPartial;

  /// These options, upon what a batch file asked for. What stands on the command line goes first.
  BatchOptions on(BatchOptions file) {
    BatchOptions options =
        file.withConsistent(file.consistent() || consistent)
            .withAllowPartial(file.allowPartial() || allowPartial);
    if (deadline != null) {
      options = options.withDeadline(Duration.ofMillis(atLeastOne("--deadline", deadline)));
    }
    if (maxRows != null) {
      int rows = (int) atLeastOne("--max-rows", maxRows);
      options = options.withLimits(new Limits(rows, rows, Long.MAX_VALUE));
    }
    return options;
  }

  private static long atLeastOne(String option, long value) {
    if (value < 1) {
      throw new BraidException(
          SqlState.INVALID_PARAMETER_VALUE, option + " must be at least 1, got " + value);
    }
    return value;
  }
}
