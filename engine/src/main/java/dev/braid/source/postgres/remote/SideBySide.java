package dev.braid.source.postgres.remote;

import java.util.Collection;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/// Something that waits for servers, done for several at the same time.
final class SideBySide {
  private SideBySide() {}

  /// Returns when all of it is done.
  ///
  /// @param work that does not throw
  static <T> void run(Collection<T> all, Consumer<T> work) {
    if (all.size() == 1) {
      work.accept(all.iterator().next());
      return;
    }
    CountDownLatch done = new CountDownLatch(all.size());
    for (T each : all) {
      Thread.ofVirtual()
          .name("braid-remote")
          .start(
              () -> {
                try {
                  work.accept(each);
                } finally {
                  done.countDown();
                }
              });
    }
    await(done);
  }

  private static void await(CountDownLatch latch) {
    boolean interrupted = false;
    while (true) {
      try {
        latch.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
