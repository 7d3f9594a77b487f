package dev.braid.server.cli;

import dev.braid.Braid;

/// The datasets a command works on, with the demo's server where `--demo` asked for it.
///
/// @param server closed after the datasets
public record Workspace(Braid braid, AutoCloseable server) implements AutoCloseable {
  static Workspace of(Braid braid) {
    return new Workspace(braid, () -> {});
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
