package dev.braid.source;

import dev.braid.catalog.Limits;
import dev.braid.guard.Statement;
import dev.braid.parallel.Cancellation;
import dev.braid.result.Result;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Runs one statement after another for one caller; used by one thread at a time.
public interface BackendSession extends AutoCloseable {
  /// Runs one statement and fetches its rows up to the limits.
  ///
  /// @param bytes takes from the bytes that the whole batch may use
  /// @throws dev.braid.error.BraidException with the SQLSTATE, and positions in the statement as
  ///   written; 57014 when cancelled
  Result run(
      Statement statement,
      List<@Nullable Object> parameters,
      Limits limits,
      ByteBudget bytes,
      Cancellation cancellation);

  /// Gives the session back.
  @Override
  void close();
}
