package dev.braid.source;

import dev.braid.result.Column;
import dev.braid.result.Partial;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A statement's rows as they come, for one thread.
public interface RowCursor extends AutoCloseable {
  List<Column> columns();

  /// The columns' types with their modifiers where they have any: `numeric(12,2)`, `varchar(20)`;
  /// in order.
  default List<String> modifiedTypes() {
    return columns().stream().map(Column::type).toList();
  }

  /// What the rows lack where they are a partial answer, else null; known from the start.
  default @Nullable Partial partial() {
    return null;
  }

  /// The next row, or null after the last.
  ///
  /// @throws dev.braid.error.BraidException the statement's error, or 57014 when cancelled
  @Nullable List<@Nullable Object> next();

  /// Stops the statement if it still runs.
  @Override
  void close();
}
