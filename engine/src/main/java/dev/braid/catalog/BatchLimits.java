package dev.braid.catalog;

/// What one batch may hold and use.
///
/// @param maxQueries queries in one batch
/// @param concurrency queries of one batch that run at once
/// @param bytes bytes of all results and error texts of one batch together
public record BatchLimits(int maxQueries, int concurrency, long bytes) {
  public static final BatchLimits DEFAULT = new BatchLimits(30, 10, 1024 * 1024);
}
