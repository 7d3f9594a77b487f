package dev.braid.source;

import java.util.concurrent.atomic.AtomicLong;

/// Bytes that several results share. Whoever comes first takes; only what turns out not to be part
/// of any answer is given back.
public final class ByteBudget {
  private final long total;
  private final AtomicLong left;

  public ByteBudget(long bytes) {
    this.total = bytes;
    this.left = new AtomicLong(bytes);
  }

  /// Takes so many bytes, or none when fewer are left.
  public boolean tryTake(long bytes) {
    long now = left.get();
    while (now >= bytes) {
      if (left.compareAndSet(now, now - bytes)) {
        return true;
      }
      now = left.get();
    }
    return false;
  }

  /// Gives back what was taken for an answer that nobody gets.
  public void giveBack(long bytes) {
    left.addAndGet(bytes);
  }

  public long total() {
    return total;
  }

  public long left() {
    return left.get();
  }
}
