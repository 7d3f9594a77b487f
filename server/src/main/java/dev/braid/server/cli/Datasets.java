package dev.braid.server.cli;

import dev.braid.catalog.Config;
import dev.braid.catalog.Dataset;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import org.jspecify.annotations.Nullable;

/// Which dataset a command means.
public final class Datasets {
  private Datasets() {}

  /// @param idOrName null for the only one
  /// @throws BraidException 42704 when there is no such dataset; 22023 when none is named and there
  ///   is not exactly one
  public static Dataset named(@Nullable String idOrName, Config config) {
    if (idOrName != null) {
      return config.dataset(idOrName);
    }
    if (config.datasets().size() == 1) {
      return config.datasets().getFirst();
    }
    throw new BraidException(SqlState.INVALID_PARAMETER_VALUE, "which dataset?")
        .withHint("name one with -d: " + config.names());
  }
}
