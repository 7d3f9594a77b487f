package dev.braid.source.file.parquet;

import dev.braid.catalog.table.Morsel;
import dev.braid.catalog.table.TableScan;
import dev.braid.catalog.table.ZoneFilter;
import dev.braid.source.file.segment.KeyFilter;
import dev.braid.source.file.segment.Zones;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/// A scan of Parquet files: row groups that cannot match are left out at once, the others are cut
/// into morsels of up to 128 k rows.
final class ParquetScan implements TableScan {
  private static final int MORSEL_ROWS = 1 << 17;

  /// A filter on a column of the table.
  record ColumnFilter(int column, KeyFilter filter) {}

  private record Part(int file, int rowGroup, int from, int rows) {}

  private final ParquetTable table;
  private final List<Integer> columns;
  private final List<ColumnFilter> filters = new ArrayList<>();
  private final List<Part> parts = new ArrayList<>();

  final AtomicLong cacheHits = new AtomicLong();
  final AtomicLong cacheMisses = new AtomicLong();
  final AtomicLong bytesRead = new AtomicLong();
  final AtomicLong zonesSkipped = new AtomicLong();
  private long rowGroups;
  private long skippedByStatistics;

  ParquetScan(ParquetTable table, List<Integer> columns, List<ZoneFilter> zoneFilters) {
    this.table = table;
    this.columns = List.copyOf(columns);
    for (ZoneFilter filter : zoneFilters) {
      filters.add(
          new ColumnFilter(
              filter.column(), KeyFilter.of(filter, table.columns().get(filter.column()).type())));
    }
    for (int f = 0; f < table.files().size(); f++) {
      ParquetFile file = table.files().get(f);
      file.identity().requireIntact();
      for (int g = 0; g < file.rowGroups(); g++) {
        rowGroups++;
        if (mayMatch(f, file, g)) {
          cut(f, g, file.rows(g));
        } else {
          skippedByStatistics++;
        }
      }
    }
  }

  private boolean mayMatch(int f, ParquetFile file, int rowGroup) {
    for (ColumnFilter one : filters) {
      ParquetColumn column = table.column(f, one.column);
      ChunkStatistics known =
          ChunkStatistics.of(file, column, file.chunk(rowGroup, column.index()).getStatistics());
      if (!known.mayMatch(one.filter, file.rows(rowGroup))) {
        return false;
      }
    }
    return true;
  }

  private void cut(int file, int rowGroup, int rows) {
    int pieces = (rows + MORSEL_ROWS - 1) / MORSEL_ROWS;
    int from = 0;
    for (int i = 1; i <= pieces; i++) {
      int even = (int) ((long) rows * i / pieces);
      int to = i == pieces ? rows : even / Zones.ROWS * Zones.ROWS;
      if (to > from) {
        parts.add(new Part(file, rowGroup, from, to - from));
      }
      from = to;
    }
  }

  @Override
  public int morsels() {
    return parts.size();
  }

  @Override
  public Morsel open(int index) {
    Part part = parts.get(index);
    return new ParquetMorsel(this, part.file, part.rowGroup, part.from, part.rows);
  }

  ParquetTable table() {
    return table;
  }

  List<Integer> columns() {
    return columns;
  }

  List<ColumnFilter> filters() {
    return filters;
  }

  @Override
  public Map<String, Long> counters() {
    Map<String, Long> counters = new LinkedHashMap<>();
    counters.put("Row Groups", rowGroups);
    counters.put("Row Groups Skipped", skippedByStatistics);
    counters.put("Zones Skipped", zonesSkipped.get());
    counters.put("Segment Cache Hits", cacheHits.get());
    counters.put("Segment Cache Misses", cacheMisses.get());
    counters.put("Bytes Read", bytesRead.get());
    return counters;
  }

  @Override
  public void close() {}
}
