package dev.braid.server.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Who may log in to the demo server: `pg_hba.conf`.
///
/// While the data is made, anyone on this machine; a superuser can run programs as the user who
/// started the demo, so afterwards only those who know a password that is made anew for each start.
final class DemoAccess {
  private DemoAccess() {}

  static void open(Path data) throws IOException {
    write(data, "trust");
  }

  static void lock(Path data) throws IOException {
    write(data, "scram-sha-256");
  }

  private static void write(Path data, String method) throws IOException {
    Files.writeString(
        data.resolve("pg_hba.conf"),
        """
        host all all 127.0.0.1/32 %1$s
        host all all ::1/128 %1$s
        """
            .formatted(method));
  }
}
