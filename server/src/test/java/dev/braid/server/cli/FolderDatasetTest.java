package dev.braid.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.server.cli.Cli.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Folders of files as datasets: those of the configuration, and those named on the command line.
final class FolderDatasetTest {
  @TempDir private Path directory;

  @BeforeEach
  void files() throws IOException {
    Files.createDirectory(directory.resolve("data"));
    Cli.in(directory)
        .file("data/orders.csv", "id,customer,amount\n1,ann,2.50\n2,bob,3.25\n3,ann,1.00\n")
        .file("data/customers.csv", "name,city\nann,Oslo\nbob,Rome\n");
  }

  private Cli configured() {
    return Cli.in(directory)
        .file(
            "braid.yaml",
            "datasets:\n"
                + Cli.dataset(1, "server")
                + "  - {id: 2, name: files, source: ./data, description: exported}\n");
  }

  @Test
  void aFolderIsAskedWithoutAnyConfiguration() {
    String sql =
        "SELECT city, sum(amount) AS total FROM orders JOIN customers ON name = customer"
            + " GROUP BY city ORDER BY city";
    for (String folder : new String[] {"data", "./data", directory.resolve("data").toString()}) {
      Ran ran = Cli.in(directory).run("query", "-d", folder, "--format", "csv", sql);
      assertThat(ran.err()).isEmpty();
      assertThat(ran.out()).isEqualTo("city,total\r\nOslo,3.50\r\nRome,3.25\r\n");
    }
  }

  @Test
  void aUrlIsNoFolderAndIsNotShown() {
    Ran ran = Cli.in(directory).run("query", "-d", "postgresql://me:secret@host/db", "SELECT 1");
    assertThat(ran.err()).contains("22023: a URL is no dataset and no folder");
    assertThat(ran.out() + ran.err()).doesNotContain("secret");
  }

  @Test
  void aConfiguredNameGoesBeforeAFolder() throws IOException {
    Files.createDirectory(directory.resolve("server"));
    Ran ran = configured().run("query", "-d", "server", "--format", "csv", "SHOW server_version");
    assertThat(ran.out()).contains("18.");
  }

  @Test
  void aFolderBesideAConfigurationIsADatasetOfItsOwn() throws IOException {
    Files.createDirectory(directory.resolve("2024 more"));
    Cli cli = configured().file("2024 more/t.csv", "a\n7\n");
    Ran ran =
        cli.run(
            "query",
            "-d",
            "2024 more",
            "--format",
            "csv",
            "SELECT a, count(*) FROM t, files.orders GROUP BY a");
    assertThat(ran.err()).isEmpty();
    assertThat(ran.out()).isEqualTo("a,count\r\n7,3\r\n");
    assertThat(cli.run("query", "-d", "2024 more", "SELECT 1").out()).contains("2024_more");
  }

  @Test
  void limitsHoldForFoldersToo() {
    String rows = IntStream.range(0, 100).mapToObj(i -> i + "\n").collect(Collectors.joining());
    Cli cli = Cli.in(directory).file("data/many.csv", "n\n" + rows);
    Ran ran = cli.run("query", "-d", "data", "--format", "json", "SELECT n FROM many");
    assertThat(ran.out()).contains("\"row_count\" : 5", "\"truncated\" : true");
  }

  @Test
  void whatIsNoFolderIsSaidToBeNone() {
    Cli cli = Cli.in(directory);
    Ran missing = cli.run("query", "-d", "./nowhere", "SELECT 1");
    assertThat(missing.err()).contains("58030: there is no folder \"./nowhere\"");
    assertThat(missing.status()).isEqualTo(2);
    Ran file = cli.run("query", "-d", "data/orders.csv", "SELECT 1");
    assertThat(file.err())
        .contains("\"data/orders.csv\" is no folder", "every Parquet or CSV file there is a table");
    assertThat(file.status()).isEqualTo(2);
    Ran name = cli.run("query", "-d", "nowhere", "SELECT 1");
    assertThat(name.err()).contains("no configuration found", "-d FOLDER");
    assertThat(configured().run("query", "-d", "./nowhere", "SELECT 1").err())
        .contains("there is no folder \"./nowhere\"");
  }

