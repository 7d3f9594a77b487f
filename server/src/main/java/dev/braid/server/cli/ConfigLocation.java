package dev.braid.server.cli;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where the configuration is: `--config`, `./braid.yaml`, `$BRAID_CONFIG`,
/// `~/.config/braid/braid.yaml`, in this order.
final class ConfigLocation {
  private ConfigLocation() {}

  /// @param option what `--config` said, or null
  /// @throws BraidException F0000 when there is none, naming the places
  static Path find(@Nullable Path option, Path directory, Map<String, String> environment) {
    if (option != null) {
      return directory.resolve(option);
    }
    Path found = found(directory, environment);
    if (found != null) {
      return found;
    }
    Path here = directory.resolve("braid.yaml");
    Path own = own(environment);
    throw new BraidException(
            SqlState.CONFIG_FILE_ERROR,
            "no configuration found: no " + here + (own == null ? "" : ", no " + own))
        .withHint(
            "write one (docs/configuration.md), name it with --config FILE, ask a folder of"
                + " Parquet or CSV files with -d FOLDER, or try --demo");
  }

  /// Whether there is one in any of the places, or the environment names one.
  static boolean exists(Path directory, Map<String, String> environment) {
    return found(directory, environment) != null;
  }

  private static @Nullable Path found(Path directory, Map<String, String> environment) {
    Path here = directory.resolve("braid.yaml");
    if (Files.exists(here)) {
      return here;
    }
    String variable = environment.getOrDefault("BRAID_CONFIG", "");
    if (!variable.isBlank()) {
      // Also when there is no such file: that is a mistake to be told, not to be passed over.
      return directory.resolve(variable);
    }
    Path own = own(environment);
    return own != null && Files.exists(own) ? own : null;
  }

  private static @Nullable Path own(Map<String, String> environment) {
    Path folder = userConfig(environment);
    return folder == null ? null : folder.resolve("braid").resolve("braid.yaml");
  }

  private static @Nullable Path userConfig(Map<String, String> environment) {
    String xdg = environment.getOrDefault("XDG_CONFIG_HOME", "");
    if (!xdg.isBlank()) {
      return Path.of(xdg);
    }
    String home = environment.getOrDefault("HOME", "");
    return home.isBlank() ? null : Path.of(home, ".config");
  }
}
