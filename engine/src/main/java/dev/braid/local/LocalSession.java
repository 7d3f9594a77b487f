package dev.braid.local;

import dev.braid.catalog.Limits;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.guard.Statement;
import dev.braid.parallel.Cancellation;
import dev.braid.result.Column;
import dev.braid.result.Result;
import dev.braid.source.BackendSession;
import dev.braid.source.ByteBudget;
import dev.braid.source.RowCollector;
import dev.braid.type.Type;
import dev.braid.vector.Batch;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// Statements of one caller over a folder. It holds nothing between two statements.
final class LocalSession implements BackendSession {
  private final LocalBackend backend;

  LocalSession(LocalBackend backend) {
    this.backend = backend;
  }

  @Override
  public Result run(
      Statement statement,
      List<@Nullable Object> parameters,
      Limits limits,
      ByteBudget bytes,
      Cancellation cancellation) {
    if (parameters.size() != statement.parameters()) {
      throw new BraidException(
          SqlState.UNDEFINED_PARAMETER,
          "the statement names %d parameters, %d values are given"
              .formatted(statement.parameters(), parameters.size()));
    }
    Future<Result> answer =
        backend
            .engine()
            .leaders()
            .submit(
                () -> {
                  Collected rows = new Collected(statement, limits, bytes, cancellation);
                  backend.statement(cancellation).run(statement.text(), parameters, rows);
                  return rows.result();
                });
    return await(answer, cancellation);
  }

  /// Waits for the leader. A cancellation reaches the leader by itself, and through it this thread.
  private static Result await(Future<Result> answer, Cancellation cancellation) {
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

  /// Rows kept up to the caps.
  private final class Collected implements LocalStatement.Rows {
    private final Statement statement;
    private final Limits limits;
    private final ByteBudget bytes;
    private final Cancellation cancellation;
    private @Nullable RowCollector collector;
    private @Nullable RowText text;

    Collected(Statement statement, Limits limits, ByteBudget bytes, Cancellation cancellation) {
      this.statement = statement;
      this.limits = limits;
      this.bytes = bytes;
      this.cancellation = cancellation;
    }

    @Override
    public void columns(List<Column> columns, List<Type> types) {
      collector = new RowCollector(columns, statement.aggregated(), limits, bytes);
      text = new RowText(types, backend.zone());
    }

    @Override
    public boolean accept(Batch batch) {
      RowCollector into = collector();
      RowText rows = text;
      for (int row = 0; row < batch.size() && rows != null; row++) {
        boolean more = into.isFull() ? into.add(List.of(), 0) : add(into, rows, batch, row);
        if (!more) {
          return false;
        }
      }
      return true;
    }

    private static boolean add(RowCollector into, RowText rows, Batch batch, int row) {
      List<@Nullable Object> values = rows.row(batch, row);
      return into.add(values, rows.lastRowBytes());
    }

    @Override
    public boolean accept(String line) {
      return collector().add(List.of(line), RowCollector.bytes(line));
    }

    private RowCollector collector() {
      if (collector == null) {
        throw new IllegalStateException("rows before columns");
      }
      return collector;
    }

    Result result() {
      cancellation.check();
      return collector().result();
    }
  }
}
