package dev.braid.server.mcp;

import dev.braid.parallel.Cancellation;
import io.modelcontextprotocol.common.McpTransportContext;
import java.util.Map;

/// A request that a transport has let in: who sent it, and the handle that stops it.
///
/// It travels to the tool in the SDK's transport context, because the SDK tells a handler neither
/// the request's id nor that it was cancelled.
///
/// @param principal what the transport vouches for
public record Inbound(String principal, Cancellation cancellation) {
  private static final String KEY = "braid.inbound";

  public Inbound(String principal) {
    this(principal, new Cancellation());
  }

  public McpTransportContext toContext() {
    return McpTransportContext.create(Map.of(KEY, this));
  }

  static Inbound of(McpTransportContext context) {
    return context.get(KEY) instanceof Inbound inbound ? inbound : new Inbound("unknown");
  }
}
