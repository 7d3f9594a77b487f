package dev.braid.source.postgres.remote;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;

/// A statement reads several parts of one server side by side, and there are neither connections
/// for them nor memory.
final class TooManyParts {
  private TooManyParts() {}

  static BraidException of(String server) {
    return new BraidException(
            SqlState.CONFIGURATION_LIMIT_EXCEEDED,
            "the statement reads more parts of "
                + server
                + " at once than it has connections to it")
        .withHint("raise the connections that a statement may have, or pool.max");
  }
}
