package dev.braid;

import dev.braid.batch.BatchListener;
import dev.braid.batch.BatchOptions;
import dev.braid.batch.BatchResult;
import dev.braid.batch.Query;
import dev.braid.batch.RunningBatch;
import dev.braid.survey.SurveyOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Collects the queries of a batch and starts it.
public final class BatchBuilder {
  /// Starts what has been collected.
  @FunctionalInterface
  interface Starter {
    RunningBatch start(List<Query> queries, BatchOptions options, BatchListener listener);
  }

  private final List<Query> queries = new ArrayList<>();
  private final Starter starter;
  private BatchOptions options = BatchOptions.DEFAULT;
  private BatchListener listener = BatchListener.NONE;

  BatchBuilder(Starter starter) {
    this.starter = starter;
  }

  /// Adds a query.
  public BatchBuilder add(Query query) {
    queries.add(query);
    return this;
  }

  public BatchBuilder addAll(List<Query> more) {
    queries.addAll(more);
    return this;
  }

  /// Adds a query with its label.
  public BatchBuilder query(String dataset, String sql, @Nullable String label) {
    return add(new Query(dataset, sql, label, List.of()));
  }

  /// All queries of one dataset see one snapshot.
  public BatchBuilder consistent(boolean value) {
    options = options.withConsistent(value);
    return this;
  }

  /// What is not finished by then is cancelled; the rest is returned.
  public BatchBuilder deadline(@Nullable Duration value) {
    options = options.withDeadline(value);
    return this;
  }

  /// Datasets on shards may answer without those that cannot be had; the results then say so.
  public BatchBuilder allowPartial(boolean value) {
    options = options.withAllowPartial(value);
    return this;
  }

  /// Whether weights and merged classes are applied where a dataset declares them; they are, unless
  /// told otherwise here.
  public BatchBuilder survey(SurveyOptions value) {
    options = options.withSurvey(value);
    return this;
  }

  public BatchBuilder options(BatchOptions value) {
    options = value;
    return this;
  }

  public BatchBuilder listener(BatchListener value) {
    listener = value;
    return this;
  }

  /// Starts the batch and returns at once.
  ///
  /// @throws dev.braid.error.BraidException 22023 when the batch itself is not valid (no query, too
  ///   many, a blank one)
  public RunningBatch start() {
    return starter.start(List.copyOf(queries), options, listener);
  }

  /// Runs the batch and waits for it.
  public BatchResult run() {
    return start().await();
  }
}
