package dev.braid.catalog;

import java.time.Duration;

/// How one dataset's connection pool behaves.
///
/// @param min connections kept open while the pool is in use
/// @param max connections at most; also the most queries of this dataset that run at once
/// @param idleTimeout an idle connection above `min` is closed after this
/// @param connectTimeout longest wait for the server to accept one connection
/// @param queryTimeout longest run of one statement, enforced by the server (`statement_timeout`)
/// @param acquireTimeout longest wait for a free connection
/// @param maxLifetime a connection is replaced after this, at its next return
/// @param maxQueries a connection is replaced after so many queries; 0 for no limit
/// @param maxWaiting callers that may wait for a connection at once; one more is refused
public record PoolSettings(
    int min,
    int max,
    Duration idleTimeout,
    Duration connectTimeout,
    Duration queryTimeout,
    Duration acquireTimeout,
    Duration maxLifetime,
    long maxQueries,
    int maxWaiting) {
  public static final PoolSettings DEFAULT =
      new PoolSettings(
          2,
          10,
          Duration.ofSeconds(300),
          Duration.ofSeconds(30),
          Duration.ofSeconds(60),
          Duration.ofSeconds(30),
          Duration.ofMinutes(30),
          0,
          1000);
}
