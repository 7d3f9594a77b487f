package dev.braid.source.postgres;

import java.util.Arrays;

/// The last 2048 waits for a connection, for percentiles. Adding is one write under a lock; reading
/// sorts a copy.
final class WaitTimes {
  private static final int KEPT = 2048;

  private final long[] nanos = new long[KEPT];
  private long count;

  synchronized void add(long waited) {
    nanos[(int) (count++ % KEPT)] = waited;
  }

  synchronized long count() {
    return count;
  }

  /// Milliseconds at the median, the 99th percentile and the maximum.
  double[] percentiles() {
    long[] sorted;
    synchronized (this) {
      sorted = Arrays.copyOf(nanos, (int) Math.min(count, KEPT));
    }
    if (sorted.length == 0) {
      return new double[3];
    }
    Arrays.sort(sorted);
    return new double[] {
      sorted[(sorted.length - 1) / 2] / 1e6,
      sorted[(int) Math.ceil(sorted.length * 0.99) - 1] / 1e6,
      sorted[sorted.length - 1] / 1e6
    };
  }
}
