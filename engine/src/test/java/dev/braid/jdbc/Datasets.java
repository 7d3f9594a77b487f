package dev.braid.jdbc;

import dev.braid.testing.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// A configuration with the test server as `server`, and two folders: `files`, and `drafts`, which
/// is writable.
final class Datasets {
  private final Path file;

  private Datasets(Path file) {
    this.file = file;
  }

  static Datasets in(Path folder) {
    try {
      Path files = Files.createDirectories(folder.resolve("files"));
      Files.createDirectories(folder.resolve("drafts"));
      Files.writeString(
          files.resolve("orders.csv"),
          """
          id,customer,amount,placed
          1,ann,2.50,2026-03-01
          2,bob,3.25,2026-03-02
          3,ann,1.00,2026-03-02
          """);
      Path file = folder.resolve("braid.yaml");
      Files.writeString(
          file,
          """
          datasets:
            - id: 1
              name: server
              source: {url: "postgresql://localhost:%d/postgres", user: %s, password: %s}
              time_zone: UTC
            - {id: 2, name: files, source: files, time_zone: UTC}
            - {id: 3, name: drafts, source: {folder: drafts, writable: true}, time_zone: UTC}
          """
              .formatted(TestPostgres.port(), TestPostgres.READER, TestPostgres.READER_PASSWORD));
      return new Datasets(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path file() {
    return file;
  }

  String url(String dataset) {
    return "jdbc:braid:" + file + "?dataset=" + dataset;
  }

  Connection server() throws SQLException {
    return DriverManager.getConnection(url("server"));
  }

  Connection files() throws SQLException {
    return DriverManager.getConnection(url("files"));
  }

  Connection drafts() throws SQLException {
    return DriverManager.getConnection(url("drafts") + "&readOnly=false");
  }

  /// Every value as text, rows separated.
  static List<List<String>> ask(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return texts(rows);
    }
  }

  static List<List<String>> texts(ResultSet rows) throws SQLException {
    List<List<String>> all = new ArrayList<>();
    while (rows.next()) {
      List<String> row = new ArrayList<>();
      for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
        row.add(rows.getString(i));
      }
      all.add(row);
    }
    return all;
  }
}
