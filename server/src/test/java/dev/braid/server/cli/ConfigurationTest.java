package dev.braid.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.server.cli.Cli.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where commands look for their configuration, and what they say when it is wrong.
final class ConfigurationTest {
  @TempDir private Path directory;

  private String named(String name) {
    return "datasets:\n" + Cli.dataset(1, name);
  }

  @Test
  void theOptionGoesBeforeEverything() {
    Cli cli =
        Cli.in(directory).file("braid.yaml", named("here")).file("other.yaml", named("other"));
    assertThat(cli.run("datasets", "-c", "other.yaml").out()).contains("other");
    assertThat(cli.run("-c", "other.yaml", "datasets").out()).contains("other");
  }

  @Test
  void theFolderGoesBeforeTheEnvironment() {
    Cli cli =
        Cli.in(directory)
            .file("other.yaml", named("other"))
            .environment("BRAID_CONFIG", "other.yaml");
    assertThat(cli.run("datasets").out()).contains("other");
    cli.file("braid.yaml", named("here"));
    assertThat(cli.run("datasets").out()).contains("here").doesNotContain("other");
  }

  @Test
  void theUsersOwnComesLast() throws IOException {
    Files.createDirectories(directory.resolve(".config/braid"));
    Cli cli =
        Cli.in(directory)
            .file(".config/braid/braid.yaml", named("own"))
            .environment("HOME", directory.toString());
    assertThat(cli.run("datasets").out()).contains("own");
  }

  @Test
  void aVariableThatNamesNoFileIsAnError() {
    Ran ran = Cli.in(directory).environment("BRAID_CONFIG", "absent.yaml").run("datasets");
    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.err()).contains("absent.yaml");
  }

  @Test
  void noneAtAllSaysWhereItWasSought() {
    Ran ran = Cli.in(directory).environment("HOME", "/home/nobody").run("datasets");
    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.err())
        .contains("no configuration found")
        .contains("/home/nobody/.config/braid/braid.yaml")
        .contains("--demo");
  }

  @Test
  void anUnknownKeyNamesLineAndNearestKey() {
    Ran ran =
        Cli.in(directory)
            .file("braid.yaml", "datasets:\n  - id: 1\n    nam: x\n    source: postgresql://h/d\n")
            .run("datasets");
    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).contains("braid.yaml").contains("name").doesNotContain("\tat ");
  }

  @Test
  void passwordsAreNotShown() {
    Cli cli = Cli.withDataset(directory);
    for (String[] command :
        new String[][] {{"datasets"}, {"stats"}, {"doctor"}, {"datasets", "--format", "json"}}) {
      Ran ran = cli.run(command);
      assertThat(ran.out()).contains("test");
      assertThat(ran.out() + ran.err()).doesNotContain("reader-secret");
    }
  }

  @Test
  void aStackTraceIsShownForDebugOnly() {
    Cli cli = Cli.in(directory);
    assertThat(cli.run("datasets").err()).doesNotContain("\tat ");
    assertThat(cli.run("datasets", "--debug").err()).contains("\tat ");
  }

  @Test
  void helpHasColoursForThoseWhoWantThem() {
    Cli cli = Cli.in(directory).terminal(false, true, true).environment("TERM", "xterm");
    assertThat(cli.run("query", "--help").out()).contains("\033[");
    assertThat(cli.environment("NO_COLOR", "1").run("query", "--help").out())
        .doesNotContain("\033[");
    assertThat(
            cli.environment("NO_COLOR", "")
                .environment("TERM", "dumb")
                .run("query", "--help")
                .out())
        .doesNotContain("\033[");
  }

  @Test
  void aMistypedCommandIsAnswered() {
    Ran ran = Cli.in(directory).run("qery");
    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.err()).contains("Did you mean").contains("query");
    assertThat(Cli.in(directory).run().status()).isEqualTo(2);
  }

  @Test
  void everyCommandExplainsItself() {
    BraidCommand braid = new BraidCommand(Streams.ofProcess());
    for (String command : Main.commandLine(braid).getSubcommands().keySet()) {
      if (command.equals("warmup")) {
        continue; // hidden, the launcher's own
      }
      Ran ran = Cli.in(directory).run(command, "--help");
      assertThat(ran.status()).as(command).isZero();
      assertThat(ran.out()).contains("Usage: braid " + command);
    }
  }
}
