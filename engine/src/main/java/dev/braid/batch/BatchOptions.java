package dev.braid.batch;

import dev.braid.catalog.Limits;
import dev.braid.survey.SurveyOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How a batch is to run.
///
/// @param consistent all queries of one dataset see one snapshot
/// @param deadline from the start; what is not finished by then is cancelled. Null for none
/// @param concurrency queries at once; at most the configured number. 0 for that number
/// @param limits asked by the caller, at most the operator's. Null for the operator's
/// @param allowPartial whether a dataset on shards may answer without those that cannot be had,
///   which the result then says
/// @param survey whether weights and merged classes are applied where a dataset declares them
public record BatchOptions(
    boolean consistent,
    @Nullable Duration deadline,
    int concurrency,
    @Nullable Limits limits,
    boolean allowPartial,
    SurveyOptions survey) {
  public static final BatchOptions DEFAULT = new BatchOptions(false, null, 0, null);

  /// Whole answers only, with the weights and classes of the datasets.
  public BatchOptions(
      boolean consistent, @Nullable Duration deadline, int concurrency, @Nullable Limits limits) {
    this(consistent, deadline, concurrency, limits, false, SurveyOptions.DEFAULT);
  }

  public BatchOptions withConsistent(boolean value) {
    return new BatchOptions(value, deadline, concurrency, limits, allowPartial, survey);
  }

  public BatchOptions withDeadline(@Nullable Duration value) {
    return new BatchOptions(consistent, value, concurrency, limits, allowPartial, survey);
  }

  public BatchOptions withConcurrency(int value) {
    return new BatchOptions(consistent, deadline, value, limits, allowPartial, survey);
  }

  public BatchOptions withLimits(@Nullable Limits value) {
    return new BatchOptions(consistent, deadline, concurrency, value, allowPartial, survey);
  }

  public BatchOptions withAllowPartial(boolean value) {
    return new BatchOptions(consistent, deadline, concurrency, limits, value, survey);
  }

  public BatchOptions withSurvey(SurveyOptions value) {
    return new BatchOptions(consistent, deadline, concurrency, limits, allowPartial, value);
  }
}
