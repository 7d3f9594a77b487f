package dev.braid.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.Braid;
import dev.braid.batch.Query;
import dev.braid.testing.TestPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParallelQueriesTest {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final ParallelQueries examples =
      new ParallelQueries(new PrintStream(printed, true, StandardCharsets.UTF_8));
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void prepare() throws IOException {
    TestPostgres.execute(
        """
        DROP SCHEMA IF EXISTS examples CASCADE;
        CREATE SCHEMA examples;
        GRANT USAGE ON SCHEMA examples TO PUBLIC;
        CREATE TABLE examples.users AS
          SELECT 'name ' || g AS name, 10 + g AS age, CASE g % 2 WHEN 0 THEN 'F' ELSE 'M' END AS gender
          FROM generate_series(1, 20) g;
        """);
    file = folder.resolve("braid.yaml");
    Files.writeString(
        file,
        """
        datasets:
          - id: 1
            name: survey
            source: {url: "%s?currentSchema=examples", user: reader, password: reader-secret}
        """
            .formatted(TestPostgres.jdbcUrl()));
  }

  @Test
  void everyExampleRuns() {
    examples.oneQuery(file);
    try (Braid braid = Braid.open(file)) {
      examples.aFuturePerQuery(braid);
      examples.partialFailure(braid);
      examples.asTheyComplete(braid, List.of(Query.of("survey", "SELECT 1")));
      examples.everyRow(braid);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8).lines())
        .contains(
            "F: 10",
            "13 adults",
            "Query 2: 20.5000000000000000",
            "Users: 1 rows",
            "Invalid: 42P01 relation \"invalid_table\" does not exist",
            "1/1 Query 1",
            "[name 20, 30]");
  }

  @Test
  void theDocumentedExamplesAreTheseExamples() throws IOException {
    String code =
        squeeze(Files.readString(Path.of("src/test/java/dev/braid/examples/ParallelQueries.java")));
    String docs = Files.readString(Path.of("../docs/java-api.md"));
    List<String> blocks = new ArrayList<>();
    Matcher block = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(docs);
    while (block.find()) {
      blocks.add(squeeze(block.group(1)));
    }
    assertThat(blocks).hasSizeGreaterThanOrEqualTo(5).allSatisfy(b -> assertThat(code).contains(b));
  }

  private static String squeeze(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }
}
