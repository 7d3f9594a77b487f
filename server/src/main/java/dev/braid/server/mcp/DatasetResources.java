package dev.braid.server.mcp;

import dev.braid.Braid;
import dev.braid.catalog.Dataset;
import dev.braid.error.BraidException;
import dev.braid.parallel.Cancellation;
import dev.braid.server.mcp.tool.DatasetSchema;
import io.modelcontextprotocol.server.McpAsyncServerExchange;
import io.modelcontextprotocol.server.McpServerFeatures.AsyncResourceSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.AsyncResourceTemplateSpecification;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceRequest;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceResult;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Every dataset's schema as a resource, for clients that let a person attach one.
final class DatasetResources {
  private static final String PREFIX = "braid://datasets/";
  private static final String SUFFIX = "/schema";
  private static final String MARKDOWN = "text/markdown";

  private final Braid braid;
  private final DatasetSchema schema;

  DatasetResources(Braid braid) {
    this.braid = braid;
    this.schema = new DatasetSchema(braid);
  }

  List<AsyncResourceSpecification> resources() {
    return braid.config().datasets().stream()
        .map(dataset -> new AsyncResourceSpecification(resource(dataset), this::read))
        .toList();
  }

  List<AsyncResourceTemplateSpecification> templates() {
    McpSchema.ResourceTemplate template =
        McpSchema.ResourceTemplate.builder(PREFIX + "{dataset}" + SUFFIX, "dataset-schema")
            .description("Tables and columns of a dataset, by id or name")
            .mimeType(MARKDOWN)
            .build();
    return List.of(new AsyncResourceTemplateSpecification(template, this::read));
  }

  private static McpSchema.Resource resource(Dataset dataset) {
    return McpSchema.Resource.builder(uri(dataset.name()), dataset.name() + " schema")
        .description("Tables and columns of " + dataset.name())
        .mimeType(MARKDOWN)
        .build();
  }

  private static String uri(String name) {
    // URLEncoder writes forms, where a blank is a plus.
    String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    return PREFIX + encoded + SUFFIX;
  }

  private Mono<ReadResourceResult> read(
      McpAsyncServerExchange exchange, ReadResourceRequest request) {
    Cancellation cancellation = Inbound.of(exchange.transportContext()).cancellation();
    return Threads.onVirtualThread("mcp-resource", () -> contents(request.uri(), cancellation));
  }

  /// What a resource's address names, or null when it is not well formed.
  private static @Nullable String dataset(String uri) {
    String name = uri.substring(PREFIX.length(), uri.length() - SUFFIX.length());
    try {
      return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private ReadResourceResult contents(String uri, Cancellation cancellation) {
    String dataset = dataset(uri);
    if (dataset == null || braid.config().find(dataset) == null) {
      throw McpError.RESOURCE_NOT_FOUND.apply(uri);
    }
    try {
      String text = schema.describe(dataset, cancellation).text();
      return ReadResourceResult.builder(
              List.of(new McpSchema.TextResourceContents(uri, MARKDOWN, text, null)))
          .build();
    } catch (BraidException e) {
      throw McpError.builder(McpSchema.ErrorCodes.INTERNAL_ERROR)
          .message(e.message())
          .data(Map.of("sqlstate", e.sqlState()))
          .build();
    }
  }
}
