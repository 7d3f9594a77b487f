package dev.braid.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.server.cli.Cli.Ran;
import dev.braid.testing.TestPostgres;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `datasets`, `schema`, `sample` and `stats`.
final class InspectionTest {
  @TempDir private Path directory;

  @BeforeAll
  static void table() {
    TestPostgres.execute(
        """
        CREATE TABLE IF NOT EXISTS cli_people (id int PRIMARY KEY, name text NOT NULL);
        COMMENT ON TABLE cli_people IS 'those the tests know';
        TRUNCATE cli_people;
        INSERT INTO cli_people SELECT n, 'person ' || n FROM generate_series(1, 40) AS n;
        """);
  }

  @Test
  void datasetsAreListedWithoutAskingThem() {
    Ran ran =
        Cli.in(directory)
            .file(
                "braid.yaml",
                "datasets:\n  - {id: 7, name: far, source: 'postgresql://u:pw@203.0.113.1/d'}\n")
            .run("datasets", "--format", "table");
    assertThat(ran.out()).contains("7 | far").contains("u:***@203.0.113.1");
    assertThat(ran.status()).isZero();
  }

  @Test
  void schemaListsTablesAndColumns() {
    Cli cli = Cli.withDataset(directory);
    assertThat(cli.run("schema").out()).contains("cli_people").contains("those the tests know");
    assertThat(cli.run("schema", "cli_people", "--format", "csv").out())
        .contains("id,int", "name,text");
  }

  @Test
  void aTableMayBeNamedAsInSql() {
    TestPostgres.execute("CREATE TABLE IF NOT EXISTS \"Odd \"\"Table\"\"\" (id int)");
    Cli cli = Cli.withDataset(directory);
    for (String name :
        new String[] {"Odd \"Table\"", "\"Odd \"\"Table\"\"\"", "public.\"Odd \"\"Table\"\"\""}) {
      assertThat(cli.run("schema", name).out()).contains("| id");
      assertThat(cli.run("sample", name).status()).isZero();
    }
  }

  @Test
  void anUnknownTableNamesTheNearest() {
    Ran ran = Cli.withDataset(directory).run("schema", "cli_peeple");
    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.err()).contains("42P01").contains("did you mean \"cli_people\"?");
  }

  @Test
  void sampleShowsRowsOfATable() {
    Cli cli = Cli.withDataset(directory);
    assertThat(cli.run("sample", "cli_people", "--format", "csv").out().lines()).hasSize(11);
    assertThat(cli.run("sample", "cli_people", "-n", "3", "--format", "csv").out().lines())
        .hasSize(4);
    assertThat(cli.run("sample", "cli_people", "-n", "101").status()).isEqualTo(2);
  }

  @Test
  void statsShowPoolsAndNameWhatCannotBeReached() {
    Ran ran =
        Cli.in(directory)
            .file(
                "braid.yaml",
                "datasets:\n"
                    + Cli.dataset(1, "here")
                    + "  - {id: 2, name: gone, source: 'postgresql://u@localhost:1/d'}\n")
            .run("stats", "--format", "json");
    assertThat(ran.out()).contains("\"dataset_name\" : \"here\"", "\"acquired\" : 1");
    assertThat(ran.err()).contains("gone: ERROR:");
    assertThat(ran.status()).isEqualTo(1);
  }
}
