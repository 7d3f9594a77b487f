package dev.braid.server.cli;

import dev.braid.Braid;
import dev.braid.catalog.BatchLimits;
import dev.braid.catalog.Config;
import dev.braid.catalog.ConfigFile;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.server.demo.DemoServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
      "Try: braid query -d FOLDER \"SELECT count(*) FROM events\"   (FOLDER/events.parquet or"
          + " .csv)",
      "     braid demo",
      "     braid query --demo -d survey \"SELECT gender, count(*) FROM users GROUP BY gender\""
    })
final class BraidCommand {
  /// What `--dataset` means to most commands.
  static final String DATASET =
      "Id or name, or a folder of Parquet or CSV files; may be left out when there is only one"
          + " dataset.";

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

  /// Whether a configuration is there, or was asked for.
  boolean configured() {
    return config != null || ConfigLocation.exists(streams.directory(), streams.environment());
  }

  /// Opens the datasets. No connection to them is made yet; the demo's server is started.
  ///
  /// @param named what the command line calls its datasets: folders among them are datasets too,
  ///   and with one of them there need be no configuration
  /// @throws BraidException F0000 or 58030 when the configuration is wrong or missing
  Workspace open(@Nullable String... named) {
    if (!demo) {
      openedOwn = true;
      return open(configuration(named), () -> {}, named);
    }
    if (config != null) {
      throw new BraidException(
          SqlState.INVALID_PARAMETER_VALUE, "--demo and --config exclude each other");
    }
    streams.err().println("Starting the demo's PostgreSQL ...");
    streams.err().flush();
    DemoServer server = DemoServer.start();
    return open(server.config(), server, named);
  }

  /// Opens the datasets of a configuration and the folders among `named`.
  Workspace open(Config config, AutoCloseable server, @Nullable String... named) {
    AdHocFolders folders = AdHocFolders.add(config, written(named), streams.directory());
    return new Workspace(
        Braid.open(folders.config()), folders.names(), streams.directory(), server);
  }

  private Config configuration(@Nullable String... named) {
    if (!configured()) {
      Config none = new Config(List.of(), BatchLimits.DEFAULT);
      if (!AdHocFolders.add(none, written(named), streams.directory()).names().isEmpty()) {
        return none;
      }
      for (String text : written(named)) {
        BraidException problem = AdHocFolders.problem(text, streams.directory());
        if (problem != null) {
          throw problem;
        }
      }
    }
    return ConfigFile.load(configFile(), streams.environment());
  }

  private static List<String> written(@Nullable String... named) {
    List<String> written = new ArrayList<>();
    for (String text : named) {
      if (text != null) {
        written.add(text);
      }
    }
    return written;
  }
}
