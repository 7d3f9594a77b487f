package dev.braid.bench.tpch;

import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// What two threads of this machine are worth beside one, for work that shares nothing: no more can
/// be had from a second process. Two processors of a virtual machine may at times be two threads of
/// one core, which only work that keeps a core's units busy can tell.
final class TwoCores implements AutoCloseable {
  private static final int STEPS = 1_000_000;

  private final ExecutorService other = Executors.newSingleThreadExecutor();
  private volatile long unused;

  /// The time of two pieces of work one after the other by their time side by side.
  double gain() throws Exception {
    long start = System.nanoTime();
    unused = work(1) + work(2);
    long middle = System.nanoTime();
    Future<Long> beside = other.submit(() -> work(1));
    unused = work(2) + beside.get();
    long end = System.nanoTime();
    return (double) (middle - start) / (end - middle);
  }

  /// Chains of numbers that do not wait for each other.
  private static long work(long seed) {
    long[] chains = new long[8];
    Arrays.setAll(chains, i -> seed + i);
    for (int step = 0; step < STEPS; step++) {
      for (int i = 0; i < chains.length; i++) {
        long number = chains[i];
        number ^= number << 13;
        number ^= number >>> 7;
        number ^= number << 17;
        chains[i] = number;
      }
    }
    return chains[0] ^ chains[7];
  }

  @Override
  public void close() {
    other.shutdown();
  }
}