  @Test
  void anUnknownTableNamesThoseThereAre() throws IOException {
    Ran ran = Cli.in(directory).run("query", "-d", "data", "SELECT * FROM nothing_like_it");
    assertThat(ran.err())
        .contains("42P01: relation \"nothing_like_it\" does not exist")
        .contains("known: customers, orders");
    assertThat(ran.status()).isEqualTo(1);
    assertThat(Cli.in(directory).run("query", "-d", "data", "SELECT * FROM order").err())
        .contains("42601");
    Files.createDirectory(directory.resolve("empty"));
    assertThat(Cli.in(directory).run("query", "-d", "empty", "SELECT * FROM t").err())
        .contains("known: none");
  }

  @Test
  void aBadFileFailsOnlyItsOwnQueries() throws IOException {
    Files.writeString(directory.resolve("data/bad.parquet"), "no Parquet at all");
    Files.writeString(directory.resolve("data/nothing.csv"), "");
    Cli cli = Cli.in(directory);
    assertThat(cli.run("query", "-d", "data", "SELECT * FROM bad").err())
        .contains("XX001", "bad.parquet\" is corrupted");
    assertThat(cli.run("query", "-d", "data", "SELECT * FROM nothing").err())
        .contains("22P04: nothing.csv is empty", "needs a header");
    assertThat(cli.run("query", "-d", "data", "SELECT count(*) FROM orders").status()).isZero();
    assertThat(cli.run("schema", "-d", "data", "--format", "csv").out())
        .contains("public,bad,unreadable,0,,0,")
        .contains("public,orders,table,3,3,");
    assertThat(cli.run("sample", "-d", "data", "orders").status()).isZero();
    assertThat(cli.run("sample", "-d", "data", "bad").err()).contains("XX001");
  }

  @Test
  void theDoctorNamesBadFiles() throws IOException {
    Cli cli = configured();
    Ran healthy = cli.run("doctor");
    assertThat(healthy.out())
        .containsSubsequence("1 server", "read-only in force", "2 files", "✓ 2 tables, 1 kB");
    assertThat(healthy.status()).isZero();
    Files.writeString(directory.resolve("data/bad.parquet"), "no Parquet at all");
    Ran wrong = cli.run("doctor", "-d", "files");
    assertThat(wrong.out())
        .contains("✓ 2 tables", "✗ table \"bad\": Parquet file")
        .doesNotContain("1 server ");
    assertThat(wrong.status()).isEqualTo(1);
  }

  @Test
  void theDoctorSaysThatAFolderIsMissingOrEmpty() throws IOException {
    Files.createDirectory(directory.resolve("empty"));
    Ran ran =
        Cli.in(directory)
            .file(
                "braid.yaml",
                """
                datasets:
                  - {id: 1, name: missing, source: ./missing}
                  - {id: 2, name: empty, source: ./empty}
                  - {id: 3, name: file, source: ./braid.yaml}
                """)
            .run("doctor");
    assertThat(ran.out())
        .containsSubsequence(
            "1 missing", "✗ there is no such folder", "2 empty", "! no table", "✗ it is no folder");
    assertThat(ran.status()).isEqualTo(1);
  }

  @Test
  void theDoctorNeedsNoConfigurationForAFolder() {
    Ran ran = Cli.in(directory).run("doctor", "-d", "./data");
    assertThat(ran.out()).contains("✓ 2 tables");
    assertThat(ran.status()).isZero();
  }

  @Test
  void schemaSampleAndContextShowAFolder() {
    Cli cli = configured();
    assertThat(cli.run("datasets", "--format", "csv").out()).contains("2,files,exported,/");
    assertThat(cli.run("schema", "-d", "data", "orders", "--format", "csv").out())
        .contains("id,integer", "customer,text", "amount,numeric");
    assertThat(cli.run("sample", "-d", "2", "orders", "-n", "2", "--format", "csv").out())
        .isEqualTo("id,customer,amount\r\n1,ann,2.50\r\n2,bob,3.25\r\n");
    Ran context = cli.run("context", "-d", "files", "-t", "orders");
    assertThat(context.out())
        .contains("## Table public.orders in detail", "2.50, 3.25, 1.00")
        .contains("the table is files in a folder")
        .doesNotContain("pg_stats");
    assertThat(context.status()).isZero();
  }

