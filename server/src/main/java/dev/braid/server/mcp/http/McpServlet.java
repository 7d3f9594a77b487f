package dev.braid.server.mcp.http;

import dev.braid.server.mcp.Calls;
import dev.braid.server.mcp.Inbound;
import dev.braid.server.mcp.ServeOptions;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.spec.McpSchema;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// Around the SDK's servlet: bounds what is taken in, knows each request by its id, and notices
/// that a client cancelled or went away.
final class McpServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final String INBOUND = "braid.inbound";
  static final String SESSION = "Mcp-Session-Id";

  /// An idle stream of server messages needs to be heard from only now and then.
  private static final Duration IDLE_HEARTBEAT = Duration.ofSeconds(15);

  private final transient HttpServlet sdk;
  private final transient ServeOptions options;
  private final transient Calls calls;
  private final transient Semaphore requests;
  private final transient Semaphore streams;

  /// Whose each session is, where there are tokens to tell.
  private final transient Map<String, String> owners = new ConcurrentHashMap<>();

  McpServlet(HttpServlet sdk, ServeOptions options, Calls calls) {
    this.sdk = sdk;
    this.options = options;
    this.calls = calls;
    this.requests = new Semaphore(options.maxConcurrent());
    this.streams = new Semaphore(options.maxConcurrent());
  }

  /// What the SDK hands on to the tools.
  static McpTransportContext context(HttpServletRequest request) {
    return request.getAttribute(INBOUND) instanceof Inbound inbound
        ? inbound.toContext()
        : McpTransportContext.EMPTY;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    String session = request.getHeader(SESSION);
    if (session != null && !mayUse(session, request)) {
      Refusal.protocol(response, 404, McpSchema.ErrorCodes.INVALID_REQUEST, "Session not found");
      return;
    }
    switch (request.getMethod()) {
      case "POST" -> post(request, response);
      case "GET" -> {
        if (admitted(streams, response)) {
          stream(request, response);
        }
      }
      case "DELETE" -> {
        calls.cancelAll(scope(request), "the session was ended");
        sdk.service(request, response);
        if (session != null) {
          owners.remove(session);
        }
      }
      default -> {
        response.setHeader("Allow", "GET, POST, DELETE");
        Refusal.send(response, 405, "use POST, GET or DELETE");
      }
    }
  }

  /// A session's id is no secret to be relied on: a session serves only the token that began it.
  private boolean mayUse(String session, HttpServletRequest request) {
    return options.tokens().isEmpty() || principal(request).equals(owners.get(session));
  }

  private static boolean admitted(Semaphore places, HttpServletResponse response)
      throws IOException {
    if (places.tryAcquire()) {
      return true;
    }
    response.setHeader("Retry-After", "1");
    Refusal.send(response, 503, "too many requests at once");
    return false;
  }

  private void post(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    byte[] body = request.getInputStream().readNBytes(options.maxRequestBytes() + 1);
    if (body.length > options.maxRequestBytes()) {
      // What is left of it is not worth reading.
      response.setHeader("Connection", "close");
      Refusal.send(response, 413, "at most " + options.maxRequestBytes() + " bytes");
      return;
    }
    JsonNode message = parse(body);
    if (!message.isObject()) {
      boolean json = !message.isMissingNode();
      Refusal.protocol(
          response,
          400,
          json ? McpSchema.ErrorCodes.INVALID_REQUEST : McpSchema.ErrorCodes.PARSE_ERROR,
          json ? "Invalid request: not a JSON object" : "Parse error: not JSON");
      return;
    }
    if (message.path("method").asString("").equals("notifications/cancelled")) {
      Object id = id(message.path("params").path("requestId"));
      if (id != null) {
        calls.cancel(new Calls.Key(scope(request), id), "cancelled by the client");
      }
      response.setStatus(HttpServletResponse.SC_ACCEPTED);
      return;
    }
    // A notification needs no place: a full server must still hear what it may stop.
    Object id = id(message.path("id"));
    if (id == null) {
      pass(request, response, body, null);
    } else if (admitted(requests, response)) {
      try {
        pass(request, response, body, id);
      } finally {
        requests.release();
      }
    }
  }

  private void pass(
      HttpServletRequest request, HttpServletResponse response, byte[] body, @Nullable Object id)
      throws ServletException, IOException {
    Inbound inbound = new Inbound(principal(request));
    request.setAttribute(INBOUND, inbound);
    // Before there is a session there is nothing that could be cancelled.
    Calls.Key key =
        id == null || request.getHeader(SESSION) == null ? null : new Calls.Key(scope(request), id);
    if (key != null && !calls.open(key, inbound)) {
      Refusal.send(response, 400, "a request with this id is running");
      return;
    }
    EventResponse events =
        new EventResponse(
            response,
            options.heartbeat(),
            () -> inbound.cancellation().cancel("the client disconnected"),
            session -> owners.put(session, inbound.principal()));
    try {
      sdk.service(new BodyRequest(request, body), events);
    } finally {
      events.stop();
      if (key != null) {
        calls.close(key);
      }
    }
  }

  /// The stream of messages that the server sends of its own accord.
  private void stream(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    EventResponse events =
        new EventResponse(
            response, IDLE_HEARTBEAT, () -> complete(request.getAsyncContext()), session -> {});
    boolean open = false;
    try {
      sdk.service(request, events);
      if (request.isAsyncStarted()) {
        request.getAsyncContext().addListener(new WhenEnded(() -> end(events)));
        open = true;
      }
    } catch (IllegalStateException e) {
      // It ended between the question and the listener.
    } finally {
      if (!open) {
        end(events);
      }
    }
  }

  private void end(EventResponse events) {
    events.stop();
    streams.release();
  }

  private static void complete(AsyncContext stream) {
    try {
      stream.complete();
    } catch (IllegalStateException e) {
      // Somebody else was faster.
    }
  }

  /// The request's JSON, or a missing node.
  private static JsonNode parse(byte[] body) {
    try {
      return JsonMapper.shared().readTree(body);
    } catch (JacksonException e) {
      return MissingNode.getInstance();
    }
  }

  private static @Nullable Object id(JsonNode id) {
    return id.canConvertToLong() && id.isIntegralNumber()
        ? (Object) id.asLong()
        : id.isString() ? id.asString() : null;
  }

  /// Whose request ids these are. A session's id is no secret to be relied on, so the principal is
  /// a part of it.
  private static String scope(HttpServletRequest request) {
    return principal(request) + " " + request.getHeader(SESSION);
  }

  private static String principal(HttpServletRequest request) {
    return String.valueOf(request.getAttribute(Gate.PRINCIPAL));
  }

  /// Runs something once when an asynchronous response ends, however it ends.
  private record WhenEnded(Runnable action) implements AsyncListener {
    @Override
    public void onComplete(AsyncEvent event) {
      action.run();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
      // onComplete follows.
    }

    @Override
    public void onError(AsyncEvent event) {
      // onComplete follows.
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
      event.getAsyncContext().addListener(this);
    }
  }
}
