package dev.braid.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.server.cli.Cli.Ran;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class QueryCommandTest {
  @TempDir private Path directory;

  @Test
  void printsATableOnATerminal() {
    Ran ran =
        Cli.withDataset(directory)
            .terminal(false, true, false)
            .run("query", "-d", "test", "SELECT 1 AS one, 'x' AS letter");
    assertThat(ran.out())
        .isEqualTo(
            """
             one | letter
            -----+--------
               1 | x
            (1 row)
            """);
    assertThat(ran.err()).isEmpty();
    assertThat(ran.status()).isZero();
  }

  @Test
  void controlsReachAProgramAndNotATerminal() {
    String sql = "SELECT E'\\x1b[31m\\u009b1m,' AS a";
    Cli cli = Cli.withDataset(directory);
    assertThat(cli.run("query", sql, "--format", "csv").out()).contains("\033[31m\u009b1m");
    Cli seen = cli.terminal(false, true, false);
    assertThat(seen.run("query", sql, "--format", "csv").out()).contains("\"\\x1B[31m\\x9B1m,\"");
    assertThat(seen.run("query", sql, "--format", "json").out()).contains("\\u001B[31m\\u009B1m");
  }

  @Test
  void printsMarkdownIntoAPipe() {
    Ran ran = Cli.withDataset(directory).run("query", "SELECT 1 AS one");
    assertThat(ran.out()).startsWith("# Query Results").contains("| one |");
  }

  @Test
  void aFormatCanBeAskedFor() {
    Ran ran = Cli.withDataset(directory).run("query", "--format", "csv", "SELECT 1 AS one");
    assertThat(ran.out()).isEqualTo("one\r\n1\r\n");
  }

  @Test
  void severalQueriesAreABatchInTheirOrder() {
    Ran ran =
        Cli.withDataset(directory)
            .run(
                "query",
                "--format",
                "json",
                "-l",
                "First",
                "SELECT 1",
                "SELECT 2",
                "SELECT 3 AS c");
    assertThat(ran.out())
        .contains("\"total_queries\" : 3")
        .containsSubsequence("\"First\"", "\"Query 2\"", "\"Query 3\"");
    assertThat(ran.status()).isZero();
  }

  @Test
  void anErrorPointsAtItsPlaceAndFails() {
    Ran ran =
        Cli.withDataset(directory)
            .run("query", "--format", "table", "SELECT 1,\n       nowhere + 1");
    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err())
        .isEqualTo(
            """
            ERROR:  42703: column "nowhere" does not exist
            LINE 2:        nowhere + 1
                           ^
            """);
  }

  @Test
  void oneFailureOfSeveralIsNamedByIndexAndLabel() {
    Ran ran =
        Cli.withDataset(directory)
            .run("query", "-l", "Good", "-l", "Bad", "SELECT 1", "SELECT * FROM invalid_table");
    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.out()).contains("**Successful**: 1");
    assertThat(ran.err())
        .contains("Query 2 of 2, Bad [test]:")
        .contains("42P01")
        .contains("LINE 1: SELECT * FROM invalid_table");
  }

  @Test
  void parametersAreSharedByTheQueriesThatNameThem() {
    Ran ran =
        Cli.withDataset(directory)
            .run(
                "query",
                "--format",
                "csv",
                "-p",
                "7",
                "-p",
                "x",
                "SELECT $1::int + 1 AS sum",
                "SELECT $2 AS text, $1::int AS number",
                "SELECT 0 AS none");
    assertThat(ran.err()).isEmpty();
    assertThat(ran.out()).contains("sum\r\n8\r\n").contains("text,number\r\nx,7\r\n");
  }

  @Test
  void stdinAndFilesHoldQueriesEndedBySemicolons() {
    Ran ran =
        Cli.withDataset(directory)
            .file("more.sql", "SELECT ';' AS c -- ; a comment\n;\n")
            .input("SELECT 1 AS a; SELECT 2 AS b;")
            .run("query", "--format", "csv", "-", "-f", "more.sql");
    assertThat(ran.out()).contains("a\r\n1\r\n", "b\r\n2\r\n", "c\r\n;\r\n");
    assertThat(ran.status()).isZero();
  }

  @Test
  void maxRowsIsWithinTheOperatorsLimit() {
    String sql = "SELECT n FROM generate_series(1, 100) AS n";
    Cli cli = Cli.withDataset(directory);
    assertThat(cli.run("query", "--format", "json", "--max-rows", "2", sql).out())
        .contains("\"row_count\" : 2");
    assertThat(cli.run("query", "--format", "json", "--max-rows", "50", sql).out())
        .contains("\"row_count\" : 5");
  }

  @Test
  void theDeadlineCancelsWhatIsNotFinished() {
    Ran ran =
        Cli.withDataset(directory)
            .run(
                "query",
                "--format",
                "json",
                "--deadline",
                "2000",
                "SELECT 1",
                "SELECT pg_sleep(60)");
    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.out()).contains("\"successful\" : 1").contains("57014");
  }

  @Test
  void consistentQueriesSeeOneSnapshot() {
    String snapshot = "SELECT pg_current_snapshot()::text AS s, now() IS NOT NULL AS ok";
    Ran ran =
        Cli.withDataset(directory)
            .run("query", "--consistent", "--format", "csv", snapshot, snapshot);
    assertThat(ran.status()).isZero();
    assertThat(ran.out().lines().filter(line -> line.endsWith(",t")).distinct()).hasSize(1);
  }

  @Test
  void nothingToAskIsAMistakeOfUse() {
    Ran ran = Cli.withDataset(directory).run("query");
    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.err()).contains("At least 1 query required");
  }

  @Test
  void anUnknownDatasetIsAMistakeOfUse() {
    Ran ran = Cli.withDataset(directory).run("query", "-d", "nowhere", "SELECT 1");
    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.err()).contains("Dataset not found or inactive: nowhere").contains("1 (test)");
  }

  @Test
  void withSeveralDatasetsOneMustBeNamed() {
    Cli cli =
        Cli.in(directory)
            .file("braid.yaml", "datasets:\n" + Cli.dataset(1, "a") + Cli.dataset(2, "b"));
    assertThat(cli.run("query", "SELECT 1").err()).contains("which dataset?").contains("2 (b)");
    assertThat(cli.run("query", "-d", "2", "SELECT 1").status()).isZero();
  }

  @Test
  void aMissingFileIsNamed() {
    Ran ran = Cli.withDataset(directory).run("query", "-f", "absent.sql");
    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.err()).contains("cannot read absent.sql: no such file");
  }
}
