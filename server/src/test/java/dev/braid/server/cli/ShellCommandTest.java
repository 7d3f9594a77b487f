package dev.braid.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.server.cli.Cli.Ran;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The shell as a script uses it: statements through a pipe.
final class ShellCommandTest {
  @TempDir private Path directory;

  @Test
  void runsAScriptWithoutPromptOrEcho() {
    Ran ran =
        Cli.withDataset(directory)
            .input("SELECT 1\n AS one;\n\\timing\nSELECT 2 AS last")
            .run("shell");
    assertThat(ran.out())
        .startsWith(" one\n-----\n   1\n(1 row)\n")
        .containsSubsequence("Timing is on.", " last", "Time: ")
        .doesNotContain("=>");
    assertThat(ran.status()).isZero();
  }

  @Test
  void aScriptThatFailsSomewhereExitsWithOne() {
    Ran ran = Cli.withDataset(directory).input("SELECT nowhere;\nSELECT 2 AS two;\n").run("shell");
    assertThat(ran.out()).containsSubsequence("42703", "two");
    assertThat(ran.status()).isEqualTo(1);
  }
}
