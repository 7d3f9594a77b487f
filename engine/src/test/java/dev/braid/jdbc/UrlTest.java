package dev.braid.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.braid.testing.TestPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UrlTest {
  @TempDir Path folder;

  @Test
  void theDriverIsFoundByItsUrl() throws SQLException {
    Driver driver = DriverManager.getDriver("jdbc:braid:braid.yaml");
    assertThat(driver).isInstanceOf(BraidDriver.class);
    assertThat(driver.connect("jdbc:postgresql://localhost/x", new Properties())).isNull();
  }

  @Test
  void aFolderNeedsNoConfiguration() throws SQLException {
    Datasets.in(folder);
    try (Connection connection =
        DriverManager.getConnection("jdbc:braid:folder=" + folder.resolve("files"))) {
      assertThat(Datasets.ask(connection, "SELECT sum(amount) FROM orders"))
          .isEqualTo(List.of(List.of("6.75")));
      assertThat(connection.getCatalog()).isEqualTo("files");
    }
  }

  @Test
  void theDatasetMayComeAsAProperty() throws SQLException {
    Datasets datasets = Datasets.in(folder);
    Properties properties = new Properties();
    properties.setProperty("dataset", "2");
    properties.setProperty("user", "whoever");
    try (Connection connection =
        DriverManager.getConnection("jdbc:braid:" + datasets.file(), properties)) {
      assertThat(connection.getCatalog()).isEqualTo("files");
    }
  }

  @Test
  void ofSeveralDatasetsOneHasToBeNamed() {
    Datasets datasets = Datasets.in(folder);
    assertThatThrownBy(() -> DriverManager.getConnection("jdbc:braid:" + datasets.file()))
        .hasMessageContaining("known datasets: 1 (server), 2 (files), 3 (drafts)");
  }

  @Test
  void aMisspeltPropertyIsAnError() {
    Datasets datasets = Datasets.in(folder);
    assertThatThrownBy(
            () -> DriverManager.getConnection("jdbc:braid:" + datasets.file() + "?datset=files"))
        .hasMessageContaining("unknown property \"datset\"");
  }

  @Test
  void aFileThatIsNotThereIsNoConnection() {
    assertThatThrownBy(
            () -> DriverManager.getConnection("jdbc:braid:" + folder.resolve("none.yaml")))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08001"))
        .hasMessageContaining("does not exist");
  }

  @Test
  void shardsNeedNoConfiguration() throws SQLException {
    String[] shards = {"url_shard_1", "url_shard_2"};
    for (int i = 0; i < shards.length; i++) {
      TestPostgres.execute("DROP DATABASE IF EXISTS " + shards[i] + " WITH (FORCE)");
      TestPostgres.execute(
          "CREATE DATABASE " + shards[i] + " TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'");
      String address = "jdbc:postgresql://localhost:" + TestPostgres.port() + "/" + shards[i];
      try (Connection own = DriverManager.getConnection(address, "postgres", "");
          java.sql.Statement statement = own.createStatement()) {
        statement.execute(
            """
            CREATE TABLE kind (k int, name text); INSERT INTO kind VALUES (1, 'one'), (2, 'two');
            CREATE TABLE item (id int, k int); INSERT INTO item SELECT i, mod(i, 3) FROM generate_series(%d, %d) i;
            """
                .formatted(i * 10 + 1, i * 10 + 10));
      }
    }
    String url =
        "jdbc:braid:shards=localhost:%d/url_shard_1,localhost:%d/url_shard_2?tables=item:id,kind"
            .formatted(TestPostgres.port(), TestPostgres.port());
    try (Connection connection =
        DriverManager.getConnection(url, TestPostgres.READER, TestPostgres.READER_PASSWORD)) {
      assertThat(
              Datasets.ask(
                  connection,
                  "SELECT name, count(*) FROM item JOIN kind USING (k) GROUP BY 1 ORDER BY 1"))
          .isEqualTo(List.of(List.of("one", "7"), List.of("two", "7")));
    }
    assertThatThrownBy(() -> DriverManager.getConnection("jdbc:braid:x.yaml?tables=item:id"))
        .hasMessageContaining("shards=");
    for (String shard : shards) {
      TestPostgres.execute("DROP DATABASE " + shard + " WITH (FORCE)");
    }
  }
}
