package dev.braid.server.mcp;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.parallel.Cancellation;
import dev.braid.server.mcp.tool.Answer;
import dev.braid.server.mcp.tool.Arguments;
import dev.braid.server.mcp.tool.AuditLog;
import dev.braid.server.mcp.tool.Call;
import dev.braid.server.mcp.tool.Caller;
import dev.braid.server.mcp.tool.Progress;
import dev.braid.server.mcp.tool.Tool;
import io.modelcontextprotocol.server.McpAsyncServerExchange;
import io.modelcontextprotocol.server.McpServerFeatures.AsyncToolSpecification;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/// A tool as the SDK wants it. Each call runs on a virtual thread of its own.
final class ToolHandler {
  private static final Logger LOG = LoggerFactory.getLogger(ToolHandler.class);

  private final Tool tool;
  private final Map<String, Object> inputSchema;
  private final AuditLog audit;

  private ToolHandler(Tool tool, AuditLog audit) {
    this.tool = tool;
    this.inputSchema = tool.inputSchema();
    this.audit = audit;
  }

  static AsyncToolSpecification of(Tool tool, AuditLog audit) {
    ToolHandler handler = new ToolHandler(tool, audit);
    return AsyncToolSpecification.builder()
        .tool(handler.definition())
        .callHandler(handler::handle)
        .build();
  }

  private McpSchema.Tool definition() {
    return McpSchema.Tool.builder(tool.name(), inputSchema)
        .description(tool.description())
        .outputSchema(tool.outputSchema())
        // All four, because two of the protocol's defaults (destructive, open world) are true.
        .annotations(
            McpSchema.ToolAnnotations.builder()
                .readOnlyHint(true)
                .destructiveHint(false)
                .idempotentHint(true)
                .openWorldHint(false)
                .build())
        .build();
  }

  private Mono<CallToolResult> handle(McpAsyncServerExchange exchange, CallToolRequest request) {
    Inbound inbound = Inbound.of(exchange.transportContext());
    Call call =
        new Call(
            tool.name(),
            new Caller(inbound.principal(), client(exchange)),
            inbound.cancellation(),
            progress(exchange, request.meta(), inbound.cancellation()),
            audit);
    return Threads.onVirtualThread(
        "mcp-" + tool.name(),
        () -> {
          Answer answer = answer(given(request), call);
          // Nothing more is sent for a request that was cancelled.
          return inbound.cancellation().isCancelled() ? null : result(answer);
        });
  }

  private Answer answer(Map<String, @Nullable Object> given, Call call) {
    try {
      return tool.call(new Arguments(given, argumentNames()), call);
    } catch (BraidException e) {
      return Answer.refusal(e, tool.context(given));
    } catch (RuntimeException e) {
      LOG.error("{} failed", tool.name(), e);
      return Answer.refusal(
          new BraidException(SqlState.INTERNAL_ERROR, "internal error; the server's log has more"),
          tool.context(given));
    }
  }

  private static Map<String, @Nullable Object> given(CallToolRequest request) {
    Map<String, @Nullable Object> given = new LinkedHashMap<>();
    if (request.arguments() != null) {
      given.putAll(request.arguments());
    }
    return given;
  }

  private Set<String> argumentNames() {
    return inputSchema.get("properties") instanceof Map<?, ?> properties
        ? properties.keySet().stream().map(String::valueOf).collect(Collectors.toUnmodifiableSet())
        : Set.of();
  }

  private static CallToolResult result(Answer answer) {
    CallToolResult.Builder result =
        CallToolResult.builder().addTextContent(answer.text()).isError(answer.error());
    if (answer.structured() != null) {
      result.structuredContent(answer.structured());
    }
    return result.build();
  }

  private static String client(McpAsyncServerExchange exchange) {
    McpSchema.Implementation client = exchange.getClientInfo();
    return client == null ? "" : client.name() + " " + client.version();
  }

  private static Progress progress(
      McpAsyncServerExchange exchange,
      @Nullable Map<String, Object> meta,
      Cancellation cancellation) {
    Object token = meta == null ? null : meta.get("progressToken");
    if (token == null) {
      return Progress.NONE;
    }
    return (finished, total, message) -> {
      if (cancellation.isCancelled()) {
        return;
      }
      try {
        exchange
            .progressNotification(
                McpSchema.ProgressNotification.builder(token, finished)
                    .total((double) total)
                    .message(message)
                    .build())
            .block();
      } catch (RuntimeException e) {
        // Whoever does not hear of the progress will not hear the answer either.
        cancellation.cancel("the client disconnected");
      }
    };
  }
}
