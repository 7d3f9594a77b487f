package dev.braid.source.file.parquet;

import dev.braid.catalog.table.Morsel;
import dev.braid.catalog.table.Table;
import dev.braid.catalog.table.TableScan;
import dev.braid.catalog.table.ZoneFilter;
import dev.braid.source.file.FileIdentity;
import dev.braid.source.file.segment.SegmentCache;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import dev.braid.vector.Values;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Reads whole tables in tests.
final class Rows {
  private Rows() {}

  static Table table(Path... files) {
    return new ParquetFormat(new SegmentCache(64 << 20))
        .open("public", "t", Arrays.stream(files).map(FileIdentity::of).toList());
  }

  static List<List<@Nullable Object>> all(Table table) {
    return all(table, List.of());
  }

  static List<List<@Nullable Object>> all(Table table, List<ZoneFilter> filters) {
    List<Integer> columns = IntStream.range(0, table.columns().size()).boxed().toList();
    List<List<@Nullable Object>> rows = new ArrayList<>();
    try (TableScan scan = table.scan(columns, filters)) {
      for (int m = 0; m < scan.morsels(); m++) {
        try (Morsel morsel = scan.open(m)) {
          for (int from = 0; from < morsel.rows(); from += Batch.CAPACITY) {
            int count = Math.min(Batch.CAPACITY, morsel.rows() - from);
            if (morsel.mayMatch(from, count)) {
              read(table, columns, morsel, from, count, rows);
            }
          }
        }
      }
    }
    return rows;
  }

  private static void read(
      Table table,
      List<Integer> columns,
      Morsel morsel,
      int from,
      int count,
      List<List<@Nullable Object>> rows) {
    List<Column> read = columns.stream().map(c -> morsel.read(c, from, count)).toList();
    for (int i = 0; i < count; i++) {
      List<@Nullable Object> row = new ArrayList<>();
      for (int c : columns) {
        row.add(Values.get(read.get(c), i, table.columns().get(c).type()));
      }
      rows.add(row);
    }
  }
}
