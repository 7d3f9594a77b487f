package dev.braid.server.mcp.stdio;

import dev.braid.server.mcp.BraidMcp;
import dev.braid.server.mcp.Calls;
import dev.braid.server.mcp.Inbound;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpServerSession;
import io.modelcontextprotocol.spec.McpServerTransport;
import io.modelcontextprotocol.spec.McpServerTransportProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/// Newline-delimited JSON-RPC under the SDK's session.
///
/// The SDK's own stdio provider (2.1.0) would do but for four things: it drops
/// `notifications/cancelled`, ends at the first line that is not JSON, throws away the answers
/// still under way at the end of input, and tells a handler nothing of its request.
final class StdioTransport implements McpServerTransportProvider, McpServerTransport {
  private static final Logger LOG = LoggerFactory.getLogger(StdioTransport.class);
  private static final String CANCELLED = "notifications/cancelled";

  /// There is one client, and it started this process.
  private static final String PRINCIPAL = "stdio";

  private final LineReader input;
  private final OutputStream output;
  private final ReentrantLock writing = new ReentrantLock();
  private final Calls calls;
  private @Nullable McpServerSession session;
  private boolean initialized;

  StdioTransport(InputStream input, OutputStream output, int maxBytes, Calls calls) {
    this.input = new LineReader(input, maxBytes);
    this.output = output;
    this.calls = calls;
  }

  @Override
  public void setSessionFactory(McpServerSession.Factory factory) {
    session = factory.create(this);
  }

  /// Handles messages until the input ends.
  void serve() throws IOException {
    while (true) {
      try {
        String line = input.next();
        if (line == null) {
          return;
        }
        if (!line.isEmpty()) {
          receive(line);
        }
      } catch (LineReader.LineTooLongException e) {
        refuse(null, McpSchema.ErrorCodes.INVALID_REQUEST, "Message too large");
      }
    }
  }

  private void receive(String line) {
    JSONRPCMessage message;
    try {
      message = McpSchema.deserializeJsonRpcMessage(BraidMcp.JSON, line);
    } catch (IOException e) {
      refuse(null, McpSchema.ErrorCodes.PARSE_ERROR, "Parse error: not a JSON object");
      return;
    } catch (RuntimeException e) {
      // The SDK throws IllegalArgumentException for most, and NullPointerException for `null`.
      refuse(null, McpSchema.ErrorCodes.INVALID_REQUEST, "Invalid request: not JSON-RPC 2.0");
      return;
    }
    switch (message) {
      case McpSchema.JSONRPCNotification n when n.method().equals(CANCELLED) -> cancel(n.params());
      case McpSchema.JSONRPCRequest request -> request(request);
      default -> {
        initialized |=
            message instanceof McpSchema.JSONRPCNotification n
                && n.method().equals(McpSchema.METHOD_NOTIFICATION_INITIALIZED);
        handle(message, new Inbound(PRINCIPAL)).subscribe(done -> {}, this::failed);
      }
    }
  }

  private void request(McpSchema.JSONRPCRequest request) {
    // The SDK would keep it waiting for ever.
    if (!initialized && !request.method().equals(McpSchema.METHOD_INITIALIZE)) {
      refuse(
          request.id(),
          McpSchema.ErrorCodes.INVALID_REQUEST,
          "Send 'initialize' and 'notifications/initialized' first");
      return;
    }
    Calls.Key key = new Calls.Key(PRINCIPAL, request.id());
    Inbound inbound = new Inbound(PRINCIPAL);
    if (!calls.open(key, inbound)) {
      refuse(
          request.id(), McpSchema.ErrorCodes.INVALID_REQUEST, "A request with this id is running");
      return;
    }
    handle(request, inbound)
        .doFinally(signal -> calls.close(key))
        .subscribe(done -> {}, this::failed);
  }

  private Mono<Void> handle(JSONRPCMessage message, Inbound inbound) {
    if (session == null) {
      return Mono.error(new IllegalStateException("no session"));
    }
    McpTransportContext context = inbound.toContext();
    return session
        .handle(message)
        .contextWrite(reactor -> reactor.put(McpTransportContext.KEY, context));
  }

  private void cancel(@Nullable Object params) {
    Object id = params instanceof Map<?, ?> fields ? fields.get("requestId") : null;
    if (id != null) {
      calls.cancel(new Calls.Key(PRINCIPAL, id), "cancelled by the client");
    }
  }

  private void failed(Throwable error) {
    LOG.warn("a message was not handled: {}", error.getMessage());
  }

  private void refuse(@Nullable Object id, int code, String message) {
    Map<String, Object> error = Map.of("code", code, "message", message);
    Map<String, @Nullable Object> response = new LinkedHashMap<>();
    response.put("jsonrpc", "2.0");
    response.put("id", id);
    response.put("error", error);
    try {
      write(response);
    } catch (UncheckedIOException e) {
      failed(e);
    }
  }

  @Override
  public Mono<Void> sendMessage(JSONRPCMessage message) {
    return Mono.fromRunnable(() -> write(message));
  }

  private void write(Object message) {
    writing.lock();
    try {
      // JSON writes no line breaks of its own, and escapes those in text.
      output.write(BraidMcp.JSON.writeValueAsString(message).getBytes(StandardCharsets.UTF_8));
      output.write('\n');
      output.flush();
    } catch (IOException e) {
      calls.cancelAll("the client is gone");
      throw new UncheckedIOException("the client does not read any more", e);
    } finally {
      writing.unlock();
    }
  }

  @Override
  public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
    return BraidMcp.JSON.convertValue(data, type);
  }

  @Override
  public Mono<Void> notifyClients(String method, Object params) {
    return session == null ? Mono.empty() : session.sendNotification(method, params);
  }

  @Override
  public Mono<Void> closeGracefully() {
    return Mono.empty();
  }

  @Override
  public void close() {}

  /// Those that the SDK knows; its two interfaces here each bring a default.
  @Override
  public List<String> protocolVersions() {
    return McpServerTransportProvider.super.protocolVersions();
  }
}
