package dev.braid.batch;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/// A batch under way.
public interface RunningBatch {
  /// One future per query, in order. A future always completes with an [Outcome], never
  /// exceptionally.
  List<CompletableFuture<Outcome>> outcomes();

  /// Completes when every query has its outcome.
  CompletableFuture<BatchResult> result();

  /// Cancels what is not finished, on the servers too. The cancelled queries' outcomes say
  /// `reason`. Returns at once.
  void cancel(String reason);

  /// Waits for the whole batch. When the waiting thread is interrupted, the batch is cancelled and
  /// what it has is returned (the interrupt stays set).
  BatchResult await();
}
