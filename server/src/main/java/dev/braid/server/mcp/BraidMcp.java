package dev.braid.server.mcp;

import dev.braid.Braid;
import dev.braid.server.mcp.tool.AuditLog;
import dev.braid.server.mcp.tool.Rules;
import dev.braid.server.mcp.tool.Toolbox;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.jackson3.JacksonMcpJsonMapper;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import io.modelcontextprotocol.server.McpAsyncServer;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.modelcontextprotocol.spec.McpServerTransportProvider;
import io.modelcontextprotocol.spec.McpStreamableServerTransportProvider;
import java.io.IOException;
import tools.jackson.databind.json.JsonMapper;

/// The server itself, the same behind every transport.
public final class BraidMcp {
  /// Made directly: the SDK would search the class path for it, and for a schema validator too.
  public static final McpJsonMapper JSON = new JacksonMcpJsonMapper(JsonMapper.shared());

  /// Accepts everything. Arguments are checked by the tools themselves, with messages that help;
  /// that answers conform to their schemas is proved by tests. The SDK's own validator costs 0.58
  /// MB of classes and the time to compile twelve schemas.
  private static final JsonSchemaValidator TRUSTING =
      (schema, content) -> JsonSchemaValidator.ValidationResponse.asValid(null);

  private BraidMcp() {}

  public static McpAsyncServer start(
      Braid braid, AuditLog audit, McpServerTransportProvider transport) {
    return build(McpServer.async(transport), braid, audit);
  }

  public static McpAsyncServer start(
      Braid braid, AuditLog audit, McpStreamableServerTransportProvider transport) {
    return build(McpServer.async(transport), braid, audit);
  }

  private static McpAsyncServer build(
      McpServer.AsyncSpecification<?> server, Braid braid, AuditLog audit) {
    DatasetResources resources = new DatasetResources(braid);
    return server
        .serverInfo("braid", version())
        .instructions(Rules.instructions(braid))
        .jsonMapper(JSON)
        .jsonSchemaValidator(TRUSTING)
        .validateToolInputs(false)
        .capabilities(ServerCapabilities.builder().tools(false).resources(false, false).build())
        .tools(
            new Toolbox(braid).tools().stream().map(tool -> ToolHandler.of(tool, audit)).toList())
        .resources(resources.resources())
        .resourceTemplates(resources.templates())
        .build();
  }

  /// The audit log that the options ask for.
  public static AuditLog audit(ServeOptions options) throws IOException {
    return options.audit() == null ? AuditLog.toLogger() : AuditLog.toFile(options.audit());
  }

  static String version() {
    String version = BraidMcp.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
