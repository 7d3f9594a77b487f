package dev.braid.local;

/// What the engine behind all folder datasets holds.
///
/// @param threads worker threads there may be
/// @param started worker threads there are
/// @param memoryUsed bytes that running queries hold
/// @param memoryPeak the most they ever held
/// @param memoryLimit what they may hold
/// @param cacheUsed bytes of decoded columns that are kept
/// @param cacheLimit how many of them may be kept
public record EngineStatistics(
    int threads,
    int started,
    long memoryUsed,
    long memoryPeak,
    long memoryLimit,
    long cacheUsed,
    long cacheLimit) {}
