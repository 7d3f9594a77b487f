package dev.braid.local;

import dev.braid.catalog.Dataset;
import dev.braid.catalog.Limits;
import dev.braid.catalog.PostgresSource;
import dev.braid.catalog.Schema;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.guard.Statement;
import dev.braid.parallel.Cancellation;
import dev.braid.result.Result;
import dev.braid.source.Backend;
import dev.braid.source.BackendSession;
import dev.braid.source.ByteBudget;
import dev.braid.source.RowCursor;
import dev.braid.source.postgres.PostgresPool;
import dev.braid.source.postgres.ReplicatedPools;
import dev.braid.source.postgres.remote.PostgresServers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One PostgreSQL server asked over several connections: a statement over large tables is split by
/// block ranges where that is quicker ([SplitChoice]); every other one is sent as it was written.
public final class SplitBackend implements Backend {
  private final Backend asWritten;
  private final PostgresPool pool;
  private final SplitChoice choice;

  public SplitBackend(LocalEngine engine, Dataset dataset, PostgresSource source) {
    this(engine, dataset, source, SplitThresholds.USUAL);
  }

  public SplitBackend(
      LocalEngine engine, Dataset dataset, PostgresSource source, SplitThresholds thresholds) {
    if (source.replicas().isEmpty()) {
      this.pool = new PostgresPool(dataset, source);
      this.asWritten = pool;
    } else {
      ReplicatedPools pools = new ReplicatedPools(dataset, source);
      this.pool = pools.primary();
      this.asWritten = pools;
    }
    this.choice =
        new SplitChoice(engine, PostgresServers.of(pool, source, source.connections()), thresholds);
  }

  /// The connections that statements are split over: those to the primary, where there are
  /// standbys, which may be behind each other.
  public PostgresPool pool() {
    return pool;
  }

  /// Where statements go that are sent as they are written.
  public Backend asWritten() {
    return asWritten;
  }

  @Override
  public Dataset dataset() {
    return pool.dataset();
  }

  @Override
  public int capacity() {
    return asWritten.capacity();
  }

  @Override
  public BackendSession acquire(Cancellation cancellation) {
    cancellation.check();
    return new SplitSession();
  }

  @Override
  public RowCursor stream(
      Statement statement, List<@Nullable Object> parameters, Cancellation cancellation) {
    SplitChoice.Choice chosen = choice.of(statement, parameters, false, cancellation);
    RowCursor split = split(chosen, statement, parameters, cancellation);
    Statement whole = statement.withWorkers(chosen.workers());
    if (split == null && chosen.atOnce()) {
      try {
        return asWritten.stream(whole, parameters, 0, cancellation);
      } catch (BraidException e) {
        // More than the server expected.
        if (!e.sqlState().equals(SqlState.PROGRAM_LIMIT_EXCEEDED)) {
          throw e;
        }
      }
    }
    return split == null ? asWritten.stream(whole, parameters, cancellation) : split;
  }

  @Override
  public RowCursor stream(
      Statement statement,
      List<@Nullable Object> parameters,
      int portion,
      Cancellation cancellation) {
    SplitChoice.Choice chosen = choice.of(statement, parameters, false, cancellation);
    RowCursor split = split(chosen, statement, parameters, cancellation);
    Statement whole = statement.withWorkers(chosen.workers());
    return split == null ? asWritten.stream(whole, parameters, portion, cancellation) : split;
  }

  private static @Nullable RowCursor split(
      SplitChoice.Choice chosen,
      Statement statement,
      List<@Nullable Object> parameters,
      Cancellation cancellation) {
    Statements split = chosen.split();
    try {
      return split == null
          ? null
          : LocalCursor.open(split, statement.text(), parameters, cancellation);
    } catch (BraidException e) {
      if (isItsEnd(e, cancellation)) {
        throw e;
      }
      return null;
    }
  }

  /// Whether an error ends a statement. Any other is the statement's own, or that of a limit here
  /// (53200, 53400, class 54): sent as it is written, it fails with the server's words, or has an
  /// answer.
  private static boolean isItsEnd(BraidException e, Cancellation cancellation) {
    return cancellation.isCancelled() || !e.sqlState().matches("(0A|2.|4[24]|53[24]00|54).*");
  }

  @Override
  public Schema schema(Cancellation cancellation) {
    return asWritten.schema(cancellation);
  }

  @Override
  public void close() {
    asWritten.close();
  }

  /// Holds no connection between two statements.
  private final class SplitSession implements BackendSession {
    @Override
    public Result run(
        Statement statement,
        List<@Nullable Object> parameters,
        Limits limits,
        ByteBudget bytes,
        Cancellation cancellation) {
      SplitChoice.Choice chosen = choice.of(statement, parameters, true, cancellation);
      Statements split = chosen.split();
      if (split != null) {
        try {
          return new LocalSession(split).run(statement, parameters, limits, bytes, cancellation);
        } catch (BraidException e) {
          if (isItsEnd(e, cancellation)) {
            throw e;
          }
        }
      }
      try (BackendSession session = asWritten.acquire(cancellation)) {
        Statement whole = statement.withWorkers(chosen.workers());
        return session.run(whole, parameters, limits, bytes, cancellation);
      }
    }

    @Override
    public void close() {}
  }
}
