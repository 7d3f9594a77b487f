package dev.braid.source.postgres.remote;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.parallel.Cancellation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/// The servers that grant no connection now, while a run holds some of others. For any thread.
final class Refusals {
  /// For so long connections of others are hoped for, of which nothing is known here.
  private static final Duration HOPE = Duration.ofSeconds(2);

  private static final long FIRST_PAUSE_MS = 10;
  private static final long LONGEST_PAUSE_MS = 200;

  private record Refusal(ServerShare share, BraidException error) {}

  private final List<Refusal> all = new ArrayList<>();

  /// @return false for an error that is not a refusal that may end
  synchronized boolean add(ServerShare share, BraidException error) {
    ServerFailure failure = new ServerFailure(share.server, error, false);
    boolean full = error.sqlState().equals(SqlState.TOO_MANY_CONNECTIONS) && failure.isAbsence();
    if (full || share.pool.mayBeGranted(error)) {
      all.add(new Refusal(share, error));
      return true;
    }
    return false;
  }

  synchronized boolean isEmpty() {
    return all.isEmpty();
  }

  /// Waits before the next attempt; not equally long as others do.
  ///
  /// @param waited nanoseconds since the first attempt
  /// @throws BraidException the refusal, when there have been enough attempts
  void pause(int attempt, long waited, ServersRun run) {
    Refusal refusal;
    synchronized (this) {
      refusal = all.getFirst();
    }
    Duration longest =
        refusal.share().pool.mayBeGranted(refusal.error())
            ? refusal.share().pool.acquireTimeout()
            : HOPE;
    if (waited > longest.toNanos()) {
      throw ServerErrors.of(run.servers, refusal.share().server, refusal.error());
    }
    long most = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS << Math.min(attempt, 10));
    long pause = 1 + ThreadLocalRandom.current().nextLong(most);
    try (Cancellation.Registration _ = run.opening().interruptOnCancel()) {
      TimeUnit.MILLISECONDS.sleep(pause);
    } catch (InterruptedException e) {
      run.opening().check();
      Thread.currentThread().interrupt();
      throw new BraidException(
          SqlState.QUERY_CANCELED, "interrupted while waiting for a connection");
    }
  }
}
