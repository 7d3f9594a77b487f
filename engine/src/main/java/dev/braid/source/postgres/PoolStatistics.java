package dev.braid.source.postgres;

/// A pool at one moment. `created - discarded = total = idle + active`.
///
/// @param safe the server's address without password
/// @param created connections ever opened
/// @param idle open and free
/// @param active open and lent
/// @param total open
/// @param waiting callers waiting for a connection
/// @param discarded connections closed, for whatever reason
/// @param timeouts callers that gave up waiting
/// @param acquired times a connection was lent
/// @param acquireP50Ms median wait for a connection over the last 2048 acquisitions, milliseconds
/// @param acquireP99Ms 99th percentile of the same
/// @param acquireMaxMs longest of the same
public record PoolStatistics(
    int datasetId,
    String datasetName,
    String safe,
    int min,
    int max,
    long created,
    int idle,
    int active,
    int total,
    int waiting,
    long discarded,
    long timeouts,
    long acquired,
    double acquireP50Ms,
    double acquireP99Ms,
    double acquireMaxMs) {}
