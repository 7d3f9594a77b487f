package dev.braid.server.mcp.http;

import io.modelcontextprotocol.spec.McpSchema;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An answer to a request that got no further.
final class Refusal {
  private Refusal() {}

  static void send(HttpServletResponse response, int status, String why) throws IOException {
    write(response, status, Map.of("error", why));
  }

  /// One in the words of JSON-RPC.
  static void protocol(HttpServletResponse response, int status, int code, String message)
      throws IOException {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("jsonrpc", "2.0");
    body.put("id", null);
    body.put("error", Map.of("code", code, "message", message));
    write(response, status, body);
  }

  private static void write(HttpServletResponse response, int status, Map<String, ?> body)
      throws IOException {
    response.setStatus(status);
    response.setContentType("application/json");
    response.setCharacterEncoding("UTF-8");
    response.getWriter().write(JsonMapper.shared().writeValueAsString(body));
  }

  /// Takes a refusal that the SDK writes and sends it on as JSON-RPC. The SDK (2.1.0) writes the
  /// exception as it is, with its stack trace.
  static final class OfSdk extends StringWriter {
    private final HttpServletResponse response;

    OfSdk(HttpServletResponse response) {
      this.response = response;
    }

    @Override
    public void flush() {
      JsonNode error = JsonMapper.shared().readTree(toString()).path("jsonRpcError");
      getBuffer().setLength(0);
      try {
        protocol(
            response,
            response.getStatus(),
            error.path("code").asInt(McpSchema.ErrorCodes.INTERNAL_ERROR),
            error.path("message").asString("internal error"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
