package dev.braid.bench;

import java.util.Arrays;

/// Times of repeated runs, in milliseconds.
public final class Sample {
  private final double[] sorted;

  public Sample(double[] milliseconds) {
    this.sorted = milliseconds.clone();
    Arrays.sort(sorted);
  }

  public double median() {
    return percentile(50);
  }

  public double max() {
    return sorted[sorted.length - 1];
  }

  public double percentile(double p) {
    return sorted[(int) Math.ceil(sorted.length * p / 100) - 1];
  }

  /// What is timed may throw anything.
  @FunctionalInterface
  public interface Run {
    void run() throws Exception;
  }

  /// A run that times itself, in milliseconds.
  @FunctionalInterface
  public interface TimedRun {
    double run() throws Exception;
  }

  /// So many runs that time themselves, after so many that do not count.
  public static Sample ofTimed(int warmUp, int runs, TimedRun run) throws Exception {
    double[] times = new double[runs];
    for (int i = -warmUp; i < runs; i++) {
      double time = run.run();
      if (i >= 0) {
        times[i] = time;
      }
    }
    return new Sample(times);
  }

  /// Times so many runs after so many that do not count.
  public static Sample of(int warmUp, int runs, Run run) throws Exception {
    for (int i = 0; i < warmUp; i++) {
      run.run();
    }
    double[] times = new double[runs];
    for (int i = 0; i < runs; i++) {
      long start = System.nanoTime();
      run.run();
      times[i] = (System.nanoTime() - start) / 1e6;
    }
    return new Sample(times);
  }
}
