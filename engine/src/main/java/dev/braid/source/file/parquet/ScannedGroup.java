package dev.braid.source.file.parquet;

import dev.braid.source.file.segment.SegmentCache;
import org.jspecify.annotations.Nullable;

/// One row group of a scan: what the file tells, without the row group being decoded, of the rows
/// that the scan's filters ask for.
///
/// The footer's statistics, bloom filters and page indexes are small and looked at when the scan
/// begins; dictionaries by the first worker that comes to the row group.
final class ScannedGroup {
  /// Ranges between which there are fewer rows than these are read as one.
  private static final int LEAST_GAP = 2048;

  /// What has shown that no row meets the filters.
  enum Cause {
    STATISTICS,
    BLOOM_FILTER,
    PAGE_INDEX,
    DICTIONARY
  }

  private final ParquetScan scan;
  private final ParquetFile source;
  private final int file;
  private final int rowGroup;
  private RowRanges rows;
  private @Nullable Boolean byDictionary;

  ScannedGroup(ParquetScan scan, int file, int rowGroup) {
    this.scan = scan;
    this.source = scan.table().files().get(file);
    this.file = file;
    this.rowGroup = rowGroup;
    this.rows = RowRanges.all(source.rows(rowGroup));
  }

  ParquetFile source() {
    return source;
  }

  int rowGroup() {
    return rowGroup;
  }

  ParquetColumn column(int column) {
    return scan.table().column(file, column);
  }

  /// Rows that may meet the filters.
  RowRanges rows() {
    return rows;
  }

  /// The same where it is worth to decode only pages with such rows, else null.
  @Nullable RowRanges decoded() {
    return rows.rows() <= source.rows(rowGroup) / 2 ? rows : null;
  }

  /// Looks at what is small.
  ///
  /// @return why the row group is left out, or null
  @Nullable Cause leftOut() {
    for (ParquetScan.ColumnFilter one : scan.filters()) {
      ParquetColumn column = column(one.column());
      ChunkStatistics known =
          ChunkStatistics.of(
              source, column, source.chunk(rowGroup, column.index()).getStatistics());
      if (!known.mayMatch(one.filter(), source.rows(rowGroup))) {
        return Cause.STATISTICS;
      }
    }
    for (ParquetScan.ColumnFilter one : scan.filters()) {
      ParquetColumn column = column(one.column());
      SoughtValues sought = SoughtValues.of(column, one.zone());
      if (sought != null && BloomFilter.lacks(source, rowGroup, column, sought)) {
        return Cause.BLOOM_FILTER;
      }
    }
    for (ParquetScan.ColumnFilter one : scan.filters()) {
      rows = rows.and(PageIndex.mayMatch(source, rowGroup, column(one.column()), one.filter()));
    }
    if (rows.count() == 0 && source.rows(rowGroup) > 0) {
      return Cause.PAGE_INDEX;
    }
    rows = rows.withoutGaps(LEAST_GAP);
    return null;
  }

  /// Looks at the dictionaries of columns that have not been decoded yet, once.
  synchronized boolean mayMatch() {
    Boolean known = byDictionary;
    if (known == null) {
      known = true;
      for (ParquetScan.ColumnFilter one : scan.filters()) {
        ParquetColumn column = column(one.column());
        SoughtValues sought = SoughtValues.of(column, one.zone());
        if (sought != null
            && !scan.table().cache().contains(key(column, null))
            && DictionaryPage.lacks(source, rowGroup, column, sought)) {
          known = false;
          scan.leave(Cause.DICTIONARY);
          break;
        }
      }
      byDictionary = known;
    }
    return known;
  }

  /// @param part rows that are decoded, or null for all
  SegmentCache.Key key(ParquetColumn column, @Nullable RowRanges part) {
    return new SegmentCache.Key(
        source.identity(),
        rowGroup,
        column.index(),
        part == null ? java.util.List.of() : part.bounds());
  }
}
