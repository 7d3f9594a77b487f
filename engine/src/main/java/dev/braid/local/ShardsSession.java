package dev.braid.local;

import dev.braid.catalog.Limits;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.guard.Guard;
import dev.braid.guard.Statement;
import dev.braid.parallel.Cancellation;
import dev.braid.result.Result;
import dev.braid.source.ByteBudget;
import dev.braid.source.RowCursor;
import java.util.List;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// Statements of one caller over shards: queries as everywhere, and INSERT where the dataset is
/// writable.
final class ShardsSession implements DatasetSession {
  private final ServersBackend backend;

  ShardsSession(ServersBackend backend) {
    this.backend = backend;
  }

  @Override
  public boolean runsAlone(String sql) {
    return Guard.isInsert(sql);
  }

  @Override
  public boolean hasOwnSettings() {
    return false;
  }

  @Override
  public Result run(
      String sql,
      List<@Nullable Object> parameters,
      Limits limits,
      CopyStreams streams,
      Cancellation cancellation) {
    if (Guard.isInsert(sql)) {
      return insert(sql, parameters, cancellation);
    }
    Statement checked = Guard.check(sql);
    try (LocalSession session = backend.acquire(cancellation)) {
      return session.run(checked, parameters, limits, new ByteBudget(Long.MAX_VALUE), cancellation);
    }
  }

  private Result insert(String sql, List<@Nullable Object> parameters, Cancellation cancellation) {
    ShardWriters writers = backend.writers();
    if (writers == null) {
      throw new BraidException(
              SqlState.READ_ONLY_SQL_TRANSACTION,
              "cannot execute INSERT in a read-only transaction")
          .withHint("the dataset is not writable: writable: true");
    }
    Statement checked = Guard.insert(sql);
    LocalSession.checkParameters(checked, parameters);
    Future<Result> answer =
        backend.engine().leaders().submit(() -> writers.insert(checked, parameters, cancellation));
    return LocalSession.await(answer, cancellation);
  }

  @Override
  public RowCursor stream(
      String sql, List<@Nullable Object> parameters, Cancellation cancellation) {
    return backend.stream(Guard.check(sql), parameters, cancellation);
  }
}
