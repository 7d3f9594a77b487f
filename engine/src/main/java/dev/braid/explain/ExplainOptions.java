package dev.braid.explain;

/// What EXPLAIN was asked to show.
///
/// @param analyze run the statement and show what happened
/// @param verbose show output columns and each worker's part
/// @param costs show estimates
/// @param timing show times of nodes; only with `analyze`
/// @param summary show the times of planning and execution
/// @param buffers show what scans have read from the cache and from files; only with `analyze`
/// @param json FORMAT JSON
public record ExplainOptions(
    boolean analyze,
    boolean verbose,
    boolean costs,
    boolean timing,
    boolean summary,
    boolean buffers,
    boolean json) {
  public static final ExplainOptions DEFAULT =
      new ExplainOptions(false, false, true, true, false, true, false);
}
