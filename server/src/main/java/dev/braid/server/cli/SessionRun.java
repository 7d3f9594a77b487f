package dev.braid.server.cli;

import dev.braid.Session;
import dev.braid.batch.BatchOptions;
import dev.braid.batch.BatchResult;
import dev.braid.batch.Outcome;
import dev.braid.batch.Query;
import dev.braid.catalog.Dataset;
import dev.braid.catalog.FolderSource;
import dev.braid.catalog.Limits;
import dev.braid.catalog.PostgresSource;
import dev.braid.catalog.ShardsSource;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.guard.Guard;
import dev.braid.result.Failure;
import dev.braid.result.Result;
import dev.braid.result.SurveyNote;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Writer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Statements to a folder's session, or one over shards, one after another in their order, told
/// about as a batch tells of its queries. A failure does not keep the next one from running, as in
/// psql.
public final class SessionRun {
  private final Session session;
  private final Dataset dataset;
  private final @Nullable InputStream in;
  private final @Nullable OutputStream out;
  private volatile @Nullable String cancelled;

  /// @param in what COPY FROM STDIN reads, or null
  /// @param out where COPY TO STDOUT writes, or null
  public SessionRun(
      Session session, Dataset dataset, @Nullable InputStream in, @Nullable OutputStream out) {
    this.session = session;
    this.dataset = dataset;
    this.in = in;
    this.out = out;
  }

  /// Standard output that is a writer.
  public static OutputStream into(Writer writer) {
    return new WriterStream(writer);
  }

  /// Whether statements must run in a session: they are for a folder, and not all are queries; or
  /// for shards that may be written to, and one is an INSERT.
  public static boolean isNeeded(Dataset dataset, List<Query> queries) {
    return switch (dataset.source()) {
      case FolderSource folder ->
          queries.stream()
              .anyMatch(
                  query ->
                      Session.isCommand(query.sql()) || (folder.writable() && writes(query.sql())));
      case ShardsSource shards ->
          shards.writable() && queries.stream().anyMatch(query -> Guard.isInsert(query.sql()));
      case PostgresSource _ -> false;
    };
  }

  /// What a session over a writable folder refuses by its name, and a batch as a write.
  private static boolean writes(String sql) {
    try {
      return Guard.check(sql).text().isEmpty();
    } catch (BraidException e) {
      return e.sqlState().equals(SqlState.READ_ONLY_SQL_TRANSACTION);
    }
  }

  /// Runs them.
  public BatchResult run(List<Query> queries, BatchOptions options) {
    Limits limits =
        options.limits() == null ? dataset.limits() : dataset.limits().atMost(options.limits());
    Thread clock = clock(options.deadline());
    long start = System.nanoTime();
    try {
      List<Outcome> outcomes = new ArrayList<>();
      for (Query query : queries) {
        outcomes.add(run(outcomes.size() + 1, query, limits));
      }
      return new BatchResult(outcomes, milliseconds(start));
    } finally {
      if (clock != null) {
        clock.interrupt();
      }
    }
  }

  private @Nullable Thread clock(@Nullable Duration deadline) {
    return deadline == null
        ? null
        : Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    Thread.sleep(deadline);
                    cancel("cancelled: the deadline has passed");
                  } catch (InterruptedException e) {
                    // All statements are over.
                  }
                });
  }

  private Outcome run(int index, Query query, Limits limits) {
    long start = System.nanoTime();
    Result result = null;
    Failure failure = null;
    String reason = cancelled;
    try {
      if (reason != null) {
        throw new BraidException(SqlState.QUERY_CANCELED, reason);
      }
      result =
          unweighted(session.execute(limits, in, out, query.sql(), query.parameters().toArray()));
    } catch (BraidException e) {
      failure = Failure.of(e);
    }
    String label = query.label();
    return new Outcome(
        index,
        label == null ? "Query " + index : label,
        query.sql(),
        dataset.id(),
        dataset.name(),
        result,
        failure,
        milliseconds(start),
        0,
        failure != null && cancelled != null);
  }

  /// A session's statements run as they are, which is to be said where others are weighted.
  private Result unweighted(Result result) {
    return dataset.survey().weights().isEmpty() || !result.aggregated() || result.command() != null
        ? result
        : result.withSurvey(
            new SurveyNote(
                null,
                "statements of a session run as written",
                List.of(),
                List.of(),
                List.of(),
                dataset.survey().smallBase(),
                null));
  }

  private static double milliseconds(long start) {
    return (System.nanoTime() - start) / 1e6;
  }

  /// Stops the statement that runs and lets no other begin; from any thread.
  public void cancel(String reason) {
    cancelled = reason;
    session.cancel();
  }
}
