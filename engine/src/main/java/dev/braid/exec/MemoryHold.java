package dev.braid.exec;

import dev.braid.parallel.MemoryBudget;
import java.util.concurrent.atomic.AtomicLong;

/// What one node has taken from the query's memory, given back at the end at the latest. For all
/// participants together.
///
/// Its first bytes come from the part of the budget that is kept for those who need it: a node that
/// got nothing at all would go to disk row by row.
final class MemoryHold implements AutoCloseable {
  private static final long MOST_FIRST = 4 << 20;

  private final MemoryBudget budget;
  private final long first;
  private final AtomicLong held = new AtomicLong();
  private final AtomicLong peak = new AtomicLong();

  MemoryHold(MemoryBudget budget) {
    this.budget = budget;
    this.first = Math.min(MOST_FIRST, budget.limit() / 64);
  }

  boolean tryTake(long bytes) {
    if (bytes > 0) {
      boolean isFirst = held.get() + bytes <= first;
      if (!(isFirst ? budget.tryReserveLast(bytes) : budget.tryReserve(bytes))) {
        return false;
      }
    }
    peak.accumulateAndGet(held.addAndGet(bytes), Math::max);
    if (bytes < 0) {
      budget.release(-bytes);
    }
    return true;
  }

  void take(long bytes, String what) {
    budget.reserve(bytes, what);
    peak.accumulateAndGet(held.addAndGet(bytes), Math::max);
  }

  /// The most that was held at once.
  long peak() {
    return peak.get();
  }

  void release(long bytes) {
    boolean _ = tryTake(-bytes);
  }

  @Override
  public void close() {
    budget.release(held.getAndSet(0));
  }
}
