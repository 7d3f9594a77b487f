package dev.braid.source.file.parquet;

import dev.braid.catalog.table.ColumnStatistics;
import dev.braid.catalog.table.TableStatistics;
import dev.braid.source.file.segment.ZoneKeys;
import dev.braid.type.Numeric;
import dev.braid.type.Type;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.Encoding;
import org.jspecify.annotations.Nullable;

/// The planner's statistics, from footers alone: rows are exact; smallest, largest and NULLs as far
/// as the files tell.
final class ParquetStatistics {
  private ParquetStatistics() {}

  static TableStatistics of(ParquetTable table) {
    long rows = 0;
    long bytes = 0;
    for (ParquetFile file : table.files()) {
      rows += file.rows();
      bytes += file.identity().size();
    }
    List<@Nullable ColumnStatistics> columns = new ArrayList<>();
    for (int i = 0; i < table.columns().size(); i++) {
      columns.add(ofColumn(table, i, rows));
    }
    return new TableStatistics(rows, bytes, columns);
  }

  private static ColumnStatistics ofColumn(ParquetTable table, int index, long rows) {
    Type type = table.columns().get(index).type();
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    boolean bounded = true;
    long nulls = 0;
    boolean nullsKnown = true;
    long plainBytes = 0;
    for (int f = 0; f < table.files().size(); f++) {
      ParquetFile file = table.files().get(f);
      ParquetColumn column = table.column(f, index);
      for (int g = 0; g < file.rowGroups(); g++) {
        ColumnMetaData chunk = file.chunk(g, column.index());
        ChunkStatistics known = ChunkStatistics.of(file, column, chunk.getStatistics());
        plainBytes += Math.max(0, chunk.getTotal_uncompressed_size());
        if (known.nulls() >= 0) {
          nulls += known.nulls();
        } else if (column.optional()) {
          nullsKnown = false;
        }
        if (known.nulls() == file.rows(g)) {
          continue;
        }
        bounded &= known.bounded();
        min = Math.min(min, known.min());
        max = Math.max(max, known.max());
      }
    }
    bounded &= min <= max;
    double nullFraction = rows == 0 || !nullsKnown ? 0 : Math.min(1, (double) nulls / rows);
    double distinct = bounded ? distinct(type, min, max, rows - nulls) : -1;
    if (distinct < 0) {
      distinct = fromDictionaries(table, index);
    }
    return new ColumnStatistics(
        nullFraction,
        distinct,
        bounded ? value(type, min) : null,
        bounded ? value(type, max) : null,
        List.of(),
        List.of(),
        List.of(),
        width(type, rows == 0 ? 0 : (double) plainBytes / rows));
  }

  /// A range of whole numbers no longer than the table bounds the number of values. One that is
  /// longer, but not by far, is taken to be one of keys with gaps between them.
  private static double distinct(Type type, long min, long max, long values) {
    double range =
        switch (type.kind()) {
          case BOOL, INT2, INT4, INT8, DATE -> (double) max - min + 1;
          default -> Double.POSITIVE_INFINITY;
        };
    return range <= 4096 || range <= 16.0 * values ? Math.min(range, (double) values) : -1;
  }

  /// Where a chunk has nothing but codes its dictionary's size is a good guess, which the footer
  /// does not tell; it is read off the dictionary page of the largest row group.
  private static double fromDictionaries(ParquetTable table, int index) {
    double most = -1;
    for (int f = 0; f < table.files().size(); f++) {
      ParquetFile file = table.files().get(f);
      ParquetColumn column = table.column(f, index);
      int largest = -1;
      for (int g = 0; g < file.rowGroups(); g++) {
        if (largest < 0 || file.rows(g) > file.rows(largest)) {
          largest = g;
        }
      }
      if (largest < 0) {
        continue;
      }
      ColumnMetaData chunk = file.chunk(largest, column.index());
      List<Encoding> encodings = chunk.getEncodings();
      if (encodings == null
          || !(encodings.contains(Encoding.RLE_DICTIONARY)
              || encodings.contains(Encoding.PLAIN_DICTIONARY))) {
        return -1;
      }
      most = Math.max(most, DictionaryPage.entries(file, chunk));
    }
    return most;
  }

  private static @Nullable Object value(Type type, long key) {
    return switch (type.kind()) {
      case BOOL -> key != 0;
      case INT2, INT4, DATE -> (int) key;
      case INT8, TIME, TIMESTAMP, TIMESTAMPTZ -> key;
      case FLOAT4, FLOAT8 -> ZoneKeys.toDouble(key);
      case NUMERIC ->
          key == Long.MIN_VALUE || key == Long.MAX_VALUE
              ? null
              : Numeric.ofUnscaled(key, type.scale());
      default -> null;
    };
  }

  private static double width(Type type, double measured) {
    return switch (type.storage()) {
      case BOOL -> 1;
      case INT -> 4;
      case LONG, DOUBLE, NUMERIC -> 8;
      case BYTES, OBJECT -> Math.max(1, measured);
    };
  }
}
