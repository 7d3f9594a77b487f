package dev.braid.result;

/// Why a result holds fewer rows than the statement would have returned.
///
/// @param reason which limit cut it
/// @param limit the limit's value: rows or bytes
/// @param message a sentence that says so and how to narrow the query
public record Truncation(Reason reason, long limit, String message) {
  /// The limits that can cut a result.
  public enum Reason {
    /// The row cap of raw (not aggregated) results.
    RAW_ROWS,
    /// The row cap of aggregated results.
    AGGREGATED_ROWS,
    /// The byte cap of one query.
    QUERY_BYTES,
    /// The byte cap that all queries of a batch share.
    BATCH_BYTES
  }
}
