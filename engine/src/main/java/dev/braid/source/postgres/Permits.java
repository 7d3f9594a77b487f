package dev.braid.source.postgres;

import dev.braid.catalog.Dataset;
import dev.braid.catalog.PoolSettings;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.parallel.Cancellation;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// One permit for each connection that a pool may have: whoever waits comes first in, first out,
/// and several are given all or nothing.
final class Permits {
  private final Dataset dataset;
  private final PoolSettings settings;
  private final Semaphore semaphore;
  private final AtomicLong timeouts = new AtomicLong();

  Permits(Dataset dataset) {
    this.dataset = dataset;
    this.settings = dataset.pool();
    this.semaphore = new Semaphore(settings.max(), true);
  }

  /// Permits that nobody has.
  int free() {
    return semaphore.availablePermits();
  }

  /// Callers that wait.
  int waiting() {
    return semaphore.getQueueLength();
  }

  /// How often somebody waited in vain.
  long timeouts() {
    return timeouts.get();
  }

  /// @throws BraidException 53300 when they did not become free in time or too many wait; 57014
  ///   when cancelled
  void take(int count, long deadline, Cancellation cancellation) {
    try (Cancellation.Registration _ = cancellation.interruptOnCancel()) {
      // Asked with a timeout of nothing, not without one: that would overtake those who wait.
      if (semaphore.tryAcquire(count, 0, TimeUnit.NANOSECONDS)) {
        return;
      }
      if (waiting() >= settings.maxWaiting()) {
        throw new BraidException(
                SqlState.TOO_MANY_CONNECTIONS,
                "dataset \"%s\": %d callers already wait for a connection"
                    .formatted(dataset.name(), waiting()))
            .withHint("ask again later, or raise pool.max_waiting");
      }
      if (!semaphore.tryAcquire(count, deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        throw timedOut();
      }
    } catch (InterruptedException e) {
      throw interrupted(cancellation);
    }
  }

  /// Takes one if nobody has to be waited for.
  boolean takeNow() {
    try {
      return semaphore.tryAcquire(1, 0, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  void giveBack(int count) {
    semaphore.release(count);
  }

  private BraidException timedOut() {
    timeouts.incrementAndGet();
    return new BraidException(
            SqlState.TOO_MANY_CONNECTIONS,
            "dataset \"%s\": no connection became free within %s (all %d in use, %d callers waiting)"
                .formatted(
                    dataset.name(), words(settings.acquireTimeout()), settings.max(), waiting()))
        .withHint("raise pool.max or pool.acquire_timeout, or run fewer queries at once");
  }

  private static String words(Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? duration.toSeconds() + " s"
        : duration.toMillis() + " ms";
  }

  /// Why a thread that waited for a connection was interrupted.
  static BraidException interrupted(Cancellation cancellation) {
    BraidException error = cancellation.error();
    if (error != null) {
      return error;
    }
    Thread.currentThread().interrupt();
    return new BraidException(
        SqlState.QUERY_CANCELED, "interrupted while waiting for a connection");
  }
}
