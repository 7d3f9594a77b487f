package dev.braid.testing;

import dev.braid.catalog.BatchLimits;
import dev.braid.catalog.Config;
import dev.braid.catalog.Dataset;
import dev.braid.catalog.Description;
import dev.braid.catalog.Limits;
import dev.braid.catalog.PoolSettings;
import dev.braid.catalog.PostgresSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// The real PostgreSQL 18 that tests run against: one server for all tests of a JVM.
///
/// Tests ask it as `reader`, an ordinary role that may read everything in `public` of the database
/// `postgres`, and prepare or inspect it as the superuser.
public final class TestPostgres {
  public static final String READER = "reader";
  public static final String READER_PASSWORD = "reader-secret";

  private static final EmbeddedPostgres SERVER = start();

  private TestPostgres() {}

  private static EmbeddedPostgres start() {
    try {
      EmbeddedPostgres server =
          EmbeddedPostgres.builder()
              .setServerConfig("max_connections", "200")
              .setServerConfig("fsync", "off")
              .start();
      try (Connection connection = server.getPostgresDatabase().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute(
            """
            CREATE ROLE reader LOGIN PASSWORD 'reader-secret';
            GRANT pg_read_all_data TO reader;
            """);
        requirePasswords(connection);
      }
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The embedded server trusts everybody; tests of passwords need one that asks for them.
  private static void requirePasswords(Connection connection) throws SQLException, IOException {
    try (Statement statement = connection.createStatement()) {
      try (ResultSet row = statement.executeQuery("SHOW hba_file")) {
        row.next();
        Files.writeString(
            Path.of(row.getString(1)),
            """
            local all all trust
            host all postgres all trust
            host all all all scram-sha-256
            """);
      }
      statement.execute("SELECT pg_reload_conf()");
    }
  }

  public static int port() {
    return SERVER.getPort();
  }

  public static String jdbcUrl() {
    return "jdbc:postgresql://localhost:" + port() + "/postgres";
  }

  /// A new connection as the superuser.
  public static Connection superuser() {
    try {
      return SERVER.getPostgresDatabase().getConnection();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Runs statements as the superuser, outside any transaction.
  public static void execute(String sql) {
    try (Connection connection = superuser();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The first column of the first row, as text, asked as the superuser.
  public static String ask(String sql) {
    try (Connection connection = superuser();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Backends of Braid's pools that are running a statement right now.
  public static int activeBackends() {
    return Integer.parseInt(
        ask("SELECT count(*) FROM pg_stat_activity WHERE usename = 'reader' AND state = 'active'"));
  }

  public static PostgresSource source() {
    return new PostgresSource(
        jdbcUrl(),
        READER,
        READER_PASSWORD,
        "postgresql://reader:***@localhost:" + port() + "/postgres");
  }

  /// A dataset on the test server, asked as `reader`.
  public static Dataset dataset(int id, String name, PoolSettings pool) {
    return new Dataset(
        id, name, "", source(), pool, Limits.DEFAULT, false, "UTC", Description.NONE);
  }

  /// One dataset, id 1, named `test`.
  public static Config config() {
    return new Config(List.of(dataset(1, "test", PoolSettings.DEFAULT)), BatchLimits.DEFAULT);
  }
}
