package dev.braid.server.mcp.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.braid.Braid;
import dev.braid.error.BraidException;
import dev.braid.server.mcp.McpFixture;
import dev.braid.server.mcp.ServeOptions;
import dev.braid.server.mcp.Tokens;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Who is let in.
class HttpDoorTest {
  private static final String TOKEN = "0123456789abcdef0123456789abcdef";
  private static final ServeOptions ANY_PORT = ServeOptions.DEFAULT.withAddress("127.0.0.1", 0);
  private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";

  private Braid braid;

  @BeforeEach
  void open() {
    braid = Braid.open(McpFixture.config());
  }

  @AfterEach
  void close() {
    braid.close();
  }

  @Test
  void anAddressBeyondLoopbackIsRefusedWithoutAToken() {
    assertThatThrownBy(() -> McpHttp.start(braid, ANY_PORT.withAddress("0.0.0.0", 0)))
        .isInstanceOfSatisfying(
            BraidException.class,
            e -> {
              assertThat(e.message()).isEqualTo("refusing to listen on 0.0.0.0 without a token");
              assertThat(e.hint()).contains("BRAID_TOKEN");
            });
  }

  @Test
  void anAddressBeyondLoopbackServesWithAToken() throws Exception {
    ServeOptions options = ANY_PORT.withAddress("0.0.0.0", 0).withTokens(Tokens.parse(TOKEN));
    try (McpHttp http = McpHttp.start(braid, options)) {
      HttpTestClient client = new HttpTestClient(http.port()).with("Host", "db.example.org");
      assertThat(client.post(PING).status()).isEqualTo(401);
      HttpTestClient known = client.with("Authorization", "Bearer " + TOKEN).initialized();
      assertThat(known.post(PING).message().has("result")).isTrue();
    }
  }

  @Test
  void anIpv6AddressStandsInBrackets() {
    AllowList allowed = new AllowList(ANY_PORT.withAddress("fd00::1", 8080));
    assertThat(allowed.allowsHost("[fd00::1]:8080")).isTrue();
    assertThat(allowed.allowsHost("[fd00::2]:8080")).isFalse();
    assertThat(AllowList.inUrl("::1")).isEqualTo("[::1]");
  }

  @Test
  void aSessionServesOnlyTheTokenThatBeganIt() throws Exception {
    ServeOptions options = ANY_PORT.withTokens(Tokens.parse("another-token-of-ours," + TOKEN));
    try (McpHttp http = McpHttp.start(braid, options)) {
      HttpTestClient client = new HttpTestClient(http.port());
      HttpTestClient owner = client.with("Authorization", "Bearer " + TOKEN).initialized();
      HttpTestClient other = owner.with("Authorization", "Bearer another-token-of-ours");
      assertThat(other.post(PING).status()).isEqualTo(404);
      assertThat(other.get("/mcp").status()).isEqualTo(404);
      assertThat(other.send("DELETE", "/mcp", "").status()).isEqualTo(404);
      assertThat(owner.post(PING).message().has("result")).isTrue();
      assertThat(owner.send("DELETE", "/mcp", "").status()).isEqualTo(200);
      assertThat(owner.post(PING).status()).isEqualTo(404);
    }
  }

  @Test
  void aRefusalIsJsonRpcWithoutAStackTrace() throws Exception {
    try (McpHttp http = McpHttp.start(braid, ANY_PORT)) {
      HttpTestClient client = new HttpTestClient(http.port()).initialized();
      assertRefused(client.post("{\"jsonrpc\":"), 400, -32700);
      assertRefused(client.post("null"), 400, -32600);
      assertRefused(client.post("[" + PING + "]"), 400, -32600);
      assertRefused(client.post(PING.replace("1,", "1.5,")), 400, -32600);
      assertRefused(client.post(PING.replace("1,", "9".repeat(30) + ",")), 400, -32600);
      assertRefused(client.with("Mcp-Session-Id", "unknown").post(PING), 404, -32603);
      assertThat(client.post(PING).message().has("result")).isTrue();
    }
  }

