package dev.braid.local;

import dev.braid.catalog.table.TableColumn;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.exec.BatchConsumer;
import dev.braid.parallel.Cancellation;
import dev.braid.source.file.parquet.ParquetWriter;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import java.util.List;

/// The rows of a query on their way into a table.
final class WrittenRows implements BatchConsumer {
  private final String table;
  private final List<TableColumn> columns;
  private final ParquetWriter writer;
  private final Cancellation cancellation;
  private long rows;

  WrittenRows(
      String table, List<TableColumn> columns, ParquetWriter writer, Cancellation cancellation) {
    this.table = table;
    this.columns = columns;
    this.writer = writer;
    this.cancellation = cancellation;
  }

  @Override
  public boolean accept(Batch batch) {
    cancellation.check();
    for (int i = 0; i < columns.size(); i++) {
      if (!columns.get(i).nullable()) {
        requireValues(columns.get(i), batch.column(i), batch.size());
      }
    }
    writer.write(batch);
    rows += batch.size();
    return true;
  }

  private void requireValues(TableColumn column, Column values, int size) {
    for (int row = 0; row < size && !values.hasNoNulls(); row++) {
      if (values.isNull(row)) {
        throw new BraidException(
            SqlState.NOT_NULL_VIOLATION,
            "null value in column \"%s\" of relation \"%s\" violates not-null constraint"
                .formatted(column.name(), table));
      }
    }
  }

  @Override
  public void endMorsel() {}

  long rows() {
    return rows;
  }
}
