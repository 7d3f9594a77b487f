package dev.braid.server.mcp.tool;

/// Told how far a call has come.
@FunctionalInterface
public interface Progress {
  /// For callers that did not ask to be told.
  Progress NONE = (finished, total, message) -> {};

  /// `finished` of `total` parts are done. May block while the caller is slow to listen.
  void report(int finished, int total, String message);
}
