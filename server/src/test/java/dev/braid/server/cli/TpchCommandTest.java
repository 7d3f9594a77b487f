package dev.braid.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.server.cli.Cli.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class TpchCommandTest {
  /// Kept for the next run of the tests, as the command itself keeps them.
  private static final Path DATA = Path.of("target").toAbsolutePath();

  @TempDir private Path directory;

  private Ran tpch(String... more) {
    String[] arguments = new String[5 + more.length];
    String[] first = {"tpch", "--sf", "0.01", "--dir", DATA.toString()};
    System.arraycopy(first, 0, arguments, 0, first.length);
    System.arraycopy(more, 0, arguments, first.length, more.length);
    return Cli.in(directory).run(arguments);
  }

  @Test
  void allAnswersArePostgres() {
    Ran ran = tpch("--format", "json");
    assertThat(ran.status()).isZero();
    JsonNode report = JsonMapper.shared().readTree(ran.out());
    assertThat(report.get("queries")).hasSize(22);
    double sum = 0;
    for (JsonNode query : report.get("queries")) {
      assertThat(query.propertyNames())
          .containsExactly(
              "query", "time_ms", "rows", "workers_planned", "workers_launched", "correct");
      assertThat(query.get("correct").booleanValue()).as("query %s", query).isTrue();
      sum += query.get("time_ms").doubleValue();
    }
    assertThat(report.get("total_ms").doubleValue())
        .isCloseTo(sum, org.assertj.core.data.Offset.offset(0.1));
    assertThat(report.get("queries").get(8).get("rows").intValue()).isEqualTo(173);
  }

  @Test
  void textComparesWithARunWithoutWorkers() {
    Ran ran = tpch("--queries", "6,1-2", "--repeat", "3", "--workers", "1");
    assertThat(ran.out())
        .containsSubsequence("serial, ms  speed-up", "    1 ", "    2 ", "    6 ", "correct")
        .contains("3 of 3 answers are PostgreSQL 18's");
    assertThat(ran.status()).isZero();
  }

  @Test
  void aWrongAnswerFailsTheCommand() throws IOException {
    tpch("--queries", "6", "--workers", "0");
    Path folder = Files.createDirectory(directory.resolve("tpch-sf0.01"));
    try (var files = Files.list(DATA.resolve("tpch-sf0.01"))) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
    Files.copy(
        folder.resolve("supplier.parquet"),
        folder.resolve("region.parquet"),
        StandardCopyOption.REPLACE_EXISTING);
    Ran ran =
        Cli.in(directory)
            .run("tpch", "--sf", "0.01", "--dir", ".", "--queries", "2,6", "--format", "json");
    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.out()).contains("42702", "\"correct\" : false", "\"correct\" : true");
  }

  @Test
  void otherScaleFactorsHaveNoKnownAnswers() {
    Ran ran =
        Cli.in(directory)
            .run("tpch", "--sf", "0.002", "--dir", ".", "--queries", "6", "--format", "json");
    assertThat(ran.out()).contains("\"correct\" : null");
    assertThat(ran.err()).contains("Writing the tables to", "tpch-sf0.002");
    assertThat(ran.status()).isZero();
  }

  @Test
  void whatIsNoQueryOrScaleFactorIsToldSo() {
    assertThat(tpch("--queries", "23").err()).contains("22023", "numbers from 1 to 22");
    assertThat(tpch("--queries", "5-2").status()).isEqualTo(2);
    assertThat(Cli.in(directory).run("tpch", "--sf", "0").err())
        .contains("the scale factor must be above 0 and at most 1000, got 0");
    assertThat(tpch("--repeat", "0").status()).isEqualTo(2);
  }
}
