package dev.braid.server.mcp.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.Braid;
import dev.braid.catalog.BatchLimits;
import dev.braid.catalog.Config;
import dev.braid.catalog.CsvFormat;
import dev.braid.catalog.Dataset;
import dev.braid.catalog.Description;
import dev.braid.catalog.FolderSource;
import dev.braid.catalog.Limits;
import dev.braid.catalog.PoolSettings;
import dev.braid.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// The six tools on a folder of files that stands beside a server's dataset.
class FolderToolsTest {
  @TempDir private static Path folder;
  private static Braid braid;
  private static ToolTests tools;

  @BeforeAll
  static void open() throws IOException {
    Files.writeString(folder.resolve("orders.csv"), "id,amount\n1,2.50\n2,3.25\n");
    Dataset files =
        new Dataset(
            2,
            "files",
            "exported orders",
            new FolderSource(folder, true, Map.of(), CsvFormat.DEFAULT),
            PoolSettings.DEFAULT,
            Limits.DEFAULT,
            false,
            "UTC",
            new Description(
                null,
                "2025",
                Map.of(
                    "orders",
                    new Description.TableDescription(
                        "what was ordered", Map.of("amount", "EUR")))));
    braid =
        Braid.open(
            new Config(
                List.of(TestPostgres.dataset(1, "test", PoolSettings.DEFAULT), files),
                BatchLimits.DEFAULT));
    tools = new ToolTests(braid);
  }

  @AfterAll
  static void close() {
    braid.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "list_available_datasets; {}; exported orders",
        "get_dataset_schema; {\"dataset_id\": 2}; numeric",
        "get_dataset_schema; {\"dataset_id\": \"files\"}; what was ordered",
        "get_dataset_sample; {\"dataset_id\": 2, \"table_name\": \"orders\"}; 3.25",
        "query_dataset; {\"dataset_id\": 2, \"query\": \"SELECT sum(amount) FROM orders\"}; 5.75",
        "get_context; {\"level\": 3, \"dataset_id\": 2, \"table_name\": \"orders\"}; EUR",
      })
  void everyToolAnswers(String name, String arguments, String expected) {
    Answer answer = tools.call(name, arguments);
    assertThat(answer.error()).as(answer.text()).isFalse();
    assertThat(answer.text()).contains(expected);
  }

  @Test
  void aBatchJoinsBothKindsOfDataset() {
    Answer answer =
        tools.call(
            "execute_multi_query",
            """
            {"queries": [{"dataset_id": 1, "query": "SELECT 1 AS one"},
                         {"dataset_id": 2, "query": "SELECT count(*) FROM orders"},
                         {"dataset_id": 2, "query": "SELECT $1::int + 1", "parameters": [4]}]}
            """);
    JsonNode json = ToolTests.json(answer);
    assertThat(json.path("successful").asInt()).as(answer.text()).isEqualTo(3);
    assertThat(json.path("results").get(1).path("rows").get(0).get(0).asInt()).isEqualTo(2);
    assertThat(json.path("results").get(2).path("rows").get(0).get(0).asInt()).isEqualTo(5);
  }

  /// Although the folder is writable: that is for sessions of the library and the command line.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "DELETE FROM orders",
        "DROP TABLE orders",
        "CREATE TABLE t AS SELECT 1 AS a",
        "COPY orders TO 'x.csv'",
        "COPY orders FROM 'orders.csv' (FORMAT csv)",
        "CREATE INDEX ON orders (id)",
        "ANALYZE orders",
        "VACUUM",
      })
  void whatWritesIsRefused(String sql) {
    for (String[] call :
        new String[][] {
          {"query_dataset", "{\"dataset_id\": 2, \"query\": \"%s\"}"},
          {"execute_multi_query", "{\"queries\": [{\"dataset_id\": 2, \"query\": \"%s\"}]}"}
        }) {
      assertThat(tools.call(call[0], call[1].formatted(sql)).text()).contains("25006");
    }
    assertThat(folder.toFile().list()).containsExactly("orders.csv");
  }

  @Test
  void anUnknownTableIsAnError() {
    Answer answer =
        tools.call("get_dataset_sample", "{\"dataset_id\": 2, \"table_name\": \"oders\"}");
    assertThat(answer.error()).isTrue();
    assertThat(answer.text()).contains("orders");
  }
}
