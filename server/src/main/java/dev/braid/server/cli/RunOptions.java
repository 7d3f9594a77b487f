package dev.braid.server.cli;

import dev.braid.batch.BatchOptions;
import dev.braid.catalog.Limits;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.survey.SurveyOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

  @Option(
      names = "--no-weights",
      description = "Count respondents: do not apply the dataset's weights.")
  private boolean unweighted;

  @Option(names = "--no-merging", description = "Show values as they are: do not merge classes.")
  private boolean unmerged;

  @Option(
      names = "--merge",
      paramLabel = "SCHEME",
      description = "Merge classes by this scheme of the dataset; repeat for others.")
  private List<String> schemes = new ArrayList<>();

  @Option(names = "--show-sql", description = "Show the weighted statement too.")
  private boolean showSql;

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
    return options.withSurvey(survey(options.survey()));
  }

  private SurveyOptions survey(SurveyOptions file) {
    SurveyOptions options = file.withSql(file.sql() || showSql);
    if (unweighted) {
      options = options.withWeights(false);
    }
    if (!schemes.isEmpty()) {
      options = options.withSchemes(schemes);
    }
    return unmerged ? options.withMerging(false) : options;
  }

  private static long atLeastOne(String option, long value) {
    if (value < 1) {
      throw new BraidException(
          SqlState.INVALID_PARAMETER_VALUE, option + " must be at least 1, got " + value);
    }
    return value;
  }
}
