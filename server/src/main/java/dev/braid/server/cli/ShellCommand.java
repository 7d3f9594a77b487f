package dev.braid.server.cli;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.server.cli.shell.PlainInput;
import dev.braid.server.cli.shell.SchemaCache;
import dev.braid.server.cli.shell.Shell;
import dev.braid.server.cli.shell.ShellCompleter;
import dev.braid.server.cli.shell.ShellInput;
import dev.braid.server.cli.shell.TerminalInput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `braid shell`: a terminal for questions.
@Command(
    name = "shell",
    description = "Ask interactively, with history and completion; or run a script from stdin.",
    mixinStandardHelpOptions = true)
final class ShellCommand implements Callable<Integer> {
  @Option(
      names = {"-d", "--dataset"},
      paramLabel = "DATASET",
      description =
          "Id, name or folder to begin with (default: the first dataset; \\c changes it).")
  private @Nullable String dataset;

  private final BraidCommand braid;

  ShellCommand(BraidCommand braid) {
    this.braid = braid;
  }

  @Override
  public Integer call() {
    try (Workspace workspace = braid.open(dataset)) {
      var config = workspace.braid().config();
      if (config.datasets().isEmpty()) {
        throw new BraidException(SqlState.CONFIG_FILE_ERROR, "the configuration has no dataset");
      }
      var first = dataset == null ? config.datasets().getFirst() : workspace.dataset(dataset);
      SchemaCache schemas = new SchemaCache(workspace.braid());
      try (ShellInput input = input(schemas)) {
        boolean succeeded = new Shell(workspace.braid(), first, input, schemas).run();
        return succeeded || input.interactive() ? ExitCode.SUCCESS : ExitCode.FAILURE;
      }
    }
  }

  private ShellInput input(SchemaCache schemas) {
    Streams streams = braid.streams();
    if (!streams.terminal().in() || !streams.terminal().out()) {
      return new PlainInput(streams);
    }
    try {
      return new TerminalInput(
          // Not asking how wide an emoji is: the question shows on slow terminals.
          TerminalBuilder.builder().name("braid").system(true).graphemeCluster(false).build(),
          new ShellCompleter(schemas),
          history(streams.environment()));
    } catch (IOException e) {
      throw new BraidException(SqlState.IO_ERROR, "cannot use this terminal: " + Reason.of(e));
    }
  }

  /// Where lines are kept: the XDG folder for a program's state.
  private static @Nullable Path history(Map<String, String> environment) {
    String state = environment.getOrDefault("XDG_STATE_HOME", "");
    if (!state.isBlank()) {
      return Path.of(state, "braid", "history");
    }
    String home = environment.getOrDefault("HOME", "");
    return home.isBlank() ? null : Path.of(home, ".local", "state", "braid", "history");
  }
}
