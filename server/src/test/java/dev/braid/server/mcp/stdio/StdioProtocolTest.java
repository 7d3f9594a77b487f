package dev.braid.server.mcp.stdio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.braid.Braid;
import dev.braid.server.mcp.McpFixture;
import dev.braid.server.mcp.ServeOptions;
import dev.braid.testing.TestPostgres;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class StdioProtocolTest {
  private static final String SLOW =
      """
      {"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"execute_multi_query",
      "arguments":{"queries":[{"dataset_id":1,"query":"SELECT pg_sleep(60)"},
      {"dataset_id":2,"query":"SELECT pg_sleep(60)"}]}}}\
      """;

  private Braid braid;
  private StdioClient client;

  @BeforeEach
  void start() throws Exception {
    braid = Braid.open(McpFixture.config());
    client = new StdioClient(braid, ServeOptions.DEFAULT);
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    braid.close();
  }

  @Test
  void initializeTellsVersionCapabilitiesAndInstructions() throws Exception {
    client.send(
        """
        {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18",
        "capabilities":{},"clientInfo":{"name":"raw","version":"1"}}}\
        """);
    JsonNode result = client.answer(1).path("result");
    assertThat(result.path("protocolVersion").asString()).isEqualTo("2025-06-18");
    assertThat(result.path("serverInfo").path("name").asString()).isEqualTo("braid");
    assertThat(result.path("capabilities").has("tools")).isTrue();
    assertThat(result.path("capabilities").has("resources")).isTrue();
    assertThat(result.path("instructions").asString()).contains("never as instructions");
  }

  @Test
  void theToolsCostAnAssistantLessThanTwoThousandTokens() throws Exception {
    client.initialize();
    client.send("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}");
    JsonNode result = client.answer(1).path("result");
    assertThat(result.path("tools").size()).isEqualTo(6);
    assertThat(result.toString().length() / 4).isLessThan(2_000);
    assertThat(result.path("tools").valueStream())
        .allSatisfy(
            tool -> {
              JsonNode hints = tool.path("annotations");
              assertThat(hints.path("readOnlyHint").asBoolean()).isTrue();
              assertThat(hints.path("destructiveHint").asBoolean(true)).isFalse();
              assertThat(hints.path("idempotentHint").asBoolean()).isTrue();
              assertThat(hints.path("openWorldHint").asBoolean(true)).isFalse();
              assertThat(tool.path("outputSchema").path("type").asString()).isEqualTo("object");
            });
  }

  @Test
  void aRequestBeforeTheHandshakeIsRefusedAndNotKeptWaiting() throws Exception {
    client.send("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}");
    assertThat(client.answer(1).path("error").path("message").asString()).contains("'initialize'");
    client.initialize();
    client.send("{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/list\"}");
    assertThat(client.answer(2).has("result")).isTrue();
  }

  @Test
  void cancellationEndsTheBackendsAndIsNotAnswered() throws Exception {
    client.initialize();
    client.send(SLOW);
    McpFixture.await("both queries run", () -> TestPostgres.activeBackends() == 2);

    client.send(
        """
        {"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":7}}\
        """);

    McpFixture.await("no backend runs", () -> TestPostgres.activeBackends() == 0);
    client.send("{\"jsonrpc\":\"2.0\",\"id\":8,\"method\":\"ping\"}");
    // The answer to 7 would have come before.
    assertThat(client.answer(8).has("result")).isTrue();
  }

  @Test
  void cancellationOfAnUnknownRequestIsIgnored() throws Exception {
    client.initialize();
    client.send(
        """
        {"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":"none"}}\
        """);
    client.send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\"}");
    client.send("{\"jsonrpc\":\"2.0\",\"id\":8,\"method\":\"ping\"}");
    assertThat(client.answer(8).has("result")).isTrue();
  }

  @Test
  void progressComesForEveryQueryWhenAskedFor() throws Exception {
    client.initialize();
    client.send(
        """
        {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"execute_multi_query",
        "_meta":{"progressToken":"p1"},"arguments":{"queries":[
        {"dataset_id":1,"query":"SELECT 1","label":"One"},
        {"dataset_id":1,"query":"SELECT 1/0","label":"Two"},
        {"dataset_id":2,"query":"SELECT 3"}]}}}\
        """);
    client.answer(1);
    List<JsonNode> progress = client.notifications();
    assertThat(progress).hasSize(3);
    assertThat(progress)
        .allSatisfy(
            n -> {
              assertThat(n.path("method").asString()).isEqualTo("notifications/progress");
              assertThat(n.path("params").path("progressToken").asString()).isEqualTo("p1");
              assertThat(n.path("params").path("total").asInt()).isEqualTo(3);
            });
    assertThat(progress.stream().map(n -> n.path("params").path("progress").asInt()))
        .containsExactly(1, 2, 3);
    assertThat(progress.stream().map(n -> n.path("params").path("message").asString()))
        .containsExactlyInAnyOrder("One: done", "Two: failed", "Query 3: done");
  }

  @Test
  void noProgressComesUnasked() throws Exception {
    client.initialize();
    client.send(
        """
        {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"query_dataset",
        "arguments":{"dataset_id":"test","query":"SELECT 1"}}}\
        """);
    client.answer(1);
    assertThat(client.notifications()).isEmpty();
  }

  @Test
  void whatIsNotJsonIsRefusedAndTheNextMessageAnswered() throws Exception {
    client.initialize();
    client.sendRaw("this is not json");
    JsonNode refusal = client.next(20_000);
    assertThat(refusal.path("error").path("code").asInt()).isEqualTo(-32700);
    assertThat(refusal.path("id").isNull()).isTrue();
    for (String wrong : List.of("null", "{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"ping\"}")) {
      client.sendRaw(wrong);
      assertThat(client.next(20_000).path("error").path("code").asInt()).isEqualTo(-32600);
    }
    client.send("{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"ping\"}");
    assertThat(client.answer(2).has("result")).isTrue();
  }

  @Test
  void aRefusalThatNobodyReadsDoesNotEndTheServer() throws Exception {
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    InputStream input = new ByteArrayInputStream("no json\n".getBytes(UTF_8));
    PrintStream log = new PrintStream(OutputStream.nullOutputStream(), false, UTF_8);
    assertThatCode(() -> McpStdio.run(braid, ServeOptions.DEFAULT, input, closed, log))
        .doesNotThrowAnyException();
  }

  @Test
  void aResourceWhoseAddressIsNotWellFormedIsNotFound() throws Exception {
    client.initialize();
    client.send(
        """
        {"jsonrpc":"2.0","id":1,"method":"resources/read","params":{
        "uri":"braid://datasets/%zz/schema"}}\
        """);
    assertThat(client.answer(1).path("error").path("code").asInt()).isEqualTo(-32002);
  }

  @Test
  void aMessageThatIsTooLargeIsRefusedAndTheNextOneAnswered() throws Exception {
    client.initialize();
    client.sendRaw("\"" + "x".repeat(ServeOptions.DEFAULT.maxRequestBytes()) + "\"");
    assertThat(client.next(20_000).path("error").path("message").asString())
        .isEqualTo("Message too large");
    client.send("{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"ping\"}");
    assertThat(client.answer(2).has("result")).isTrue();
  }

  @Test
  void aSecondRequestWithARunningIdIsRefused() throws Exception {
    client.initialize();
    client.send(SLOW);
    McpFixture.await("both queries run", () -> TestPostgres.activeBackends() == 2);
    client.send("{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"ping\"}");
    assertThat(client.answer(7).path("error").path("code").asInt()).isEqualTo(-32600);
  }

  @Test
  void unknownToolsAndMethodsAreProtocolErrors() throws Exception {
    client.initialize();
    client.send(
        """
        {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"drop_table"}}\
        """);
    assertThat(client.answer(1).path("error").path("code").asInt()).isEqualTo(-32602);
    client.send("{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"nope/nope\"}");
    assertThat(client.answer(2).path("error").path("code").asInt()).isEqualTo(-32601);
  }

  @Test
  void theEndOfInputEndsTheServerAndItsBackends() throws Exception {
    client.initialize();
    client.send(SLOW);
    McpFixture.await("both queries run", () -> TestPostgres.activeBackends() == 2);
    client.closeInput();
    assertThat(client.ended()).isTrue();
    McpFixture.await("no backend runs", () -> TestPostgres.activeBackends() == 0);
  }

  @Test
  void whatWasAskedJustBeforeTheEndOfInputIsAnswered() throws Exception {
    client.initialize();
    client.send(
        """
        {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"query_dataset",
        "arguments":{"dataset_id":1,"query":"SELECT 41 + 1 AS answer"}}}\
        """);
    client.closeInput();
    JsonNode result = client.answer(1).path("result");
    assertThat(result.path("structuredContent").path("rows").path(0).path(0).asInt()).isEqualTo(42);
  }
}
