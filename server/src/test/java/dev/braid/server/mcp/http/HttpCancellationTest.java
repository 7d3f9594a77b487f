package dev.braid.server.mcp.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.Braid;
import dev.braid.server.mcp.McpFixture;
import dev.braid.server.mcp.ServeOptions;
import dev.braid.testing.TestPostgres;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// However a call ends before its time, no backend goes on working for it.
class HttpCancellationTest {
  private static final String SLOW =
      """
      {"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"execute_multi_query",
      "_meta":{"progressToken":5},
      "arguments":{"queries":[{"dataset_id":1,"query":"SELECT pg_sleep(60)"},
      {"dataset_id":2,"query":"SELECT pg_sleep(60)"},
      {"dataset_id":2,"query":"SELECT 1"}]}}}\
      """;
  private static final String CANCEL =
      """
      {"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":7}}\
      """;

  private Braid braid;
  private McpHttp http;

  @BeforeEach
  void start() {
    braid = Braid.open(McpFixture.config());
    http =
        McpHttp.start(
            braid,
            ServeOptions.DEFAULT
                .withAddress("127.0.0.1", 0)
                .withTimes(Duration.ofMillis(50), Duration.ofMillis(200)));
  }

  @AfterEach
  void stop() {
    http.close();
    braid.close();
  }

  private HttpTestClient client() throws Exception {
    return new HttpTestClient(http.port()).initialized();
  }

  private static void awaitActive(int backends) throws InterruptedException {
    McpFixture.await(backends + " backends run", () -> TestPostgres.activeBackends() == backends);
  }

  @Test
  void theCancelledNotificationEndsTheBackendsAndTheStreamWithoutAnAnswer() throws Exception {
    HttpTestClient client = client();
    try (Socket call = client.open("POST", "/mcp", SLOW)) {
      awaitActive(2);
      assertThat(client.post(CANCEL).status()).isEqualTo(202);
      awaitActive(0);
      List<JsonNode> messages = HttpTestClient.read(call).messages();
      assertThat(messages).noneMatch(m -> m.has("result") || m.has("error"));
    }
  }

  @Test
  void aClientThatHangsUpEndsItsBackends() throws Exception {
    Socket call = client().open("POST", "/mcp", SLOW);
    awaitActive(2);
    call.close();
    awaitActive(0);
  }

  @Test
  void anotherSessionCannotCancelTheCall() throws Exception {
    try (Socket call = client().open("POST", "/mcp", SLOW)) {
      awaitActive(2);
      assertThat(client().post(CANCEL).status()).isEqualTo(202);
      // A cancellation would be under way by now: the next request is answered after it.
      assertThat(client().post(SLOW.replace("60", "0.1")).status()).isEqualTo(200);
      awaitActive(2);
      assertThat(call.isClosed()).isFalse();
    }
    awaitActive(0);
  }

  @Test
  void theEndOfTheSessionEndsItsBackends() throws Exception {
    HttpTestClient client = client();
    try (Socket call = client.open("POST", "/mcp", SLOW)) {
      awaitActive(2);
      assertThat(client.send("DELETE", "/mcp", "").status()).isEqualTo(200);
      awaitActive(0);
      assertThat(call.isConnected()).isTrue();
    }
  }

  @Test
  void closingTheServerEndsItsBackends() throws Exception {
    try (Socket call = client().open("POST", "/mcp", SLOW)) {
      awaitActive(2);
      http.close();
      awaitActive(0);
      assertThat(call.isConnected()).isTrue();
    }
  }

  @Test
  void aFullServerSendsCallsAwayAndStillHearsCancellations() throws Exception {
    ServeOptions one = ServeOptions.DEFAULT.withAddress("127.0.0.1", 0).withCaps(100, 1, 10_000);
    try (McpHttp narrow =
        McpHttp.start(braid, one.withTimes(Duration.ofMillis(50), Duration.ofMillis(50)))) {
      HttpTestClient client = new HttpTestClient(narrow.port()).initialized();
      try (Socket call = client.open("POST", "/mcp", SLOW)) {
        awaitActive(2);
        HttpTestClient.Answer refusal = client.post(SLOW.replace("7", "8"));
        assertThat(refusal.status()).isEqualTo(503);
        assertThat(refusal.header("Retry-After")).contains("1");
        assertThat(client.get("/healthz").status()).isEqualTo(204);
        assertThat(client.post(CANCEL).status()).isEqualTo(202);
        awaitActive(0);
        assertThat(call.isConnected()).isTrue();
      }
    }
  }

  @Test
  void aCallThatIsWaitedForIsAnsweredWithProgressBeforeIt() throws Exception {
    List<JsonNode> messages = client().post(SLOW.replace("60", "0.3")).messages();
    assertThat(messages).hasSize(4);
    assertThat(messages.subList(0, 3).stream().map(m -> m.path("params").path("progress").asInt()))
        .containsExactly(1, 2, 3);
    assertThat(
            messages.getLast().path("result").path("structuredContent").path("successful").asInt())
        .isEqualTo(3);
  }
}
