package dev.braid.server.cli;

import dev.braid.Braid;
import dev.braid.catalog.Dataset;
import dev.braid.error.BraidException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The datasets a command works on, with the demo's server where `--demo` asked for it.
///
/// @param folders names of the datasets that are folders of the command line, by what was written
/// @param directory where the command line's paths begin
/// @param server closed after the datasets
public record Workspace(
    Braid braid, Map<String, String> folders, Path directory, AutoCloseable server)
    implements AutoCloseable {
  /// Which dataset a command means.
  ///
  /// @param written an id, a name or a folder; null for the only dataset
  /// @throws BraidException as [Datasets#named], and 58030 for a path that leads nowhere
  Dataset dataset(@Nullable String written) {
    if (written != null && braid.config().find(written) == null && !folders.containsKey(written)) {
      BraidException problem = AdHocFolders.problem(written, directory);
      if (problem != null) {
        throw problem;
      }
    }
    return Datasets.named(
        written == null ? null : folders.getOrDefault(written, written), braid.config());
  }

  @Override
  public void close() {
    try (server) {
      braid.close();
    } catch (Exception e) {
      throw new IllegalStateException("the demo's server did not stop", e);
    }
  }
}
