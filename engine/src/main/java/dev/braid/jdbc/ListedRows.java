package dev.braid.jdbc;

import dev.braid.result.Column;
import dev.braid.source.RowCursor;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows that are all there already.
final class ListedRows implements RowCursor {
  private final List<Column> columns;
  private final Iterator<List<@Nullable Object>> rows;

  ListedRows(List<Column> columns, List<List<@Nullable Object>> rows) {
    this.columns = columns;
    this.rows = rows.iterator();
  }

  @Override
  public List<Column> columns() {
    return columns;
  }

  @Override
  public @Nullable List<@Nullable Object> next() {
    return rows.hasNext() ? rows.next() : null;
  }

  @Override
  public void close() {}
}
