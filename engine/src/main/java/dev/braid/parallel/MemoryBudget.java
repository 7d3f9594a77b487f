package dev.braid.parallel;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Bytes of memory that a query, or all of them together, may hold.
///
/// Operators ask before they grow; those that can go to disk ask with [#tryReserve] and spill when
/// the answer is no. The last eighth is not given to them, so that those that cannot find some.
public final class MemoryBudget {
  private final long limit;
  private final @Nullable MemoryBudget parent;
  private final AtomicLong used = new AtomicLong();
  private final AtomicLong peak = new AtomicLong();
  private final AtomicLong spilled = new AtomicLong();

  /// @param limit in bytes
  /// @param parent a budget that what is taken here counts against too
  public MemoryBudget(long limit, @Nullable MemoryBudget parent) {
    this.limit = limit;
    this.parent = parent;
  }

  /// Takes memory if it is there, for one that can do without.
  public boolean tryReserve(long bytes) {
    return take(bytes, false);
  }

  /// Takes memory if it is there, even the last.
  public boolean tryReserveLast(long bytes) {
    return take(bytes, true);
  }

  private boolean take(long bytes, boolean last) {
    if (parent != null && !parent.take(bytes, last)) {
      return false;
    }
    long now = used.addAndGet(bytes);
    if (now > (last ? limit : limit - limit / 8)) {
      used.addAndGet(-bytes);
      if (parent != null) {
        parent.release(bytes);
      }
      return false;
    }
    peak.accumulateAndGet(now, Math::max);
    return true;
  }

  /// Takes memory that the query cannot do without.
  ///
  /// @throws BraidException 53200 when it is not there
  public void reserve(long bytes, String what) {
    if (!take(bytes, true)) {
      throw new BraidException(SqlState.OUT_OF_MEMORY, "out of memory: " + what)
          .withHint(
              "the budget is %d MB; raise query_memory, or ask for less at once"
                  .formatted(limit >> 20));
    }
  }

  public void release(long bytes) {
    used.addAndGet(-bytes);
    if (parent != null) {
      parent.release(bytes);
    }
  }

  public long used() {
    return used.get();
  }

  /// The most that was ever taken at once.
  public long peak() {
    return peak.get();
  }

  /// Counts bytes that went to disk since memory was short.
  void spill(long bytes) {
    spilled.addAndGet(bytes);
    if (parent != null) {
      parent.spill(bytes);
    }
  }

  /// Bytes that have been written to temporary files so far.
  public long spilled() {
    return spilled.get();
  }

  public long limit() {
    return limit;
  }
}
