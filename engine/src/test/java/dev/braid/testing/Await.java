package dev.braid.testing;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Waits for something to become true, at most 10 seconds where nothing else is said.
public final class Await {
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private Await() {}

  /// @throws AssertionError when it does not become true in time
  public static void until(String what, BooleanSupplier condition) {
    until(what, LONGEST, condition);
  }

  /// As [#until], for what another process has to do on a busy machine.
  ///
  /// @throws AssertionError when it does not become true in time
  public static void until(String what, Duration longest, BooleanSupplier condition) {
    long end = System.nanoTime() + longest.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within " + longest.toSeconds() + " s: " + what);
      }
      try {
        Thread.sleep(10);
      } catch (InterruptedException e) {
        throw new AssertionError("interrupted while waiting for: " + what, e);
      }
    }
  }
}
