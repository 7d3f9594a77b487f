package dev.braid.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/// From the start of `./braid` to its first answer.
public final class StartUp {
  private static final String INITIALIZE =
      """
      {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"bench","version":"1"}}}
      """;

  private StartUp() {}

  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("braid-bench");
    Path config = folder.resolve("braid.yaml");
    try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
      try (Connection connection = server.getPostgresDatabase().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("CREATE ROLE reader LOGIN PASSWORD 'reader'");
      }
      Files.writeString(
          config,
          """
          datasets:
            - {id: 1, name: bench, source: "postgresql://reader:reader@localhost:%d/postgres"}
          """
              .formatted(server.getPort()));
      Sample initialize = Sample.ofTimed(3, 21, () -> initialize(config));
      Sample select =
          Sample.of(
              3, 21, () -> run("./braid", "query", "-c", config.toString(), "-d", "1", "select 1"));
      Sample version = Sample.of(3, 21, () -> run("./braid", "--version"));
      System.out.println(
          "| from process start (21 runs, caches warm) | p50, ms | max, ms | wanted |");
      System.out.println("|---|---|---|---|");
      row("MCP over stdio: `initialize` answered", initialize, "600");
      row("CLI: `select 1` on a running server, to process end", select, "700");
      row("CLI: `--version`, to process end", version, "");
    } finally {
      Files.deleteIfExists(config);
      Files.deleteIfExists(folder);
    }
  }

  private static void row(String name, Sample sample, String wanted) {
    System.out.printf(
        Locale.ROOT,
        "| %s | %.0f | %.0f | %s |%n",
        name,
        sample.median(),
        sample.max(),
        wanted.isEmpty() ? "" : "at most " + wanted);
  }

  /// To the answer, not to the process's end.
  private static double initialize(Path config) throws IOException, InterruptedException {
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder("./braid", "serve", "--stdio", "-c", config.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader out =
            new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        OutputStream in = process.getOutputStream()) {
      in.write(INITIALIZE.getBytes(StandardCharsets.UTF_8));
      in.flush();
      String answer = out.readLine();
      if (answer == null || !answer.contains("serverInfo")) {
        throw new IllegalStateException("no answer to initialize: " + answer);
      }
      return (System.nanoTime() - start) / 1e6;
    } finally {
      process.destroy();
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    }
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (process.waitFor() != 0) {
      throw new IllegalStateException(String.join(" ", command) + " failed");
    }
  }
}
