package dev.braid.source.postgres;

import dev.braid.parallel.Cancellation;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.jdbc.PgConnection;

/// A statement that a [Cancellation] can reach on the server.
///
/// A cancel request travels on a connection of its own and may come before the server has begun the
/// statement, when it has no effect. So it is repeated until the statement's run is closed; a
/// server that does not answer for 10 seconds loses its connection.
final class RunningStatement implements AutoCloseable {
  private static final long FIRST_PAUSE_MS = 5;
  private static final long LONGEST_PAUSE_MS = 500;
  private static final long GIVE_UP_MS = 10_000;

  private final PgConnection connection;
  private final CountDownLatch finished = new CountDownLatch(1);
  private final Cancellation.Registration registration;
  private volatile @Nullable Thread canceller;
  private volatile int requests;

  RunningStatement(PgConnection connection, Cancellation cancellation) {
    this.connection = connection;
    this.registration =
        cancellation.onCancel(
            () -> canceller = Thread.ofVirtual().name("braid-cancel").start(this::cancel));
  }

  private void cancel() {
    long start = System.nanoTime();
    long pause = FIRST_PAUSE_MS;
    try {
      for (int sent = 1; finished.getCount() > 0; sent++) {
        requests = sent;
        // Not the statement's own cancel: that does nothing a second time, nor during a fetch.
        connection.cancelQuery();
        if (finished.await(pause, TimeUnit.MILLISECONDS)) {
          return;
        }
        pause = Math.min(2 * pause, LONGEST_PAUSE_MS);
        if (System.nanoTime() - start > TimeUnit.MILLISECONDS.toNanos(GIVE_UP_MS)) {
          connection.abort(Runnable::run);
          return;
        }
      }
    } catch (SQLException | InterruptedException e) {
      abort();
    }
  }

  /// The cancel request itself failed: without it only the connection's end stops the statement.
  private void abort() {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      // The connection is closed already, which is what was wanted.
      return;
    }
  }

  /// Closes, and waits for a cancel request that is just being sent. The server has each of them
  /// before its sender goes on, unless there is a pooler in between.
  ///
  /// @return how many were sent
  int settle() {
    close();
    Thread sender = canceller;
    boolean interrupted = false;
    while (sender != null && sender.isAlive()) {
      try {
        sender.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return requests;
  }

  @Override
  public void close() {
    registration.close();
    finished.countDown();
  }
}
