package dev.braid.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.server.cli.Cli.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Commands to a folder from the command line and the shell.
final class FolderCommandsTest {
  @TempDir private Path directory;
  private Cli cli;

  @BeforeEach
  void files() throws IOException {
    Files.createDirectory(directory.resolve("data"));
    Files.createDirectory(directory.resolve("locked"));
    cli =
        Cli.in(directory)
            .file("data/orders.csv", "id,customer,amount\n1,ann,2.50\n2,bob,3.25\n3,ann,1.00\n")
            .file("locked/t.csv", "a\n1\n")
            .file(
                "braid.yaml",
                """
                datasets:
                  - {id: 1, name: files, source: {folder: ./data, writable: true}}
                  - {id: 2, name: locked, source: {folder: ./locked}}
                """);
  }

  private Ran query(String dataset, String format, String... sql) {
    String[] arguments = new String[5 + sql.length];
    System.arraycopy(new String[] {"query", "-d", dataset, "--format", format}, 0, arguments, 0, 5);
    System.arraycopy(sql, 0, arguments, 5, sql.length);
    return cli.run(arguments);
  }

  @Test
  void statementsRunInTheirOrder() {
    Ran ran =
        query(
            "files",
            "table",
            "CREATE TABLE totals AS SELECT customer, sum(amount) AS total FROM orders GROUP BY"
                + " customer",
            "CREATE INDEX ON totals (customer)",
            "ANALYZE totals",
            "SELECT * FROM totals ORDER BY customer",
            "DROP TABLE totals");
    assertThat(ran.err()).isEmpty();
    assertThat(ran.status()).isZero();
    assertThat(ran.out())
        .containsSubsequence(
            "SELECT 2",
            "CREATE INDEX",
            "ANALYZE",
            "ann",
            "3.50",
            "bob",
            "3.25",
            "DROP TABLE",
            "5 succeeded");
    assertThat(directory.resolve("data/totals.parquet")).doesNotExist();
  }

  @Test
  void everyFormatSaysWhatWasDone() {
    String copy = "COPY orders TO 'out.csv' (FORMAT csv)";
    assertThat(query("files", "table", copy).out()).isEqualTo("COPY 3\n");
    assertThat(query("files", "csv", copy).out()).isEqualTo("command\r\nCOPY 3\r\n");
    assertThat(query("files", "json", copy).out())
        .contains("\"command\" : \"COPY 3\"", "\"success\" : true")
        .doesNotContain("row_count");
    assertThat(query("files", "markdown", copy).out())
        .contains("# Command Completed", "**Command**: COPY 3");
    assertThat(query("files", "markdown", copy, "SELECT 1").out())
        .contains("**Command**: COPY 3", "**Rows**: 1");
  }

  @Test
  void settingsHoldForTheStatementsBehindThem() {
    Ran ran = query("locked", "csv", "SET work_mem = '1MB'", "SHOW work_mem");
    assertThat(ran.out()).contains("SET", "1MB");
    assertThat(ran.status()).isZero();
  }

  @Test
  void copyReadsStdinAndWritesStdout() {
    Ran out = query("files", "table", "COPY (SELECT * FROM orders ORDER BY id) TO STDOUT");
    assertThat(out.out()).isEqualTo("1\tann\t2.50\n2\tbob\t3.25\n3\tann\t1.00\n");
    query("files", "table", "CREATE TABLE o (id int, customer text, amount numeric)");
    cli.input(out.out());
    assertThat(query("files", "table", "COPY o FROM STDIN").out()).isEqualTo("COPY 3\n");
    assertThat(query("files", "csv", "SELECT sum(amount) FROM o").out()).contains("6.75");
  }

  @Test
  void afterAFailureTheNextStatementRuns() {
    Ran ran = query("files", "table", "DROP TABLE nothing", "DROP TABLE IF EXISTS nothing");
    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.out()).contains("42P01", "DROP TABLE", "1 succeeded, 1 failed");
    assertThat(ran.err()).contains("table \"nothing\" does not exist");
  }

  @Test
  void whatIsNotWritableIsNotWritten() {
    for (String sql :
        new String[] {"CREATE TABLE u AS SELECT 1 AS a", "DROP TABLE t", "COPY t TO 'x.csv'"}) {
      Ran ran = query("locked", "table", sql);
      assertThat(ran.status()).isEqualTo(1);
      assertThat(ran.err()).contains("25006", "in a read-only transaction", "writable: true");
    }
    assertThat(query("./data", "csv", "SELECT count(*) FROM orders").out()).contains("3");
    assertThat(directory.resolve("locked").toFile().list()).containsExactly("t.csv");
  }

  @Test
  void otherStatementsAreRefusedByName() {
    assertThat(query("files", "table", "INSERT INTO orders VALUES (1)").err())
        .contains("0A000", "INSERT is not supported");
    assertThat(query("locked", "table", "DELETE FROM t").err()).contains("25006");
  }

  @Test
  void aBatchFileOnlyReads() {
    Ran ran =
        cli.file("batch.yaml", "- {dataset_id: files, query: DROP TABLE orders}\n")
            .run("batch", "--format", "json", "batch.yaml");
    assertThat(ran.out()).contains("25006");
    assertThat(directory.resolve("data/orders.csv")).exists();
  }

  @Test
  void aDeadlineEndsACommandToo() {
    Ran ran =
        cli.run(
            "query",
            "-d",
            "files",
            "--deadline",
            "300",
            "CREATE TABLE t AS SELECT i AS a FROM generate_series(1, 1000000000) AS g(i)",
            "DROP TABLE IF EXISTS nothing");
    assertThat(ran.err()).contains("57014", "the deadline has passed");
    assertThat(ran.status()).isEqualTo(1);
    assertThat(directory.resolve("data").toFile().list()).containsExactly("orders.csv");
  }

  @Test
  void theShellKeepsOneSession() {
    Ran ran =
        cli.input(
                """
                SHOW work_mem;
                SET work_mem = '3MB';
                SHOW work_mem;
                CREATE TABLE t AS SELECT count(*) AS n FROM orders;
                SELECT n FROM t; SELECT n + 1 AS m FROM t;
                DROP TABLE t;
                COPY orders TO STDOUT;
                RESET ALL;
                \\c locked
                DROP TABLE t;
                SHOW work_mem;
                """)
            .run("shell", "-d", "files");
    assertThat(ran.out())
        .containsSubsequence(
            "4MB",
            "SET",
            "3MB",
            "SELECT 1",
            "3",
            "4",
            "DROP TABLE",
            "1\tann\t2.50",
            "COPY 3",
            "RESET",
            "25006",
            "4MB");
    assertThat(ran.status()).isEqualTo(1);
    assertThat(directory.resolve("data").toFile().list()).contains("orders.csv");
    assertThat(directory.resolve("data/t.parquet")).doesNotExist();
  }
}
