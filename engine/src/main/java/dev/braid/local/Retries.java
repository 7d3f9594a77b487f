package dev.braid.local;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.parallel.Cancellation;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// How often a statement is sent once more to servers that may answer it then: a few times, and
/// soon.
final class Retries {
  private static final int MOST = 2;

  /// What takes longer is not tried more than once more.
  private static final long SOON_NANOS = Duration.ofSeconds(5).toNanos();

  private static final long PAUSE_MS = 50;

  private final Cancellation cancellation;
  private final long start = System.nanoTime();
  private int retries;

  Retries(Cancellation cancellation) {
    this.cancellation = cancellation;
  }

  /// When the statement began, as [System#nanoTime] has it.
  long start() {
    return start;
  }

  /// Whether to try once more, after a pause.
  boolean again(BraidException failure) {
    if (cancellation.isCancelled() || !isSoon(failure)) {
      return false;
    }
    retries++;
    return pause();
  }

  private boolean isSoon(BraidException failure) {
    if (System.nanoTime() - start < SOON_NANOS) {
      return retries < MOST;
    }
    // A server that has not answered for so long will not a moment later.
    return retries < 1 && !failure.sqlState().equals(SqlState.CANNOT_CONNECT);
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
