package dev.braid.exec;

import dev.braid.parallel.MemoryBudget;
import java.util.concurrent.atomic.AtomicLong;

/// What one node has taken from the query's memory, given back at the end at the latest. For all
/// participants together.
final class MemoryHold implements AutoCloseable {
  private final MemoryBudget budget;
  private final AtomicLong held = new AtomicLong();

  MemoryHold(MemoryBudget budget) {
    this.budget = budget;
  }

  boolean tryTake(long bytes) {
    if (bytes > 0 && !budget.tryReserve(bytes)) {
      return false;
    }
    held.addAndGet(bytes);
    if (bytes < 0) {
      budget.release(-bytes);
    }
    return true;
  }

  void take(long bytes, String what) {
    budget.reserve(bytes, what);
    held.addAndGet(bytes);
  }

  void release(long bytes) {
    boolean _ = tryTake(-bytes);
  }

  @Override
  public void close() {
    budget.release(held.getAndSet(0));
  }
}
