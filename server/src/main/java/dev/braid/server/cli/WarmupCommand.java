package dev.braid.server.cli;

import dev.braid.Braid;
import dev.braid.server.mcp.ServeOptions;
import dev.braid.server.mcp.stdio.McpStdio;
import dev.braid.server.report.Format;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `braid warmup`: the training run of the launcher's AOT cache. It does once what short commands
/// and the start of a server do, so that the JVM writes down the classes and profiles they need.
///
/// A PostgreSQL of its own makes the training real; where none can be started, what fails at a
/// closed port still trains most of it.
@Command(name = "warmup", hidden = true, description = "Train the quick start.")
final class WarmupCommand implements Callable<Integer> {
  private static final int REPEATS = 3;

  private static final String CONVERSATION =
      """
      {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18",\
      "capabilities":{},"clientInfo":{"name":"warmup","version":"1"}}}
      {"jsonrpc":"2.0","method":"notifications/initialized"}
      {"jsonrpc":"2.0","id":2,"method":"tools/list","params":{}}
      {"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"list_available_datasets",\
      "arguments":{}}}
      {"jsonrpc":"2.0","id":4,"method":"tools/call","params":{"name":"execute_multi_query",\
      "arguments":{"queries":[{"dataset_id":1,"query":"SELECT 1 AS one"}]}}}
      """;

  private final BraidCommand braid;

  WarmupCommand(BraidCommand braid) {
    this.braid = braid;
  }

  @Override
  public Integer call() throws IOException {
    Path directory = Files.createTempDirectory("braid-warmup-");
    try {
      train(directory);
    } finally {
      WarmupFolder.delete(directory);
    }
    return ExitCode.SUCCESS;
  }

  private void train(Path directory) throws IOException {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start()) {
      makeReader(postgres);
      commands(directory, postgres.getPort());
    } catch (IOException | SQLException | IllegalStateException e) {
      braid.streams().err().println("no PostgreSQL to train with: " + e);
      commands(directory, 1);
    }
  }

  private static void makeReader(EmbeddedPostgres postgres) throws SQLException, IOException {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE ROLE reader LOGIN PASSWORD 'reader'; CREATE TABLE t (i int)");
      // The embedded server trusts everybody; a login with a password is what costs time.
      try (ResultSet row = statement.executeQuery("SHOW hba_file")) {
        row.next();
        Files.writeString(
            Path.of(row.getString(1)),
            "host all postgres all trust\nhost all all all scram-sha-256\n");
      }
      statement.execute("SELECT pg_reload_conf()");
    }
  }

  private static void commands(Path directory, int port) throws IOException {
    Files.writeString(
        directory.resolve("braid.yaml"),
        """
        datasets:
          - id: 1
            name: warm
            source: postgresql://reader:reader@localhost:%d/postgres
            pool: {connect_timeout: 2s, acquire_timeout: 2s}
        """
            .formatted(port));
    for (int i = 0; i < REPEATS; i++) {
      for (Format format : Format.values()) {
        run(directory, "query", "--format", format.name(), "SELECT 1 AS one", "SELECT 'x' AS x");
      }
      run(directory, "query", "-p", "1", "SELECT $1::int AS n, now() FROM pg_class WHERE 1 = 2");
      run(directory, "query", "SELECT nowhere");
      run(directory, "schema");
    }
    run(directory, "doctor");
    run(directory, "--help");
    WarmupFolder.make(directory.resolve("files"));
    for (int i = 0; i < REPEATS; i++) {
      for (String sql : WarmupFolder.QUERIES) {
        run(directory, "query", "-d", "./files", sql);
      }
    }
    run(directory, "schema", "-d", "./files", "orders");
    var _ = QuickExit.handle();
    serve(directory);
  }

  private static void run(Path directory, String... arguments) {
    Main.run(streams(directory), arguments);
  }

  private static void serve(Path directory) throws IOException {
    BraidCommand command = new BraidCommand(streams(directory));
    try (Workspace workspace = command.open()) {
      Braid braid = workspace.braid();
      McpStdio.run(
          braid,
          ServeOptions.DEFAULT,
          new ByteArrayInputStream(CONVERSATION.getBytes(StandardCharsets.UTF_8)),
          OutputStream.nullOutputStream(),
          new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    }
  }

  private static Streams streams(Path directory) {
    return new Streams(
        new ByteArrayInputStream(new byte[0]),
        new PrintWriter(new StringWriter()),
        new PrintWriter(new StringWriter()),
        Streams.Terminals.NONE,
        Map.of(),
        directory);
  }
}
