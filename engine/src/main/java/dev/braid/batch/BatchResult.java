package dev.braid.batch;

import java.util.List;

/// The combined answer of a batch.
///
/// @param outcomes in the order of the queries
/// @param totalExecutionTimeMs from the batch's start to its last outcome
public record BatchResult(List<Outcome> outcomes, double totalExecutionTimeMs) {
  public BatchResult {
    outcomes = List.copyOf(outcomes);
  }

  public int total() {
    return outcomes.size();
  }

  public int successful() {
    return (int) outcomes.stream().filter(Outcome::success).count();
  }

  public int failed() {
    return total() - successful();
  }

  /// What the same queries cost one after another: the sum of their own times.
  public double sequentialTimeMs() {
    return outcomes.stream().mapToDouble(Outcome::executionTimeMs).sum();
  }

  /// How many times faster than one after another; 1 for an empty or instant batch.
  public double speedup() {
    return totalExecutionTimeMs <= 0 ? 1 : Math.max(1, sequentialTimeMs() / totalExecutionTimeMs);
  }
}
