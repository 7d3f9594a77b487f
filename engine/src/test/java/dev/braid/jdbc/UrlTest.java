package dev.braid.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
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
          .isEqualTo(java.util.List.of(java.util.List.of("6.75")));
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
}
