package dev.braid.server.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.braid.Braid;
import dev.braid.server.mcp.http.McpHttp;
import dev.braid.testing.TestPostgres;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/// The SDK's own client, over both transports.
class SdkClientTest {
  private static final String TOKEN = "0123456789abcdef0123456789abcdef";

  private final List<Double> progress = new CopyOnWriteArrayList<>();

  @Test
  void overStdio() throws Exception {
    McpFixture.config();
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    ServerParameters server =
        ServerParameters.builder(java)
            .args(
                "-cp",
                classPath,
                StdioServerMain.class.getName(),
                TestPostgres.jdbcUrl(),
                TestPostgres.READER,
                TestPostgres.READER_PASSWORD)
            .build();
    StdioClientTransport transport = new StdioClientTransport(server, BraidMcp.JSON);
    // Its default prints the server's stderr as errors of the client.
    transport.setStdErrorHandler(line -> {});
    useEverything(transport);
  }

  @Test
  void overHttp() throws Exception {
    ServeOptions options =
        ServeOptions.DEFAULT.withAddress("127.0.0.1", 0).withTokens(Tokens.parse(TOKEN));
    try (Braid braid = Braid.open(McpFixture.config());
        McpHttp http = McpHttp.start(braid, options)) {
      useEverything(
          HttpClientStreamableHttpTransport.builder("http://127.0.0.1:" + http.port())
              .endpoint("/mcp")
              .requestBuilder(HttpRequest.newBuilder().header("Authorization", "Bearer " + TOKEN))
              .build());
    }
  }

  private void useEverything(McpClientTransport transport) throws InterruptedException {
    try (McpSyncClient client =
        McpClient.sync(transport)
            .requestTimeout(Duration.ofSeconds(30))
            .initializationTimeout(Duration.ofSeconds(30))
            .progressConsumer(notification -> progress.add(notification.progress()))
            .build()) {
      McpSchema.InitializeResult initialized = client.initialize();
      assertThat(initialized.serverInfo().name()).isEqualTo("braid");
      assertThat(initialized.protocolVersion()).isEqualTo("2025-11-25");
      assertThat(client.listTools().tools()).hasSize(6);
      // The client checks structured content against the tool's output schema.
      batch(client);
      errors(client);
      resources(client);
    }
  }

  private void batch(McpSyncClient client) throws InterruptedException {
    CallToolResult result =
        client.callTool(
            CallToolRequest.builder("execute_multi_query")
                .arguments(
                    Map.of(
                        "queries",
                        List.of(
                            Map.of("dataset_id", 1, "query", "SELECT 1 AS one", "label", "First"),
                            Map.of("dataset_id", "test", "query", "SELECT 1/0"),
                            Map.of("dataset_id", 1, "query", "SELECT 'x' AS letter"))))
                .meta(Map.of("progressToken", "token-1"))
                .build());
    assertThat(result.isError()).isFalse();
    assertThat(text(result))
        .contains("# Multi-Query Results", "**Total Queries**: 3", "## 1. First", "22012");
    assertThat(result.structuredContent())
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
        .containsEntry("total_queries", 3)
        .containsEntry("successful", 2);
    // This client hands notifications to several threads; HttpCancellationTest and
    // StdioProtocolTest see the order in which they are sent.
    McpFixture.await("all progress has come", () -> progress.size() == 3);
    assertThat(progress).containsExactlyInAnyOrder(1.0, 2.0, 3.0);
  }

  private static void errors(McpSyncClient client) {
    CallToolResult bad =
        client.callTool(
            CallToolRequest.builder("query_dataset")
                .arguments(Map.of("dataset_id", 1, "query", "DROP TABLE mcp_users"))
                .build());
    assertThat(bad.isError()).isTrue();
    assertThat(text(bad)).contains("SQLSTATE");
    assertThatThrownBy(() -> client.callTool(CallToolRequest.builder("no_such_tool").build()))
        .isInstanceOfSatisfying(
            McpError.class, e -> assertThat(e.getJsonRpcError().code()).isEqualTo(-32602));
  }

  private static void resources(McpSyncClient client) {
    assertThat(client.listResources().resources())
        .extracting(McpSchema.Resource::uri)
        .contains("braid://datasets/test/schema");
    assertThat(client.listResourceTemplates().resourceTemplates())
        .extracting(McpSchema.ResourceTemplate::uriTemplate)
        .containsExactly("braid://datasets/{dataset}/schema");
    for (String uri : List.of("braid://datasets/test/schema", "braid://datasets/1/schema")) {
      McpSchema.ReadResourceResult read =
          client.readResource(McpSchema.ReadResourceRequest.builder(uri).build());
      assertThat(read.contents().getFirst())
          .isInstanceOfSatisfying(
              McpSchema.TextResourceContents.class,
              contents -> assertThat(contents.text()).contains("public.mcp_users"));
    }
    assertThatThrownBy(
            () ->
                client.readResource(
                    McpSchema.ReadResourceRequest.builder("braid://datasets/none/schema").build()))
        .isInstanceOf(McpError.class);
  }

  private static String text(CallToolResult result) {
    return ((TextContent) result.content().getFirst()).text();
  }
}
