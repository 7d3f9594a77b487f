package dev.braid.jdbc;

import dev.braid.parallel.Cancellation;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Stops a statement that is not over in time: its last row read, or its result closed.
final class StatementClock implements AutoCloseable {
  private final @Nullable Thread thread;

  private StatementClock(@Nullable Thread thread) {
    this.thread = thread;
  }

  /// @param seconds 0 for all the time in the world
  static StatementClock start(int seconds, Cancellation cancellation) {
    if (seconds == 0) {
      return new StatementClock(null);
    }
    return new StatementClock(
        Thread.ofVirtual()
            .name("braid-query-timeout")
            .start(
                () -> {
                  try {
                    Thread.sleep(Duration.ofSeconds(seconds));
                    cancellation.cancel(SqlErrors.TIMED_OUT);
                  } catch (InterruptedException e) {
                    // The statement is over.
                  }
                }));
  }

  @Override
  public void close() {
    if (thread != null) {
      thread.interrupt();
    }
  }
}
