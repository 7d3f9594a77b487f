package dev.braid.parallel;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// Independent tasks done by the calling thread and, as far as there are any free, workers.
public final class Tasks {
  private final @Nullable Workers workers;
  private final int most;

  /// @param most workers beside the calling thread
  public Tasks(Workers workers, int most) {
    this.workers = workers;
    this.most = most;
  }

  private Tasks() {
    this.workers = null;
    this.most = 0;
  }

  /// All by the calling thread.
  public static Tasks serial() {
    return new Tasks();
  }

  /// Returns when all are done. After an error no further task begins, and it is thrown here.
  ///
  /// @param task is given the task's number, from 0
  public void forEach(int count, IntConsumer task) {
    int slots = Math.min(most, count - 1);
    if (workers == null || slots <= 0) {
      for (int i = 0; i < count; i++) {
        task.accept(i);
      }
      return;
    }
    AtomicInteger next = new AtomicInteger();
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    Workers.Job job =
        _ -> {
          int number = failure.get() != null ? count : next.getAndIncrement();
          if (number >= count) {
            return false;
          }
          try {
            task.accept(number);
            return true;
          } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e);
            return false;
          }
        };
    Workers.Offer offer = workers.offer(job, 1, slots);
    try {
      while (job.turn(0)) {}
    } finally {
      offer.finish();
    }
    switch (failure.get()) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException(e);
    }
  }
}
