package dev.braid.source.file.parquet;

import dev.braid.catalog.table.Morsel;
import dev.braid.source.file.segment.Segment;
import dev.braid.source.file.segment.SegmentCache;
import dev.braid.vector.Column;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Some rows of one row group. Columns are decoded for the whole row group on first use, by the
/// first of its morsels' workers that asks; or, where the page index has left out most of its rows,
/// for the pages that are left.
final class ParquetMorsel implements Morsel {
  private final ParquetScan scan;
  private final ScannedGroup group;
  private final int first;
  private final int rows;
  private final @Nullable Segment[] segments;

  ParquetMorsel(ParquetScan scan, ScannedGroup group, int first, int rows) {
    this.scan = scan;
    this.group = group;
    this.first = first;
    this.rows = rows;
    this.segments = new @Nullable Segment[scan.columns().size()];
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public boolean mayMatch(int from, int count) {
    Objects.checkFromIndexSize(from, count, rows);
    if (!group.mayMatch()) {
      return false;
    }
    for (ParquetScan.ColumnFilter filter : scan.filters()) {
      int position = scan.columns().indexOf(filter.column());
      if (position >= 0
          && !segment(position).zones().mayMatch(filter.filter(), first + from, count)) {
        scan.zonesSkipped.incrementAndGet();
        return false;
      }
    }
    return true;
  }

  @Override
  public Column read(int column, int from, int count) {
    Objects.checkFromIndexSize(from, count, rows);
    return segment(column).read(first + from, count);
  }

  @Override
  public Column read(int column, int from, int[] picked, int count) {
    return segment(column).read(first + from, picked, count);
  }

  private Segment segment(int position) {
    Segment known = segments[position];
    if (known == null) {
      known = load(position);
      segments[position] = known;
    }
    return known;
  }

  private Segment load(int position) {
    SegmentCache cache = scan.table().cache();
    ParquetFile source = group.source();
    ParquetColumn column = group.column(scan.columns().get(position));
    source.identity().requireIntact();
    boolean[] decoded = new boolean[1];
    SegmentCache.Key whole = group.key(column, null);
    RowRanges part = cache.contains(whole) ? null : group.decoded();
    Segment segment =
        cache.get(
            part == null ? whole : group.key(column, part),
            () -> {
              decoded[0] = true;
              return ChunkDecoder.decode(source, group.rowGroup(), column, part, scan.bytesRead);
            });
    if (decoded[0]) {
      scan.cacheMisses.incrementAndGet();
    } else {
      scan.cacheHits.incrementAndGet();
    }
    return segment;
  }

  @Override
  public void close() {}
}
