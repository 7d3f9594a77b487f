package dev.braid.server.mcp.http;

import dev.braid.server.mcp.ServeOptions;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which names this server answers to, and which web pages may ask.
///
/// A page that has its own name resolve to 127.0.0.1 (DNS rebinding) still sends that name as
/// `Host`, and every page sends its `Origin`.
final class AllowList {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final Set<String> ALL_ADDRESSES = Set.of("0.0.0.0", "::", "[::]");

  private final boolean anyHost;
  private final Set<String> hosts = new HashSet<>(LOOPBACK);
  private final Set<String> origins = new HashSet<>();

  AllowList(ServeOptions options) {
    anyHost = options.allowedHosts().isEmpty() && ALL_ADDRESSES.contains(options.host());
    hosts.add(lower(inUrl(options.host())));
    options.allowedHosts().forEach(host -> hosts.add(lower(host)));
    options.allowedOrigins().forEach(origin -> origins.add(lower(origin)));
  }

  /// @param host the `Host` header, with or without a port
  boolean allowsHost(@Nullable String host) {
    return anyHost || (host != null && hosts.contains(lower(withoutPort(host))));
  }

  /// @param origin the `Origin` header; only browsers send one
  boolean allowsOrigin(@Nullable String origin) {
    return origin == null || origins.contains(lower(origin)) || isLoopback(origin);
  }

  /// A host as URLs and `Host` headers have it: an IPv6 address in brackets.
  static String inUrl(String host) {
    return host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
  }

  private static boolean isLoopback(String origin) {
    try {
      String host = new URI(origin).getHost();
      return host != null && LOOPBACK.contains(lower(host));
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static String withoutPort(String host) {
    int colon = host.lastIndexOf(':');
    return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
  }

  private static String lower(String text) {
    return text.strip().toLowerCase(Locale.ROOT);
  }
}
