package dev.braid.server.cli;

import dev.braid.server.cli.Streams.Terminals;
import dev.braid.testing.TestPostgres;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// Runs commands in this process, in a folder of their own, and keeps what they print.
final class Cli {
  private final Path directory;
  private final Map<String, String> environment = new HashMap<>();
  private String input = "";
  private Terminals terminal = Terminals.NONE;

  private Cli(Path directory) {
    this.directory = directory;
  }

  /// What a command did.
  record Ran(int status, String out, String err) {}

  static Cli in(Path directory) {
    return new Cli(directory);
  }

  /// With a braid.yaml of one dataset, id 1, named `test`, on the test server.
  static Cli withDataset(Path directory) {
    return in(directory).file("braid.yaml", "datasets:\n" + dataset(1, "test"));
  }

  /// A dataset on the test server, as an item of `datasets`.
  static String dataset(int id, String name) {
    return """
      - id: %d
        name: %s
        description: what the tests ask
        source: postgresql://reader:reader-secret@localhost:%d/postgres
    """
        .formatted(id, name, TestPostgres.port());
  }

  Cli file(String name, String content) {
    try {
      Files.writeString(directory.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  Cli environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  Cli input(String text) {
    input = text;
    return this;
  }

  Cli terminal(boolean in, boolean out, boolean err) {
    terminal = new Terminals(in, out, err);
    return this;
  }

  Ran run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status =
        Main.run(
            new Streams(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintWriter(out),
                new PrintWriter(err),
                terminal,
                environment,
                directory),
            arguments);
    return new Ran(status, out.toString(), err.toString());
  }
}
