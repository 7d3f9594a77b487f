package dev.braid.server.mcp.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.Braid;
import dev.braid.server.mcp.McpFixture;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AuditLogTest {
  @TempDir Path folder;

  @Test
  void everyQueryIsALineWithoutItsTextOrValues() throws Exception {
    Path file = folder.resolve("audit.jsonl");
    String good = "SELECT 'secret-value' AS x";
    try (Braid braid = Braid.open(McpFixture.config());
        AuditLog audit = AuditLog.toFile(file)) {
      ToolTests tools = new ToolTests(braid);
      tools.call(
          "execute_multi_query",
          """
          {"queries": [{"dataset_id": 1, "query": "%s"},
                       {"dataset_id": 2, "query": "SELECT 'secret-value'::int"}]}\
          """
              .formatted(good),
          audit);
      tools.call("get_dataset_sample", "{\"dataset_id\": 1, \"table_name\": \"mcp_users\"}", audit);
    }
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(3);
    assertThat(lines).noneMatch(line -> line.contains("secret-value") || line.contains("user 1"));
    JsonNode first = line(lines, 1);
    assertThat(first.path("who").asString()).isEqualTo("stdio");
    assertThat(first.path("client").asString()).isEqualTo("tests 1");
    assertThat(first.path("tool").asString()).isEqualTo("execute_multi_query");
    assertThat(first.path("query_sha256").asString()).isEqualTo(sha256(good));
    assertThat(first.path("rows").asInt()).isEqualTo(1);
    assertThat(first.path("outcome").asString()).isEqualTo("00000");
    assertThat(first.path("time").asString()).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
    assertThat(line(lines, 2).path("outcome").asString()).isEqualTo("22P02");
    assertThat(JsonMapper.shared().readTree(lines.get(2)).path("rows").asInt()).isEqualTo(10);
  }

  private static JsonNode line(List<String> lines, int dataset) {
    return lines.stream()
        .map(JsonMapper.shared()::readTree)
        .filter(line -> line.path("dataset_id").asInt() == dataset)
        .findFirst()
        .orElseThrow();
  }

  private static String sha256(String text) throws Exception {
    return HexFormat.of()
        .formatHex(
            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
  }
}
