package dev.braid.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.testing.Await;
import dev.braid.testing.TestPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What only a process of its own shows: exit status, signals, and a clean stdout.
final class ProcessTest {
  @TempDir private Path directory;

  private Process start(String... arguments) throws IOException {
    Cli.withDataset(directory);
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-Dbraid.terminal=",
                "--enable-native-access=ALL-UNNAMED",
                Main.class.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .directory(directory.toFile())
        .redirectError(directory.resolve("err").toFile())
        .start();
  }

  private static String output(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void theExitStatusIsTheCommands() throws Exception {
    Process process = start("query", "SELECT nowhere");
    assertThat(output(process)).contains("nowhere");
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(1);
  }

  @Test
  void controlCCancelsOnTheServerAndShowsWhatIsFinished() throws Exception {
    Process process =
        start("query", "--format", "csv", "SELECT 41 + 1 AS done", "SELECT pg_sleep(60) AS held");
    String running =
        "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND pid <> pg_backend_pid()"
            + " AND query LIKE '%AS held%'";
    Await.until("the statement runs", () -> TestPostgres.ask(running).equals("1"));
    assertThat(new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor())
        .isZero();
    assertThat(output(process)).contains("done\r\n42").contains("57014");
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(130);
    assertThat(TestPostgres.ask(running)).isEqualTo("0");
  }
}
