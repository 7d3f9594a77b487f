package dev.braid.testing;

import dev.braid.catalog.table.TableColumn;
import dev.braid.source.file.parquet.ParquetWriter;
import dev.braid.type.Kind;
import dev.braid.type.Type;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import dev.braid.vector.ColumnBuilder;
import io.trino.tpch.TpchColumn;
import io.trino.tpch.TpchColumnType;
import io.trino.tpch.TpchEntity;
import io.trino.tpch.TpchTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// The eight tables of TPC-H as Parquet files, written once per scale factor and kept in `target`.
///
/// Columns are named as in the specification (`l_orderkey`); keys are bigint, other whole numbers
/// integer, decimals numeric(15,2), dates date, and all strings varchar(n). No column is nullable.
/// Row groups are so small that even at scale factor 0.01 there is something to share out.
public final class TpchData {
  private static final int DAYS_TO_2000 = 10957;

  private static final ParquetWriter.Options SMALL_GROUPS =
      new ParquetWriter.Options(ParquetWriter.Compression.ZSTD, 2000, 128L << 20);

  private TpchData() {}

  /// The folder of the files `lineitem.parquet` and so on.
  public static Path folder(double scaleFactor) {
    return folder(Path.of("target"), scaleFactor);
  }

  static synchronized Path folder(Path parent, double scaleFactor) {
    Path folder = parent.resolve("tpch-sf" + scaleFactor + "-groups");
    try {
      Files.createDirectories(folder);
      // Tests run in several JVMs at once.
      try (FileChannel channel =
              FileChannel.open(
                  parent.resolve(folder.getFileName() + ".lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          FileLock _ = channel.lock()) {
        fill(folder, scaleFactor);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return folder;
  }

  private static void fill(Path folder, double scaleFactor) {
    for (TpchTable<?> table : TpchTable.getTables()) {
      Path file = folder.resolve(table.getTableName() + ".parquet");
      if (!Files.exists(file)) {
        write(table, scaleFactor, file);
      }
    }
  }

  /// Columns of a table with the types in which it is written.
  public static List<TableColumn> columns(TpchTable<?> table) {
    return table.getColumns().stream()
        .map(column -> new TableColumn(column.getColumnName(), type(column.getType()), false))
        .toList();
  }

  private static Type type(TpchColumnType type) {
    return switch (type.getBase()) {
      case IDENTIFIER -> Type.INT8;
      case INTEGER -> Type.INT4;
      case DATE -> Type.DATE;
      case DOUBLE -> Type.numeric(15, 2);
      case VARCHAR -> Type.of(Kind.VARCHAR, type.getPrecision().orElseThrow().intValue());
    };
  }

  private static <E extends TpchEntity> void write(
      TpchTable<E> table, double scaleFactor, Path file) {
    List<TableColumn> columns = columns(table);
    List<ColumnBuilder> builders =
        columns.stream().map(c -> ColumnBuilder.of(c.type(), Batch.CAPACITY)).toList();
    try (ParquetWriter writer = new ParquetWriter(file, columns, SMALL_GROUPS)) {
      int rows = 0;
      for (E entity : table.createGenerator(scaleFactor, 1, 1)) {
        for (int i = 0; i < builders.size(); i++) {
          append(builders.get(i), table.getColumns().get(i), entity);
        }
        if (++rows == Batch.CAPACITY) {
          writer.write(batch(builders, rows));
          rows = 0;
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
          builder.append(
              dev.braid.type.Numeric.ofUnscaled(Math.round(column.getDouble(entity) * 100), 2));
      case VARCHAR -> builder.append(column.getString(entity));
    }
  }

  private static Batch batch(List<ColumnBuilder> builders, int rows) {
    return new Batch(builders.stream().map(ColumnBuilder::build).toArray(Column[]::new), rows);
  }
}
