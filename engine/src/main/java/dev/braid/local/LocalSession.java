package dev.braid.local;

import dev.braid.catalog.Limits;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.guard.Statement;
import dev.braid.parallel.Cancellation;
import dev.braid.result.Result;
import dev.braid.source.BackendSession;
import dev.braid.source.ByteBudget;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// Statements of one caller that the engine answers. It holds nothing between two statements.
final class LocalSession implements BackendSession {
  private final Statements statements;

  LocalSession(Statements statements) {
    this.statements = statements;
  }

  @Override
  public Result run(
      Statement statement,
      List<@Nullable Object> parameters,
      Limits limits,
      ByteBudget bytes,
      Cancellation cancellation) {
    checkParameters(statement, parameters);
    Future<Result> answer =
        statements
            .engine()
            .leaders()
            .submit(
                () ->
                    Attempts.run(
                        statements.statement().apply(cancellation),
                        () -> true,
                        attempt ->
                            lead(attempt, statement, parameters, limits, bytes, cancellation)));
    return await(answer, cancellation);
  }

  private Result lead(
      Statements.Runs attempt,
      Statement statement,
      List<@Nullable Object> parameters,
      Limits limits,
      ByteBudget bytes,
      Cancellation cancellation) {
    CollectedRows rows =
        new CollectedRows(statement.aggregated(), limits, bytes, statements.zone(), cancellation);
    try {
      attempt.run(statement.text(), parameters, rows);
      return rows.result();
    } catch (BraidException e) {
      rows.giveBack();
      throw e;
    }
  }

  static void checkParameters(Statement statement, List<@Nullable Object> parameters) {
    if (parameters.size() != statement.parameters()) {
      throw new BraidException(
          SqlState.UNDEFINED_PARAMETER,
          "the statement names %d parameters, %d values are given"
              .formatted(statement.parameters(), parameters.size()));
    }
  }

  /// Waits for the leader. A cancellation reaches the leader by itself, and through it this thread.
  static Result await(Future<Result> answer, Cancellation cancellation) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return answer.get();
        } catch (InterruptedException e) {
          interrupted = true;
          cancellation.cancel("cancelled: the waiting thread was interrupted");
        } catch (ExecutionException e) {
          throw failure(e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  static BraidException failure(@Nullable Throwable cause) {
    return switch (cause) {
      case BraidException e -> e;
      case OutOfMemoryError e ->
          new BraidException(
              SqlState.OUT_OF_MEMORY, "out of memory: the JVM's heap is full", 0, null, null, e);
      case null -> new BraidException(SqlState.INTERNAL_ERROR, "internal error");
      case Throwable e ->
          new BraidException(SqlState.INTERNAL_ERROR, "internal error: " + e, 0, null, null, e);
    };
  }

  @Override
  public void close() {}
}
