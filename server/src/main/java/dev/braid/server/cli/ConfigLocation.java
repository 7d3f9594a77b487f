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
    Path here = directory.resolve("braid.yaml");
    if (Files.exists(here)) {
      return here;
    }
    String variable = environment.getOrDefault("BRAID_CONFIG", "");
    if (!variable.isBlank()) {
      // Also when there is no such file: that is a mistake to be told, not to be passed over.
      return directory.resolve(variable);
    }
    Path folder = userConfig(environment);
    Path own = folder == null ? null : folder.resolve("braid").resolve("braid.yaml");
    if (own != null && Files.exists(own)) {
      return own;
    }
    throw new BraidException(
            SqlState.CONFIG_FILE_ERROR,
            "no configuration found: no " + here + (own == null ? "" : ", no " + own))
        .withHint("write one (docs/configuration.md), name it with --config FILE, or try --demo");
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
