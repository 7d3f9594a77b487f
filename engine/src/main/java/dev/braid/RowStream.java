package dev.braid;

import dev.braid.error.BraidException;
import dev.braid.parallel.Cancellation;
import dev.braid.result.Column;
import dev.braid.result.Partial;
import dev.braid.source.RowCursor;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// Rows as they come, for one thread. Must be closed; closing early stops the statement.
///
/// ```java
/// try (RowStream rows = braid.stream("survey", "SELECT id, name FROM users")) {
///   rows.forEach(System.out::println);
/// }
/// ```
public final class RowStream implements Iterable<List<@Nullable Object>>, AutoCloseable {
  private final RowCursor cursor;
  private final Cancellation cancellation;

  RowStream(RowCursor cursor, Cancellation cancellation) {
    this.cursor = cursor;
    this.cancellation = cancellation;
  }

  public List<Column> columns() {
    return cursor.columns();
  }

  /// The columns' types with their modifiers where they have any, in order: `numeric(12,2)`.
  public List<String> modifiedTypes() {
    return cursor.modifiedTypes();
  }

  /// What the rows lack where they are a partial answer, else null. Only a dataset over shards that
  /// says `allow_partial: true` gives such answers.
  public @Nullable Partial partial() {
    return cursor.partial();
  }

  /// Stops the statement on the server, from any thread; the reading thread gets 57014.
  public void cancel() {
    cancellation.cancel("cancelled");
  }

  /// The rows, once: a second iterator goes on where the first stopped. Reading throws
  /// [BraidException].
  @Override
  public Iterator<List<@Nullable Object>> iterator() {
    return new Iterator<>() {
      private @Nullable List<@Nullable Object> next;

      @Override
      public boolean hasNext() {
        if (next == null) {
          next = cursor.next();
        }
        return next != null;
      }

      @Override
      public List<@Nullable Object> next() {
        if (!hasNext() || next == null) {
          throw new NoSuchElementException();
        }
        List<@Nullable Object> row = next;
        next = null;
        return row;
      }
    };
  }

  @Override
  public void close() {
    cursor.close();
  }
}
