package dev.braid.exec;

import dev.braid.catalog.table.IndexKey;
import dev.braid.catalog.table.Morsel;
import dev.braid.catalog.table.TableScan;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import dev.braid.vector.LongColumn;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Entries of an index as rows of its table, in their order: from the index alone, or fetched from
/// the table. Behind the scan's columns may stand one more, of what is only known of the entries.
final class IndexedRows {
  private IndexedRows() {}

  /// @param extra one more column, or null
  static Morsel of(IndexNode.Opened opened, Batch entries, @Nullable Column extra) {
    TableScan scan = opened.scan();
    if (scan != null) {
      Column numbers = entries.column(entries.width() - 1).flat();
      return new FetchedRows(
          scan, ((LongColumn) numbers).values(), entries.size(), opened.columnTypes(), extra);
    }
    List<Column> columns = new ArrayList<>();
    for (int column : opened.node().columns()) {
      columns.add(entries.column(keyOf(opened.node().index().keys(), column)));
    }
    if (extra != null) {
      columns.add(extra);
    }
    return new Known(columns, entries.size());
  }

  private static int keyOf(List<IndexKey> keys, int column) {
    for (int i = 0; i < keys.size(); i++) {
      if (keys.get(i).column() == column) {
        return i;
      }
    }
    throw new IllegalStateException("column " + column + " is not in the index");
  }

  /// Rows whose columns are there.
  private record Known(List<Column> columns, int rows) implements Morsel {
    @Override
    public Column read(int column, int from, int count) {
      Column all = columns.get(column);
      return from == 0 && count == rows ? all : all.slice(from, count);
    }

    @Override
    public void close() {}
  }
}
