package dev.braid.server.mcp;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How Braid is served.
///
/// @param host address to listen on; one that is not a loopback needs a token
/// @param port 0 for any free one
/// @param tokens bearer tokens; empty lets in everyone who can reach the address
/// @param allowedHosts names a request's `Host` may have, besides those of the loopback and `host`
///   itself. Empty while listening on all addresses: any, since there a token guards
/// @param allowedOrigins web origins that may ask, besides those of the loopback
/// @param requestsPerMinute by each token, or by each address without one
/// @param maxConcurrent requests at once, and event streams at once
/// @param maxRequestBytes of one message
/// @param heartbeat how often a waiting client is written to, which is how its going away is
///   noticed
/// @param grace how long requests under way may take to end when the server closes
/// @param audit file the audit log is appended to; null for the logger `braid.audit`
public record ServeOptions(
    String host,
    int port,
    Tokens tokens,
    Set<String> allowedHosts,
    Set<String> allowedOrigins,
    int requestsPerMinute,
    int maxConcurrent,
    int maxRequestBytes,
    Duration heartbeat,
    Duration grace,
    @Nullable Path audit) {
  public static final ServeOptions DEFAULT =
      new ServeOptions(
          "127.0.0.1",
          8080,
          Tokens.NONE,
          Set.of(),
          Set.of(),
          300,
          64,
          1024 * 1024,
          Duration.ofSeconds(1),
          Duration.ofSeconds(5),
          null);

  public ServeOptions {
    allowedHosts = Set.copyOf(allowedHosts);
    allowedOrigins = Set.copyOf(allowedOrigins);
  }

  /// The defaults with the tokens of `BRAID_TOKEN`.
  public static ServeOptions fromEnvironment(Map<String, String> environment) {
    return DEFAULT.withTokens(Tokens.parse(environment.get("BRAID_TOKEN")));
  }

  public ServeOptions withAddress(String newHost, int newPort) {
    return new ServeOptions(
        newHost,
        newPort,
        tokens,
        allowedHosts,
        allowedOrigins,
        requestsPerMinute,
        maxConcurrent,
        maxRequestBytes,
        heartbeat,
        grace,
        audit);
  }

  public ServeOptions withTokens(Tokens value) {
    return new ServeOptions(
        host,
        port,
        value,
        allowedHosts,
        allowedOrigins,
        requestsPerMinute,
        maxConcurrent,
        maxRequestBytes,
        heartbeat,
        grace,
        audit);
  }

  public ServeOptions withAllowed(Set<String> hosts, Set<String> origins) {
    return new ServeOptions(
        host,
        port,
        tokens,
        hosts,
        origins,
        requestsPerMinute,
        maxConcurrent,
        maxRequestBytes,
        heartbeat,
        grace,
        audit);
  }

  public ServeOptions withCaps(int newRequestsPerMinute, int newMaxConcurrent, int newMaxBytes) {
    return new ServeOptions(
        host,
        port,
        tokens,
        allowedHosts,
        allowedOrigins,
        newRequestsPerMinute,
        newMaxConcurrent,
        newMaxBytes,
        heartbeat,
        grace,
        audit);
  }

  public ServeOptions withTimes(Duration newHeartbeat, Duration newGrace) {
    return new ServeOptions(
        host,
        port,
        tokens,
        allowedHosts,
        allowedOrigins,
        requestsPerMinute,
        maxConcurrent,
        maxRequestBytes,
        newHeartbeat,
        newGrace,
        audit);
  }

  public ServeOptions withAudit(@Nullable Path file) {
    return new ServeOptions(
        host,
        port,
        tokens,
        allowedHosts,
        allowedOrigins,
        requestsPerMinute,
        maxConcurrent,
        maxRequestBytes,
        heartbeat,
        grace,
        file);
  }
}
