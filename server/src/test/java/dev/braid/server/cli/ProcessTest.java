package dev.braid.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.braid.testing.Await;
import dev.braid.testing.TestPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What only a process of its own shows: exit status, signals, and a clean stdout.
final class ProcessTest {
  @TempDir private Path directory;

  private final List<Process> started = new ArrayList<>();

  /// Those that a failed test left running.
  @AfterEach
  void end() {
    started.forEach(Process::destroyForcibly);
  }

  private Process start(String terminal, String... arguments) throws IOException {
    return start(Redirect.PIPE, terminal, arguments);
  }

  private Process start(Redirect stdout, String terminal, String... arguments) throws IOException {
    Cli.withDataset(directory);
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-Dbraid.terminal=" + terminal,
                "--enable-native-access=ALL-UNNAMED",
                Main.class.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().put("TERM", "xterm");
    builder.redirectOutput(stdout);
    Process process = builder.redirectError(directory.resolve("err").toFile()).start();
    started.add(process);
    return process;
  }

  private String err() {
    try {
      return Files.readString(directory.resolve("err"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String output(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void theExitStatusIsTheCommands() throws Exception {
    Process process = start("", "query", "SELECT nowhere");
    assertThat(output(process)).contains("nowhere");
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(1);
  }

  @Test
  void resultsThatCannotBeWrittenAreAFailure() throws Exception {
    assumeThat(Path.of("/dev/full")).exists();
    Process process = start(Redirect.to(new File("/dev/full")), "", "query", "SELECT 1");
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(1);
    assertThat(err()).contains("58030").contains("cannot write to stdout");
  }

  @Test
  void aReaderThatHasGoneIsNoFailure() throws Exception {
    Process process = start("", "query", "SELECT 1");
    process.getInputStream().close();
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    assertThat(err()).isEmpty();
  }

  @Test
  void controlCCancelsOnTheServerAndShowsWhatIsFinished() throws Exception {
    Process process =
        start(
            "2",
            "query",
            "--format",
            "csv",
            "SELECT 41 + 1 AS done",
            "SELECT pg_sleep(60) AS held");
    String running =
        "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND pid <> pg_backend_pid()"
            + " AND query LIKE '%AS held%'";
    Await.until("the statement runs", () -> TestPostgres.ask(running).equals("1"));
    Await.until("progress shows one finished and one running", () -> hasProgress(err()));
    assertThat(new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor())
        .isZero();
    assertThat(output(process)).contains("done\r\n42").contains("57014");
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(130);
    assertThat(TestPostgres.ask(running)).isEqualTo("0");
  }

  private static boolean hasProgress(String err) {
    return Pattern.compile("✓ [^\n]*1 rows  1 SELECT 41[^\n]*\n▸ [^\n]*2 SELECT pg_sleep")
        .matcher(err)
        .find();
  }

  @Test
  void stdioServesTheProtocolAndNothingElseOnStdout() throws Exception {
    Process process = start("", "serve", "--stdio");
    try (Writer keyboard = process.outputWriter(StandardCharsets.UTF_8)) {
      keyboard.write(
          """
          {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18",\
          "capabilities":{},"clientInfo":{"name":"test","version":"1"}}}
          """);
      keyboard.flush();
      assertThat(process.inputReader(StandardCharsets.UTF_8).readLine())
          .startsWith("{")
          .contains("\"id\":1", "\"serverInfo\"");
    }
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    assertThat(process.inputReader(StandardCharsets.UTF_8).readLine()).isNull();
  }

  @Test
  void httpServesUntilItIsTerminated() throws Exception {
    Process process = start("", "serve", "--http", "127.0.0.1:0");
    Await.until("the banner is there", () -> err().contains("/mcp"));
    Matcher address = Pattern.compile("http://127\\.0\\.0\\.1:[0-9]+").matcher(err());
    assertThat(address.find()).isTrue();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(address.group() + "/healthz")).build();
      assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(204);
    }
    process.destroy();
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
  }
}
