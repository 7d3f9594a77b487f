package dev.braid.batch;

import dev.braid.error.BraidException;
import dev.braid.result.Failure;
import dev.braid.result.Result;
import org.jspecify.annotations.Nullable;

/// What became of one query of a batch: a result or a failure, never both.
///
/// @param index from 1, the query's place in the batch
/// @param label the caller's, or "Query N"
/// @param datasetId null when no such dataset is known
/// @param datasetName the dataset's name, or what the caller called it
/// @param executionTimeMs from the moment the query had its connection to its last row; 0 when it
///   never ran
/// @param waitTimeMs waiting for its turn and a connection
/// @param cancelled whether it failed because the batch was cancelled or its deadline passed
public record Outcome(
    int index,
    String label,
    String query,
    @Nullable Integer datasetId,
    String datasetName,
    @Nullable Result result,
    @Nullable Failure error,
    double executionTimeMs,
    double waitTimeMs,
    boolean cancelled) {
  public boolean success() {
    return result != null;
  }

  /// The result.
  ///
  /// @throws BraidException the query's own failure, when it has one
  public Result orThrow() {
    if (result != null) {
      return result;
    }
    if (error == null) {
      throw new IllegalStateException("an outcome without result or error");
    }
    throw new BraidException(
        error.sqlState(), error.message(), error.position(), error.detail(), error.hint(), null);
  }
}
