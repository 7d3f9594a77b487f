package dev.braid.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.server.cli.Cli.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Weights and classes on the command line.
final class SurveyFlagsTest {
  private static final String SQL = "SELECT nccs, COUNT(*) FROM users GROUP BY nccs ORDER BY 1";

  @TempDir private Path directory;
  private Cli cli;

  @BeforeEach
  void files() throws IOException {
    Files.createDirectory(directory.resolve("data"));
    cli =
        Cli.in(directory)
            .file("data/users.csv", "id,nccs,weight\n1,A1,0.5\n2,A2,1.5\n3,B1,1\n")
            .file(
                "braid.yaml",
                """
                datasets:
                  - id: 1
                    name: survey
                    source: ./data
                    weight: {column: users.weight, respondent: users.id}
                    merge: {nccs: nccs-a-b-cde, panel: {column: nccs, classes: nccs-panel, default: false}}
                """);
  }

  private Ran csv(String... flags) {
    String[] line = new String[flags.length + 4];
    line[0] = "query";
    line[1] = "--format";
    line[2] = "csv";
    System.arraycopy(flags, 0, line, 3, flags.length);
    line[line.length - 1] = SQL;
    return cli.run(line);
  }

  @Test
  void csvHasNothingButValuesAndTheRestGoesToStderr() {
    Ran ran = csv();
    assertThat(ran.out()).isEqualTo("nccs,count\r\nA,2.0\r\nB,1\r\n");
    assertThat(ran.err()).contains("Weighted by users.weight.").contains("Classes merged");
  }

  @Test
  void flagsDoWithout() {
    assertThat(csv("--no-weights").out()).isEqualTo("nccs,count\r\nA,2\r\nB,1\r\n");
    assertThat(csv("--no-weights", "--no-merging").out())
        .isEqualTo("nccs,count\r\nA1,1\r\nA2,1\r\nB1,1\r\n");
    assertThat(csv("--no-weights", "--no-merging").err()).isEmpty();
    assertThat(csv("--merge", "panel").out())
        .isEqualTo("nccs,count\r\nA,0.5\r\nA2,1.5\r\nB1,1\r\n");
  }

  @Test
  void aTableShowsBasesAndTheStatementOnRequest() {
    Ran ran = cli.run("query", "--show-sql", SQL);
    assertThat(ran.out())
        .contains("base n | effective base")
        .contains("Statement run: SELECT nccs, COALESCE(sum(users.weight), 0) AS count");
  }

  @Test
  void aBatchFileHasThemToo() {
    cli.file(
        "q.yaml",
        "apply_weights: false\napply_merging: [panel]\nqueries:\n  - {dataset_id: 1, query: '"
            + SQL
            + "'}\n");
    assertThat(cli.run("batch", "--format", "csv", "q.yaml").out())
        .isEqualTo("nccs,count\r\nA,1\r\nA2,1\r\nB1,1\r\n");
    cli.file("wrong.yaml", "apply_merging: 3\nqueries:\n  - {dataset_id: 1, query: SELECT 1}\n");
    assertThat(cli.run("batch", "wrong.yaml").err()).contains("names of schemes");
  }
}
