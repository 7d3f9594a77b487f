package dev.braid.server.tpch;

import dev.braid.catalog.table.TableColumn;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.source.file.parquet.ParquetWriter;
import dev.braid.type.Numeric;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import dev.braid.vector.ColumnBuilder;
import io.trino.tpch.TpchColumn;
import io.trino.tpch.TpchEntity;
import io.trino.tpch.TpchTable;
import java.nio.file.Path;
import java.util.List;

/// One table of the generator as a Parquet file.
final class TpchTableFile {
  /// From 1970-01-01, where the generator's days begin, to 2000-01-01, where PostgreSQL's do.
  private static final int DAYS_TO_2000 = 10957;

  private TpchTableFile() {}

  /// @throws BraidException 57014 when the thread is interrupted
  static <E extends TpchEntity> void write(TpchTable<E> table, double scaleFactor, Path file) {
    List<TableColumn> columns = TpchData.columns(table);
    List<ColumnBuilder> builders =
        columns.stream().map(c -> ColumnBuilder.of(c.type(), Batch.CAPACITY)).toList();
    try (ParquetWriter writer = new ParquetWriter(file, columns, ParquetWriter.Options.DEFAULT)) {
      int rows = 0;
      for (E entity : table.createGenerator(scaleFactor, 1, 1)) {
        for (int i = 0; i < builders.size(); i++) {
          append(builders.get(i), table.getColumns().get(i), entity);
        }
        if (++rows == Batch.CAPACITY) {
          writer.write(batch(builders, rows));
          rows = 0;
          if (Thread.interrupted()) {
            throw new BraidException(SqlState.QUERY_CANCELED, "the data are not made");
          }
        }
      }
      writer.write(batch(builders, rows));
      writer.finish();
    }
  }

  private static <E extends TpchEntity> void append(
      ColumnBuilder builder, TpchColumn<E> column, E entity) {
    switch (column.getType().getBase()) {
      case IDENTIFIER -> builder.append(column.getIdentifier(entity));
      case INTEGER -> builder.append(column.getInteger(entity));
      case DATE -> builder.append(column.getDate(entity) - DAYS_TO_2000);
      // The generator's decimals are whole hundredths, divided by 100.
      case DOUBLE ->
          builder.append(Numeric.ofUnscaled(Math.round(column.getDouble(entity) * 100), 2));
      case VARCHAR -> builder.append(column.getString(entity));
    }
  }

  private static Batch batch(List<ColumnBuilder> builders, int rows) {
    return new Batch(builders.stream().map(ColumnBuilder::build).toArray(Column[]::new), rows);
  }
}
