package dev.braid.local;

import dev.braid.catalog.Limits;
import dev.braid.parallel.Cancellation;
import dev.braid.result.Result;
import dev.braid.source.RowCursor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Statements of one caller to one dataset, one after another: queries, and what the dataset lets
/// sessions do beside them.
public interface DatasetSession {
  /// Runs one statement.
  ///
  /// @param limits of a query's rows
  /// @param streams for COPY with STDIN and STDOUT
  /// @throws dev.braid.error.BraidException with the SQLSTATE; 57014 when cancelled or out of time
  Result run(
      String sql,
      List<@Nullable Object> parameters,
      Limits limits,
      CopyStreams streams,
      Cancellation cancellation);

  /// A query's rows as they come, under the session's settings.
  ///
  /// @throws dev.braid.error.BraidException as [#run]
  RowCursor stream(String sql, List<@Nullable Object> parameters, Cancellation cancellation);

  /// Whether only sessions run a statement.
  boolean runsAlone(String sql);

  /// Whether any setting is not what the session began with.
  boolean hasOwnSettings();
}
