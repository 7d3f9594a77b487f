package dev.braid.source;

import dev.braid.result.Column;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A statement's rows as they come, for one thread.
public interface RowCursor extends AutoCloseable {
  List<Column> columns();

  /// The next row, or null after the last.
  ///
  /// @throws dev.braid.error.BraidException the statement's error, or 57014 when cancelled
  @Nullable List<@Nullable Object> next();

  /// Stops the statement if it still runs.
  @Override
  void close();
}
