package dev.braid.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.server.cli.Cli.Ran;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BatchCommandTest {
  @TempDir private Path directory;

  private Ran run(String file, String text) {
    return Cli.withDataset(directory).file(file, text).run("batch", "--format", "json", file);
  }

  @Test
  void runsYaml() {
    Ran ran =
        run(
            "batch.yaml",
            """
            consistent: true
            deadline_ms: 30000
            queries:
              - dataset_id: 1
                label: By id
                query: SELECT 1 AS one
              - dataset_id: test
                query: |
                  SELECT $1::int + $2::numeric AS sum, $3::bool AS flag, $4::text AS nothing
                parameters: [1, 2.50, true, null]
            """);
    assertThat(ran.err()).isEmpty();
    assertThat(ran.out()).contains("\"successful\" : 2").contains("By id").contains("3.50");
    assertThat(ran.status()).isZero();
  }

  @Test
  void runsJsonIndentedWithTabs() {
    Ran ran =
        run(
            "batch.json",
            "{\n\t\"queries\": [\n\t\t{\"dataset_id\": 1, \"query\": \"SELECT 1\"}\n\t]\n}\n");
    assertThat(ran.status()).isZero();
  }

  @Test
  void aListAloneIsTheQueries() {
    Ran ran = run("batch.json", "[{\"dataset_id\": 1, \"query\": \"SELECT 1\"}]");
    assertThat(ran.status()).isZero();
  }

  @Test
  void stdinIsAFileToo() {
    Ran ran =
        Cli.withDataset(directory)
            .input("queries: [{dataset_id: 1, query: SELECT 1}]")
            .run("batch", "-");
    assertThat(ran.status()).isZero();
  }

  @Test
  void aFailedQueryLeavesTheOthersAndExitsWithOne() {
    Ran ran =
        run(
            "batch.yaml",
            """
            - {dataset_id: 1, query: SELECT 1}
            - {dataset_id: 9, query: SELECT 1, label: Elsewhere}
            """);
    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.out()).contains("\"successful\" : 1");
    assertThat(ran.err()).contains("Query 2 of 2, Elsewhere").contains("Dataset not found");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "queries: []|At least 1 query required",
        "queries: 3|must be a list",
        "consistent: true|must be a list",
        "just text|expected a list of queries",
        "quieries: []|did you mean \"queries\"?",
        "queries: [{dataset_id: 1}]|Query 1: must have 'dataset_id' and 'query' fields",
        "queries: [{query: SELECT 1}]|Query 1: must have 'dataset_id' and 'query' fields",
        "queries: [{dataset_id: 1, query: SELECT 1}, 7]|Query 2: must have 'dataset_id'",
        "queries: [{dataset_id: 1, query: S, lable: x}]|did you mean \"label\"?",
        "queries: [{dataset_id: 1, query: S, parameters: 5}]|\"parameters\" must be a list",
        "queries: [{dataset_id: 1, query: S, parameters: [{}]}]|texts, numbers",
        "{queries: [{dataset_id: 1, query: S}], deadline_ms: 0}|\"deadline_ms\" must be",
        "{queries: [{dataset_id: 1, query: S}], consistent: 1}|\"consistent\" must be true",
        "{queries: [{dataset_id: 1, query: S}], deadline_ms: 99999999999999999999}|must be a whole",
        "queries: [|neither YAML nor JSON",
      })
  void aWrongFileIsRefusedBeforeAnythingRuns(String text, String message) {
    Ran ran = run("batch.yaml", text);
    assertThat(ran.err()).contains(message).contains("batch.yaml");
    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
  }

  @Test
  void theLongestDeadlineIsOne() {
    Ran ran =
        run(
            "batch.json",
            "{\"queries\": [{\"dataset_id\": 1, \"query\": \"SELECT 1\"}],"
                + " \"deadline_ms\": 9223372036854775807}");
    assertThat(ran.err()).isEmpty();
    assertThat(ran.status()).isZero();
  }

  @Test
  void aFileThatIsNotUtf8IsRefused() throws IOException {
    Files.write(
        directory.resolve("batch.yaml"),
        "- {dataset_id: 1, query: SELECT '\u00e9'}".getBytes(StandardCharsets.ISO_8859_1));
    Ran ran = Cli.withDataset(directory).run("batch", "batch.yaml");
    assertThat(ran.err()).contains("cannot read batch.yaml: it is not UTF-8");
    assertThat(ran.status()).isEqualTo(2);
  }

  @Test
  void moreQueriesThanAllowedAreRefused() {
    Ran ran = run("batch.yaml", "- {dataset_id: 1, query: SELECT 1}\n".repeat(31));
    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.err()).contains("Maximum 30 queries allowed per request");
  }
}
