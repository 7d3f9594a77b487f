package dev.braid.source.file.parquet;

import dev.braid.catalog.table.Morsel;
import dev.braid.catalog.table.TableScan;
import dev.braid.catalog.table.ZoneFilter;
import dev.braid.source.file.parquet.ScannedGroup.Cause;
import dev.braid.source.file.segment.KeyFilter;
import dev.braid.source.file.segment.Zones;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/// A scan of Parquet files: row groups and pages that cannot match are left out at once, what is
/// left is cut into morsels. They are as large as lets a table have enough of them for all workers
/// to end at about the same time; row groups alone would not do, of which a small table has one and
/// a bit.
final class ParquetScan implements TableScan {
  private static final int MOST_MORSEL_ROWS = 1 << 17;
  private static final int LEAST_MORSEL_ROWS = 1 << 14;

  /// Morsels that a table should have.
  private static final int MORSELS = 32;

  /// A filter on a column of the table.
  record ColumnFilter(int column, KeyFilter filter, ZoneFilter zone) {}

  private record Part(ScannedGroup group, int from, int rows) {}

  private final ParquetTable table;
  private final List<Integer> columns;
  private final List<ColumnFilter> filters = new ArrayList<>();
  private final List<Part> parts = new ArrayList<>();

  final AtomicLong cacheHits = new AtomicLong();
  final AtomicLong cacheMisses = new AtomicLong();
  final AtomicLong bytesRead = new AtomicLong();
  final AtomicLong zonesSkipped = new AtomicLong();
  private final AtomicLongArray leftOut = new AtomicLongArray(Cause.values().length);
  private final int morselRows;
  private long rowGroups;
  private long rowsLeftOut;

  ParquetScan(ParquetTable table, List<Integer> columns, List<ZoneFilter> zoneFilters) {
    this.table = table;
    this.columns = List.copyOf(columns);
    for (ZoneFilter filter : zoneFilters) {
      filters.add(
          new ColumnFilter(
              filter.column(),
              KeyFilter.of(filter, table.columns().get(filter.column()).type()),
              filter));
    }
    this.morselRows =
        Math.clamp(
            table.files().stream().mapToLong(ParquetFile::rows).sum() / MORSELS,
            LEAST_MORSEL_ROWS,
            MOST_MORSEL_ROWS);
    for (int f = 0; f < table.files().size(); f++) {
      ParquetFile file = table.files().get(f);
      file.identity().requireIntact();
      for (int g = 0; g < file.rowGroups(); g++) {
        rowGroups++;
        ScannedGroup group = new ScannedGroup(this, f, g);
        Cause cause = group.leftOut();
        if (cause == null) {
          cut(group, file.rows(g));
        } else {
          leave(cause);
        }
      }
    }
  }

  /// Counts a row group that is left out.
  void leave(Cause cause) {
    leftOut.incrementAndGet(cause.ordinal());
  }

  private void cut(ScannedGroup group, int all) {
    RowRanges ranges = group.rows();
    rowsLeftOut += all - ranges.rows();
    for (int i = 0; i < ranges.count(); i++) {
      cut(group, ranges.from(i), ranges.to(i));
    }
  }

  private void cut(ScannedGroup group, int first, int end) {
    int rows = end - first;
    int pieces = (rows + morselRows - 1) / morselRows;
    int from = first;
    for (int i = 1; i <= pieces; i++) {
      int even = first + (int) ((long) rows * i / pieces);
      int to = i == pieces ? end : even / Zones.ROWS * Zones.ROWS;
      if (to > from) {
        parts.add(new Part(group, from, to - from));
        from = to;
      }
    }
  }

  @Override
  public int morsels() {
    return parts.size();
  }

  @Override
  public Morsel open(int index) {
    Part part = parts.get(index);
    return new ParquetMorsel(this, part.group, part.from, part.rows);
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
    counters.put("Row Groups Skipped", leftOut.get(Cause.STATISTICS.ordinal()));
    putOther(counters, "Row Groups Skipped by Bloom Filter", leftOut(Cause.BLOOM_FILTER));
    putOther(counters, "Row Groups Skipped by Page Index", leftOut(Cause.PAGE_INDEX));
    putOther(counters, "Row Groups Skipped by Dictionary", leftOut(Cause.DICTIONARY));
    putOther(counters, "Rows Skipped by Page Index", rowsLeftOut);
    counters.put("Zones Skipped", zonesSkipped.get());
    counters.put("Segment Cache Hits", cacheHits.get());
    counters.put("Segment Cache Misses", cacheMisses.get());
    counters.put("Bytes Read", bytesRead.get());
    return counters;
  }

  private long leftOut(Cause cause) {
    return leftOut.get(cause.ordinal());
  }

  private static void putOther(Map<String, Long> counters, String name, long count) {
    if (count > 0) {
      counters.put(name, count);
    }
  }

  @Override
  public void close() {}
}
