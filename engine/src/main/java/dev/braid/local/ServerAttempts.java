package dev.braid.local;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.parallel.Cancellation;
import dev.braid.source.postgres.remote.ServerFailure;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/// A statement over servers. It only reads, and nobody has seen a row of it yet when it is asked
/// whether to go on: so it is tried anew, a few times and soon, after a connection was lost, or a
/// server refused it for the sake of others (40001, 40P01).
///
/// Once more when a table seems to have been altered since it was looked up. And where a partial
/// answer is allowed, without a server that cannot be had.
final class ServerAttempts implements Attempted {
  private static final int MOST_RETRIES = 2;

  /// What takes longer is not tried more than once more.
  private static final long SOON_NANOS = Duration.ofSeconds(5).toNanos();

  private static final long PAUSE_MS = 50;

  private final ServersBackend backend;
  private final Cancellation cancellation;
  private final boolean partial;
  private final Map<Integer, BraidException> missing;
  private final long start = System.nanoTime();
  private int retries;
  private boolean refreshed;

  /// @param partial whether servers may be left out
  ServerAttempts(ServersBackend backend, boolean partial, Cancellation cancellation) {
    this.backend = backend;
    this.partial = partial;
    this.cancellation = cancellation;
    this.missing = partial ? backend.lookups().lost() : new TreeMap<>();
  }

  @Override
  public LocalStatement prepare() {
    return backend.statement(missing, cancellation);
  }

  @Override
  public boolean mayEndBetter(BraidException failure, int attempts) {
    if (cancellation.isCancelled()) {
      return false;
    }
    ServerFailure of = ServerFailure.of(failure);
    if (of == null ? isUnknownName(failure) : of.isOutdated()) {
      boolean again = !refreshed && backend.lookups().forget(start);
      refreshed = true;
      return again;
    }
    if (of == null) {
      return false;
    }
    if (of.isPassing() && isSoon(failure)) {
      retries++;
      return pause();
    }
    return partial && of.isAbsence() && leaveOut(of.server(), failure);
  }

  /// Whether it may be something that has been there only for a moment.
  private static boolean isUnknownName(BraidException failure) {
    return failure.sqlState().equals(SqlState.UNDEFINED_TABLE)
        || failure.sqlState().equals(SqlState.UNDEFINED_COLUMN);
  }

  private boolean isSoon(BraidException failure) {
    if (System.nanoTime() - start < SOON_NANOS) {
      return retries < MOST_RETRIES;
    }
    // A server that has not answered for so long will not a moment later.
    return retries < 1 && !failure.sqlState().equals(SqlState.CANNOT_CONNECT);
  }

  private boolean leaveOut(int server, BraidException failure) {
    if (missing.size() + 1 >= backend.servers() || missing.putIfAbsent(server, failure) != null) {
      return false;
    }
    backend.lookups().lost(server, failure);
    return true;
  }

  /// @return false when cancelled meanwhile
  private boolean pause() {
    try (Cancellation.Registration _ = cancellation.interruptOnCancel()) {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MS << 2 * (retries - 1));
      return true;
    } catch (InterruptedException e) {
      if (!cancellation.isCancelled()) {
        Thread.currentThread().interrupt();
      }
      return false;
    }
  }
}
