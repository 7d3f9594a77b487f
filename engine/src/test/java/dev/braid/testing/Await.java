package dev.braid.testing;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Waits for something to become true, at most 10 seconds.
public final class Await {
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private Await() {}

  /// @throws AssertionError when it does not become true in time
  public static void until(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within " + LONGEST.toSeconds() + " s: " + what);
      }
      try {
        Thread.sleep(10);
      } catch (InterruptedException e) {
        throw new AssertionError("interrupted while waiting for: " + what, e);
      }
    }
  }
}
