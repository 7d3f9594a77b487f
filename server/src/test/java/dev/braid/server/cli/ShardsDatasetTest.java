package dev.braid.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.server.cli.Cli.Ran;
import dev.braid.testing.TestPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Shards from the command line: INSERT, partial answers, pools.
final class ShardsDatasetTest {
  @TempDir private Path directory;

  @BeforeAll
  static void create() throws SQLException {
    drop();
    for (int i = 0; i < 2; i++) {
      TestPostgres.execute("CREATE DATABASE cli_shard" + i);
      try (Connection connection =
              DriverManager.getConnection(
                  "jdbc:postgresql://localhost:" + TestPostgres.port() + "/cli_shard" + i,
                  "postgres",
                  "");
          Statement statement = connection.createStatement()) {
        statement.execute(
            "CREATE TABLE items (region text, n int); GRANT INSERT ON items TO reader");
      }
    }
  }

  @AfterEach
  void allowConnections() {
    TestPostgres.execute("ALTER DATABASE cli_shard1 CONNECTION LIMIT -1");
  }

  @AfterAll
  static void drop() {
    for (int i = 0; i < 2; i++) {
      TestPostgres.execute("DROP DATABASE IF EXISTS cli_shard" + i + " WITH (FORCE)");
    }
  }

  private Cli cli(boolean writable) {
    return Cli.in(directory)
        .file(
            "braid.yaml",
            """
            datasets:
              - id: 1
                name: shop
                pool: {min: 0}
                source:
                  writable: %s
                  shards:
                    - postgresql://reader:reader-secret@localhost:%d/cli_shard0
                    - postgresql://reader:reader-secret@localhost:%d/cli_shard1
                  tables:
                    items: {sharded_by: region, list: [[EU], [US]]}
            """
                .formatted(writable, TestPostgres.port(), TestPostgres.port()));
  }

  @Test
  void writableShardsTakeInserts() {
    Cli cli = cli(true);
    Ran ran =
        cli.run(
            "query",
            "--format",
            "csv",
            "INSERT INTO items VALUES ('EU', 1), ('EU', 2)",
            "INSERT INTO items VALUES ('US', 3) RETURNING n",
            "SELECT count(*), sum(n) FROM items",
            "DELETE FROM items");
    assertThat(ran.out()).contains("INSERT 0 2", "n\r\n3", "count,sum\r\n3,6").contains("25006");
    assertThat(ran.status()).isNotZero();
  }

  @Test
  void onlyWhereTheDatasetSaysSo() {
    Ran ran = cli(false).run("query", "INSERT INTO items VALUES ('EU', 1)");
    assertThat(ran.err()).contains("25006");
    assertThat(ran.status()).isNotZero();
  }

  @Test
  void neverInABatch() {
    Ran ran =
        cli(true)
            .file(
                "batch.yaml",
                """
                - dataset_id: shop
                  query: INSERT INTO items VALUES ('EU', 1)
                """)
            .run("batch", "batch.yaml");
    assertThat(ran.err()).contains("25006");
  }

  @Test
  void aPartialAnswerIsToldInEveryFormat() {
    TestPostgres.execute("ALTER DATABASE cli_shard1 CONNECTION LIMIT 0");
    Cli cli = cli(false);
    String sql = "SELECT count(*) FROM items";
    assertThat(cli.run("query", sql).err()).contains("53300").contains("cli_shard1");
    for (String format : new String[] {"table", "markdown", "json"}) {
      assertThat(cli.run("query", "--allow-partial", "--format", format, sql).out())
          .contains("The answer is partial")
          .contains("cli");
    }
    Ran csv = cli.run("query", "--allow-partial", "--format", "csv", sql);
    assertThat(csv.out()).startsWith("count\r\n");
    assertThat(csv.err()).contains("WARNING: The answer is partial").contains("cli_shard1");
    cli.file(
        "batch.yaml",
        """
        allow_partial: true
        queries:
          - dataset_id: shop
            query: SELECT count(*) FROM items
        """);
    assertThat(cli.run("batch", "batch.yaml", "--format", "json").out()).contains("\"partial\"");
  }

  @Test
  void everyShardsPoolIsShown() {
    Ran ran = cli(false).run("stats", "--format", "csv");
    assertThat(ran.out()).contains("/cli_shard0", "/cli_shard1");
  }
}
