package dev.braid.exec;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What all participants' memories of one [Memoize] have in common: the bytes they hold, and what
/// EXPLAIN ANALYZE tells of them.
final class MemoizeCounts {
  private final Memoize node;
  private final MemoryHold memory;
  private final @Nullable Instrumentation instrumentation;
  private long hits;
  private long misses;
  private long evictions;
  private long overflows;
  private long held;
  private long most;

  MemoizeCounts(Memoize node, MemoryHold memory, @Nullable Instrumentation instrumentation) {
    this.node = node;
    this.memory = memory;
    this.instrumentation = instrumentation;
  }

  Memoize node() {
    return node;
  }

  /// @return whether there is room for so many bytes more
  synchronized boolean take(long bytes) {
    if (!memory.tryTake(bytes)) {
      return false;
    }
    held += bytes;
    most = Math.max(most, held);
    return true;
  }

  /// @param keys forgotten
  synchronized void forget(long bytes, long keys) {
    memory.release(bytes);
    held -= bytes;
    evictions += keys;
  }

  synchronized void overflow() {
    overflows++;
  }

  synchronized void count(Participant participant, int looked, int missed, int rows) {
    hits += looked - missed;
    misses += missed;
    if (instrumentation != null) {
      instrumentation.add(node, participant.number(), rows, looked);
      instrumentation
          .of(node)
          .put(
              "Hits",
              String.format(
                  Locale.ROOT,
                  "%d  Misses: %d  Evictions: %d  Overflows: %d  Memory Usage: %dkB",
                  hits,
                  misses,
                  evictions,
                  overflows,
                  (most + 1023) / 1024));
    }
  }
}