  private static void assertRefused(HttpTestClient.Answer answer, int status, int code) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.message().path("error").path("code").asInt()).isEqualTo(code);
    assertThat(answer.body()).doesNotContain("stackTrace");
  }

  @Test
  void withoutTheTokenEverythingButHealthIsRefused() throws Exception {
    ServeOptions options = ANY_PORT.withTokens(Tokens.parse("another-token-of-ours," + TOKEN));
    try (McpHttp http = McpHttp.start(braid, options)) {
      HttpTestClient client = new HttpTestClient(http.port());
      HttpTestClient.Answer missing = client.post(PING);
      assertThat(missing.status()).isEqualTo(401);
      assertThat(missing.header("WWW-Authenticate")).contains("Bearer realm=\"braid\"");
      HttpTestClient.Answer wrong = client.with("Authorization", "Bearer wrong").post(PING);
      assertThat(wrong.status()).isEqualTo(401);
      assertThat(wrong.header("WWW-Authenticate").orElseThrow()).contains("invalid_token");
      assertThat(client.get("/stats").status()).isEqualTo(401);
      assertThat(client.get("/mcp").status()).isEqualTo(401);
      assertThat(client.get("/healthz").status()).isEqualTo(204);

      HttpTestClient known = client.with("Authorization", "bearer " + TOKEN);
      HttpTestClient.Answer stats = known.get("/stats");
      assertThat(stats.status()).isEqualTo(200);
      assertThat(stats.body()).contains("\"pools\"", "\"dataset_name\" : \"test\"");
      assertThat(stats.body()).doesNotContain(dev.braid.testing.TestPostgres.READER_PASSWORD);
    }
  }

  @Test
  void foreignHostsAndOriginsAreRefused() throws Exception {
    ServeOptions options =
        ANY_PORT.withAllowed(Set.of("db.example.org"), Set.of("https://app.example.org"));
    try (McpHttp http = McpHttp.start(braid, options)) {
      HttpTestClient client = new HttpTestClient(http.port());
      assertThat(client.with("Host", "evil.example.com").post(PING).status()).isEqualTo(403);
      assertThat(client.with("Host", "localhost.evil.com:80").post(PING).status()).isEqualTo(403);
      assertThat(client.with("Origin", "http://evil.example.com").post(PING).status())
          .isEqualTo(403);
      assertThat(client.with("Origin", "null").post(PING).status()).isEqualTo(403);

      client.initialized();
      client.with("Host", "localhost:" + http.port()).initialized();
      client.with("Host", "DB.example.org").initialized();
      client.with("Origin", "http://localhost:6274").initialized();
      client.with("Origin", "https://app.example.org").initialized();
    }
  }

  @Test
  void aBrowsersQuestionBeforeTheRealOneIsAnswered() throws Exception {
    try (McpHttp http = McpHttp.start(braid, ANY_PORT.withTokens(Tokens.parse(TOKEN)))) {
      HttpTestClient.Answer answer =
          new HttpTestClient(http.port())
              .with("Origin", "http://localhost:6274")
              .send("OPTIONS", "/mcp", "");
      assertThat(answer.status()).isEqualTo(204);
      assertThat(answer.header("Access-Control-Allow-Origin")).contains("http://localhost:6274");
      assertThat(answer.header("Access-Control-Allow-Headers").orElseThrow())
          .contains("Authorization", "Mcp-Session-Id");
    }
  }

  @Test
  void tooManyRequestsAreToldWhenToComeAgain() throws Exception {
    try (McpHttp http = McpHttp.start(braid, ANY_PORT.withCaps(3, 4, 10_000))) {
      HttpTestClient client = new HttpTestClient(http.port());
      for (int i = 0; i < 3; i++) {
        assertThat(client.get("/stats").status()).isEqualTo(200);
      }
      HttpTestClient.Answer answer = client.get("/stats");
      assertThat(answer.status()).isEqualTo(429);
      assertThat(Integer.parseInt(answer.header("Retry-After").orElseThrow())).isBetween(1, 20);
      assertThat(client.get("/healthz").status()).isEqualTo(204);
    }
  }

  @Test
  void guessedTokensCountAgainstTheirAddressAndNotAgainstTheTokensHolder() throws Exception {
    ServeOptions options = ANY_PORT.withTokens(Tokens.parse(TOKEN)).withCaps(3, 4, 10_000);
    try (McpHttp http = McpHttp.start(braid, options)) {
      HttpTestClient client = new HttpTestClient(http.port());
      for (int i = 0; i < 3; i++) {
        assertThat(client.with("Authorization", "Bearer guess-" + i).post(PING).status())
            .isEqualTo(401);
      }
      assertThat(client.with("Authorization", "Bearer guess").post(PING).status()).isEqualTo(429);
      assertThat(client.with("Authorization", "Bearer " + TOKEN).get("/stats").status())
          .isEqualTo(200);
    }
  }

  @Test
  void aBodyThatIsTooLargeIsRefused() throws Exception {
    try (McpHttp http = McpHttp.start(braid, ANY_PORT.withCaps(100, 4, 10_000))) {
      HttpTestClient client = new HttpTestClient(http.port());
      assertThat(client.post("\"" + "x".repeat(10_000) + "\"").status()).isEqualTo(413);
      assertThat(client.initialized().post(PING).status()).isEqualTo(200);
    }
  }

  @Test
  void otherMethodsAndBrokenMessagesAreRefused() throws Exception {
    try (McpHttp http = McpHttp.start(braid, ANY_PORT)) {
      HttpTestClient client = new HttpTestClient(http.port());
      assertThat(client.send("PUT", "/mcp", PING).status()).isEqualTo(405);
      assertThat(client.post("not json").status()).isEqualTo(400);
      assertThat(client.post(PING).status()).isEqualTo(400); // no session
      assertThat(client.with("Mcp-Session-Id", "unknown").post(PING).status()).isEqualTo(404);
      assertThat(client.with("Content-Type", "text/plain").post(PING).status()).isEqualTo(415);
      assertThat(client.get("/elsewhere").status()).isEqualTo(404);
    }
  }

  @Test
  void aSessionEndsWithDelete() throws Exception {
    try (McpHttp http = McpHttp.start(braid, ANY_PORT)) {
      HttpTestClient session = new HttpTestClient(http.port()).initialized();
      assertThat(session.send("DELETE", "/mcp", "").status()).isEqualTo(200);
      assertThat(session.post(PING).status()).isEqualTo(404);
    }
  }
}
