package dev.braid.batch;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.parallel.Cancellation;
import dev.braid.source.BackendSession;
import dev.braid.source.postgres.PostgresPool;
import dev.braid.source.postgres.ReadOnlySession;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/// Sessions that all see one snapshot of one server.
///
/// All are taken at once before the first query: the first exports its snapshot, the others import
/// it, and from then on they are equal. A session that is lost cannot be replaced, since its
/// exporter may be gone; the others go on.
final class SnapshotSessions implements Sessions {
  private final PostgresPool pool;
  private final int capacity;
  private final BlockingQueue<ReadOnlySession> free = new LinkedBlockingQueue<>();
  private final List<ReadOnlySession> held = new ArrayList<>();
  private boolean begun;
  private int alive;
  private @Nullable BraidException failure;

  /// @param wished sessions, at most as many as there are queries
  SnapshotSessions(PostgresPool pool, int wished) {
    this.pool = pool;
    this.capacity = Math.min(wished, pool.dataset().pool().max());
  }

  @Override
  public int capacity() {
    return capacity;
  }

  @Override
  public ReadOnlySession take(Cancellation cancellation) {
    begin(cancellation);
    try (Cancellation.Registration _ = cancellation.interruptOnCancel()) {
      ReadOnlySession session = free.take();
      if (session.isInDoubt()) {
        free.add(session); // for the next one who waits
        throw lost();
      }
      return session;
    } catch (InterruptedException e) {
      cancellation.check();
      throw new BraidException(SqlState.QUERY_CANCELED, "interrupted");
    }
  }

  private synchronized void begin(Cancellation cancellation) {
    if (failure != null) {
      throw failure;
    }
    if (begun) {
      return;
    }
    try {
      held.addAll(pool.acquire(capacity, cancellation));
      String snapshot = held.getFirst().exportSnapshot();
      for (ReadOnlySession session : held.subList(1, held.size())) {
        session.importSnapshot(snapshot);
      }
    } catch (RuntimeException e) {
      failure =
          e instanceof BraidException refused
              ? refused
              : new BraidException(
                  SqlState.INTERNAL_ERROR, "the snapshot failed: " + e, 0, null, null, e);
      throw failure;
    }
    begun = true;
    alive = held.size();
    free.addAll(held);
  }

  @Override
  public synchronized void giveBack(BackendSession lent) {
    ReadOnlySession session = (ReadOnlySession) lent;
    // The last lost session stays in the queue, so that whoever waits hears of it.
    if (!session.isInDoubt() || --alive == 0) {
      free.add(session);
    }
  }

  private static BraidException lost() {
    return new BraidException(
            SqlState.CONNECTION_FAILURE, "all connections that saw the batch's snapshot are lost")
        .withHint("run the batch again");
  }

  @Override
  public synchronized void close() {
    held.forEach(ReadOnlySession::close);
    held.clear();
  }
}
