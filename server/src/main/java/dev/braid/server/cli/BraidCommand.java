package dev.braid.server.cli;

import dev.braid.Braid;
import dev.braid.catalog.ConfigFile;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.server.demo.DemoServer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// `braid` itself: the options that every command takes, and what they open.
@Command(
    name = "braid",
    description = "Answers SQL in parallel: many queries, many datasets, one answer.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Exit status: 0 all succeeded, 1 something failed, 2 wrong usage or configuration,",
      "130 cancelled by Ctrl-C.",
      "",
      "Try: braid demo",
      "     braid query --demo -d survey \"SELECT gender, count(*) FROM users GROUP BY gender\""
    })
final class BraidCommand {
  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description =
          "The configuration (default: ./braid.yaml, then $$BRAID_CONFIG, then"
              + " ~/.config/braid/braid.yaml).")
  private @Nullable Path config;

  @Option(
      names = "--demo",
      scope = ScopeType.INHERIT,
      description = "Use the demo's datasets, on a PostgreSQL of their own, in place of a file.")
  private boolean demo;

  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description = "Log more on stderr; twice for still more (or set BRAID_LOG=INFO, DEBUG).")
  private boolean[] verbose = {};

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show the stack trace of an error.")
  private boolean debug;

  private final Streams streams;
  private boolean openedOwn;

  BraidCommand(Streams streams) {
    this.streams = streams;
  }

  Streams streams() {
    return streams;
  }

  boolean debug() {
    return debug;
  }

  int verbosity() {
    return verbose.length;
  }

  boolean demo() {
    return demo;
  }

  /// Whether all that was opened is closed again, and nothing registered a shutdown hook, as the
  /// demo's server does.
  boolean leavesQuickly() {
    return openedOwn && !demo;
  }

  /// Where the configuration is.
  ///
  /// @throws BraidException F0000 when there is none
  Path configFile() {
    return ConfigLocation.find(config, streams.directory(), streams.environment());
  }

  /// Opens the datasets. No connection to them is made yet; the demo's server is started.
  ///
  /// @throws BraidException F0000 or 58030 when the configuration is wrong or missing
  Workspace open() {
    if (!demo) {
      openedOwn = true;
      return Workspace.of(Braid.open(ConfigFile.load(configFile(), streams.environment())));
    }
    if (config != null) {
      throw new BraidException(
          SqlState.INVALID_PARAMETER_VALUE, "--demo and --config exclude each other");
    }
    streams.err().println("Starting the demo's PostgreSQL ...");
    streams.err().flush();
    DemoServer server = DemoServer.start();
    return new Workspace(Braid.open(server.config()), server);
  }
}
