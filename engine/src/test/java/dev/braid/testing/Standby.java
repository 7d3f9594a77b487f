package dev.braid.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/// A hot standby of an embedded server, made from a base backup and fed by streaming replication.
public final class Standby {
  private static final List<String> NOT_COPIED = List.of("postmaster.pid", "postmaster.opts");

  private Standby() {}

  /// @param folder empty or missing; the standby's data directory
  public static EmbeddedPostgres of(EmbeddedPostgres primary, Path folder)
      throws SQLException, IOException {
    try (Connection connection = primary.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("SELECT pg_backup_start('standby', true)");
      copy(Path.of(first(statement, "SHOW data_directory")), folder);
      Files.writeString(
          folder.resolve("backup_label"),
          first(statement, "SELECT labelfile FROM pg_backup_stop(false)"));
    }
    Files.createFile(folder.resolve("standby.signal"));
    Files.writeString(
        folder.resolve("postgresql.auto.conf"),
        "primary_conninfo = 'host=localhost port=%d user=postgres'%nmax_standby_streaming_delay = 0%n"
            .formatted(primary.getPort()));
    return EmbeddedPostgres.builder()
        .setDataDirectory(folder)
        .setCleanDataDirectory(false)
        .setServerConfig("fsync", "off")
        .start();
  }

  private static String first(Statement statement, String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path copy = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
          Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwx------"));
        } else if (!NOT_COPIED.contains(file.getFileName().toString())) {
          Files.copy(file, copy);
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
