package dev.braid.jdbc;

import dev.braid.RowStream;
import dev.braid.result.Column;
import dev.braid.result.Partial;
import dev.braid.source.RowCursor;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A running statement's rows, and the clock that it runs against.
final class StreamedRows implements RowCursor {
  private final RowStream stream;
  private final Iterator<List<@Nullable Object>> rows;
  private final StatementClock clock;

  StreamedRows(RowStream stream, StatementClock clock) {
    this.stream = stream;
    this.rows = stream.iterator();
    this.clock = clock;
  }

  @Override
  public List<Column> columns() {
    return stream.columns();
  }

  @Override
  public List<String> modifiedTypes() {
    return stream.modifiedTypes();
  }

  @Override
  public @Nullable Partial partial() {
    return stream.partial();
  }

  @Override
  public @Nullable List<@Nullable Object> next() {
    return rows.hasNext() ? rows.next() : null;
  }

  @Override
  public void close() {
    clock.close();
    stream.close();
  }
}