  @Test
  void statsShowTheEngineWhereThereAreFolders() {
    Cli cli = configured();
    assertThat(cli.run("stats", "--format", "json").out())
        .contains("\"dataset_name\" : \"server\"", "\"engine\"", "\"memory_limit_bytes\"");
    assertThat(cli.run("stats", "--format", "table").out())
        .containsSubsequence("Connection Pool Stats", "Engine Stats", "Column cache");
    assertThat(Cli.withDataset(directory).run("stats", "--format", "table").out())
        .doesNotContain("Engine");
  }

  @Test
  void aBatchAsksServersAndFoldersTogether() {
    Ran ran =
        configured()
            .file(
                "batch.yaml",
                """
                - {dataset_id: server, query: SELECT 1 AS one, label: There}
                - {dataset_id: files, query: SELECT count(*) FROM orders, label: Here}
                - {dataset_id: ./data, query: SELECT max(city) FROM customers, label: By path}
                - {dataset_id: files, query: SELECT 1/0 FROM orders, label: Wrong}
                """)
            .run("batch", "--format", "json", "batch.yaml");
    assertThat(ran.out())
        .contains("\"successful\" : 3")
        .containsSubsequence("There", "Here", "By path", "\"files\"", "Rome", "Wrong", "22012");
    assertThat(ran.err()).contains("Query 4 of 4, Wrong [files]:", "division by zero");
  }

  @Test
  void aFolderCannotBeWrittenTo() {
    Ran ran = Cli.in(directory).run("query", "-d", "data", "DELETE FROM orders");
    assertThat(ran.err()).contains("25006");
    assertThat(ran.status()).isEqualTo(1);
  }

  @Test
  void aTypeThatTurnsOutWrongIsInferredAnewWithinOneCommand() {
    String numbers =
        IntStream.range(0, 20_000).mapToObj(i -> i + "\n").collect(Collectors.joining());
    Ran ran =
        Cli.in(directory)
            .file("data/late.csv", "n\n" + numbers + "none\n")
            .run("query", "-d", "data", "--format", "csv", "SELECT count(n), max(n) FROM late");
    assertThat(ran.err()).isEmpty();
    assertThat(ran.out()).isEqualTo("count,max\r\n20001,none\r\n");
  }

  @Test
  void explainShowsThePlan() {
    Ran ran =
        Cli.in(directory)
            .run(
                "query",
                "-d",
                "data",
                "--format",
                "csv",
                "--max-rows",
                "5",
                "EXPLAIN (ANALYZE, COSTS off, TIMING off, SUMMARY off) SELECT * FROM orders");
    assertThat(ran.out()).contains("Seq Scan on orders (actual rows=3");
  }

  @Test
  void theDeadlineCancelsAQueryOverFiles() {
    String rows = IntStream.range(0, 5000).mapToObj(i -> i + "\n").collect(Collectors.joining());
    Ran ran =
        Cli.in(directory)
            .file("data/n.csv", "n\n" + rows)
            .run(
                "query",
                "-d",
                "data",
                "--format",
                "json",
                "--deadline",
                "300",
                "SELECT count(*) FROM n a, n b, n c WHERE a.n + b.n > c.n");
    assertThat(ran.out()).contains("57014");
    assertThat(ran.status()).isEqualTo(1);
  }

  @Test
  void theShellDescribesAndAsksAFolder() {
    Ran ran =
        Cli.in(directory)
            .input("\\d\n\\d orders\nSELECT count(*) AS orders FROM orders;\n\\stats\n")
            .run("shell", "-d", "data");
    assertThat(ran.out())
        .containsSubsequence("customers", "table public.orders", "amount   | numeric", "3")
        .contains("Engine Stats");
    assertThat(ran.status()).isZero();
  }

  @Test
  void namesAreIdentifiers() {
    assertThat(AdHocFolders.identifier(Path.of("/x/2024 sales-eu"))).isEqualTo("_2024_sales_eu");
    assertThat(AdHocFolders.identifier(Path.of("/"))).isEqualTo("folder");
    assertThat(AdHocFolders.identifier(Path.of("tpch-sf1"))).isEqualTo("tpch_sf1");
  }
}
