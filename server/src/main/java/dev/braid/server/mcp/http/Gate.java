package dev.braid.server.mcp.http;

import dev.braid.server.mcp.ServeOptions;
import dev.braid.server.mcp.Tokens;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Lets a request in or says why not: 403 for a wrong host or origin, 401 without a token, 429 when
/// there were too many, 503 while closing. What passes carries who it is from.
final class Gate extends HttpFilter {
  /// The request attribute that says who asks.
  static final String PRINCIPAL = "braid.principal";

  private static final long serialVersionUID = 1L;
  private static final String BEARER = "bearer ";

  private final transient AllowList allowed;
  private final transient Tokens tokens;
  private final transient RateLimit rates;
  private final transient AtomicBoolean closing;

  Gate(ServeOptions options, AtomicBoolean closing) {
    this.allowed = new AllowList(options);
    this.tokens = options.tokens();
    this.rates = new RateLimit(options.requestsPerMinute(), System::nanoTime);
    this.closing = closing;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    response.setHeader("X-Content-Type-Options", "nosniff");
    String origin = request.getHeader("Origin");
    if (!allowed.allowsHost(request.getHeader("Host"))) {
      Refusal.send(response, 403, "this host name is not allowed");
    } else if (!allowed.allowsOrigin(origin)) {
      Refusal.send(response, 403, "this origin is not allowed");
    } else if (closing.get()) {
      response.setHeader("Retry-After", "5");
      Refusal.send(response, 503, "the server is closing");
    } else {
      share(origin, response);
      if (request.getMethod().equals("OPTIONS")) {
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
      } else {
        identify(request, response, chain);
      }
    }
  }

  private void identify(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String token = token(request);
    String fingerprint = token == null ? null : tokens.fingerprint(token);
    String principal = fingerprint == null ? request.getRemoteAddr() : "token:" + fingerprint;
    long retryAfter = rates.take(principal);
    if (retryAfter > 0) {
      response.setHeader("Retry-After", Long.toString(retryAfter));
      Refusal.send(response, 429, "too many requests");
    } else if (fingerprint == null && !tokens.isEmpty()) {
      response.setHeader(
          "WWW-Authenticate",
          "Bearer realm=\"braid\"" + (token == null ? "" : ", error=\"invalid_token\""));
      Refusal.send(response, 401, "a bearer token is required");
    } else {
      request.setAttribute(PRINCIPAL, principal);
      chain.doFilter(request, response);
    }
  }

  private static @Nullable String token(HttpServletRequest request) {
    String header = request.getHeader("Authorization");
    return header != null && header.toLowerCase(Locale.ROOT).startsWith(BEARER)
        ? header.substring(BEARER.length()).strip()
        : null;
  }

  /// Lets the page of an allowed origin read the answer.
  private static void share(@Nullable String origin, HttpServletResponse response) {
    if (origin != null) {
      response.setHeader("Access-Control-Allow-Origin", origin);
      response.setHeader("Vary", "Origin");
      response.setHeader("Access-Control-Allow-Methods", "GET, POST, DELETE");
      response.setHeader(
          "Access-Control-Allow-Headers",
          "Authorization, Content-Type, Accept, Mcp-Session-Id, Mcp-Protocol-Version,"
              + " Last-Event-ID");
      response.setHeader("Access-Control-Expose-Headers", "Mcp-Session-Id, WWW-Authenticate");
    }
  }
}
