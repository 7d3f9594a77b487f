package dev.braid.source;

import dev.braid.catalog.Dataset;
import dev.braid.catalog.Schema;
import dev.braid.guard.Statement;
import dev.braid.parallel.Cancellation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What answers the statements of one dataset: a server's pool of connections, or Braid's own
/// engine over files. Safe for use by many threads.
public interface Backend extends AutoCloseable {
  Dataset dataset();

  /// How many statements it may run at once.
  int capacity();

  /// A session for one caller, waiting for it where there is none free.
  ///
  /// @throws dev.braid.error.BraidException when there is none to be had, 57014 when cancelled
  BackendSession acquire(Cancellation cancellation);

  /// Rows as they come, without caps.
  RowCursor stream(
      Statement statement, List<@Nullable Object> parameters, Cancellation cancellation);

  /// As [#stream(Statement, List, Cancellation)], with a wish how many rows are fetched at a time.
  ///
  /// @param portion 0 for all at once, which lets a server use parallel workers
  default RowCursor stream(
      Statement statement,
      List<@Nullable Object> parameters,
      int portion,
      Cancellation cancellation) {
    return stream(statement, parameters, cancellation);
  }

  /// The same, answering also where some of the rows cannot be had and saying so; itself where
  /// there is no such thing.
  default Backend partially() {
    return this;
  }

  /// The dataset's tables.
  Schema schema(Cancellation cancellation);

  /// Ends everything that runs.
  @Override
  void close();
}
