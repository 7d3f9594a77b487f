package dev.braid.source.file.csv;

import dev.braid.catalog.table.Morsel;
import dev.braid.catalog.table.TableScan;
import dev.braid.catalog.table.ZoneFilter;
import dev.braid.source.file.segment.KeyFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// One scan: the chunks of all files, one after the other. A file is opened when a morsel first
/// needs its bytes, which one whose columns are all in the cache does not.
final class CsvScan implements TableScan {
  private final CsvTable table;
  private final int[] columns;
  private final List<SlotFilter> filters = new ArrayList<>();
  private final @Nullable FileBytes[] open;
  private final int morsels;

  final AtomicLong chunksRead = new AtomicLong();
  final AtomicLong segmentsDecoded = new AtomicLong();
  final AtomicLong segmentsCached = new AtomicLong();

  /// A condition on a column that the scan reads.
  record SlotFilter(int slot, KeyFilter filter) {}

  CsvScan(CsvTable table, List<Integer> columns, List<ZoneFilter> conditions) {
    this.table = table;
    this.columns = columns.stream().mapToInt(Integer::intValue).toArray();
    this.open = new @Nullable FileBytes[table.files().size()];
    int sum = 0;
    for (CsvFile file : table.files()) {
      sum += file.chunks().count();
    }
    this.morsels = sum;
    for (ZoneFilter condition : conditions) {
      int slot = columns.indexOf(condition.column());
      if (slot >= 0) {
        filters.add(
            new SlotFilter(
                slot, KeyFilter.of(condition, table.columns().get(condition.column()).type())));
      }
    }
  }

  @Override
  public int morsels() {
    return morsels;
  }

  @Override
  public Morsel open(int index) {
    int file = 0;
    int chunk = index;
    while (chunk >= table.files().get(file).chunks().count()) {
      chunk -= table.files().get(file).chunks().count();
      file++;
    }
    return new CsvMorsel(this, table, file, chunk, index);
  }

  int[] columns() {
    return columns;
  }

  List<SlotFilter> filters() {
    return filters;
  }

  synchronized FileBytes bytes(int file) {
    FileBytes bytes = open[file];
    if (bytes == null) {
      bytes = FileBytes.open(table.files().get(file).identity());
      open[file] = bytes;
    }
    return bytes;
  }

  @Override
  public Map<String, Long> counters() {
    return Map.of(
        "Chunks Read", chunksRead.get(),
        "Segment Cache Misses", segmentsDecoded.get(),
        "Segment Cache Hits", segmentsCached.get());
  }

  @Override
  public synchronized void close() {
    for (int i = 0; i < open.length; i++) {
      FileBytes bytes = open[i];
      if (bytes != null) {
        bytes.close();
        open[i] = null;
      }
    }
  }
}
