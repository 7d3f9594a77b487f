package dev.braid.source.postgres.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.braid.testing.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Shards by JDBC, configured by a file: writes, and warnings of partial answers.
@Timeout(120)
class ShardJdbcTest {
  private static String[] shards = {};

  @TempDir private Path folder;

  @BeforeAll
  static void create() {
    shards = TestShards.create("jdbc_shard", 2);
    for (String shard : shards) {
      TestServers.execute(shard, "GRANT INSERT ON items TO reader");
    }
  }

  @AfterEach
  void allowConnections() {
    TestShards.limit(-1, shards);
  }

  @AfterAll
  static void drop() {
    TestShards.drop(shards);
  }

  private Connection connect(String more) throws Exception {
    StringBuilder urls = new StringBuilder();
    for (String shard : shards) {
      urls.append(
          "          - postgresql://%s:%s@localhost:%d/%s%n"
              .formatted(
                  TestPostgres.READER, TestPostgres.READER_PASSWORD, TestPostgres.port(), shard));
    }
    Path file = folder.resolve("braid.yaml");
    Files.writeString(
        file,
        """
        datasets:
          - id: 1
            name: shop
            time_zone: UTC
            source:
              %s
              shards:
        %s
              tables:
                items: {sharded_by: id, hash: md5}
        """
            .formatted(more, urls));
    return DriverManager.getConnection("jdbc:braid:" + file + "?dataset=shop&readOnly=false");
  }

  @Test
  void aWritableDatasetTakesInserts() throws Exception {
    try (Connection connection = connect("writable: true")) {
      assertThat(connection.isReadOnly()).isFalse();
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO items (id, label) VALUES (?, ?)")) {
        for (int id = -10; id < 0; id++) {
          insert.setInt(1, id);
          insert.setString(2, "new");
          assertThat(insert.executeUpdate()).isEqualTo(1);
        }
      }
      try (Statement statement = connection.createStatement()) {
        try (ResultSet rows =
            statement.executeQuery("INSERT INTO items VALUES (-11, 'new') RETURNING id, label")) {
          assertThat(rows.next()).isTrue();
          assertThat(rows.getInt(1)).isEqualTo(-11);
          assertThat(rows.getString("label")).isEqualTo("new");
          assertThat(rows.next()).isFalse();
        }
        try (ResultSet rows =
            statement.executeQuery("SELECT count(*) FROM items WHERE label = 'new'")) {
          rows.next();
          assertThat(rows.getInt(1)).isEqualTo(11);
        }
      }
      connection.setReadOnly(true);
      try (Statement statement = connection.createStatement()) {
        SQLException error =
            catchThrowableOfType(
                SQLException.class, () -> statement.execute("INSERT INTO items VALUES (-12, 'x')"));
        assertThat(error.getSQLState()).isEqualTo("25006");
      }
    } finally {
      for (String shard : shards) {
        TestServers.execute(shard, "DELETE FROM items WHERE id < 0");
      }
    }
  }

  @Test
  void withoutTheSettingTheConnectionIsReadOnly() throws Exception {
    try (Connection connection = connect("writable: false");
        Statement statement = connection.createStatement()) {
      assertThat(connection.isReadOnly()).isTrue();
      SQLException error =
          catchThrowableOfType(
              SQLException.class, () -> statement.execute("INSERT INTO items VALUES (-12, 'x')"));
      assertThat(error.getSQLState()).isEqualTo("25006");
    }
  }

  @Test
  void aPartialAnswerComesWithAWarning() throws Exception {
    TestShards.limit(0, shards[1]);
    try (Connection connection = connect("allow_partial: true");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT count(*) FROM items")) {
      assertThat(rows.getWarnings().getMessage()).contains("partial").contains(shards[1]);
      rows.next();
      assertThat(rows.getLong(1)).isBetween(1L, TestShards.ROWS - 1L);
    }
  }
}
