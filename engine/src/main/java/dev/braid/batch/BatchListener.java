package dev.braid.batch;

/// Hears of a batch's queries as they start and finish. Called from the queries' own threads, one
/// call at a time.
public interface BatchListener {
  BatchListener NONE = new BatchListener() {};

  /// A query has its turn and is about to ask for a connection.
  default void started(int index, String label) {}

  /// A query has its outcome. `finished` of `total` queries now have one.
  default void completed(Outcome outcome, int finished, int total) {}
}
