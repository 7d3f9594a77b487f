package dev.braid.source.file.parquet;

import static java.util.Objects.requireNonNull;

import dev.braid.source.file.segment.KeyFilter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnIndex;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.OffsetIndex;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageLocation;
import org.apache.parquet.format.Util;
import org.jspecify.annotations.Nullable;

/// The smallest and largest values of each page of a chunk, which stand near the end of a file, and
/// the rows that the pages hold.
///
/// An index that contradicts itself, the chunk's statistics or the headers of the pages is not
/// believed. The headers are only looked at when pages would be left out. What has been read is
/// kept with the file.
final class PageIndex {
  private final ParquetFile file;
  private final int rows;
  private final List<PageLocation> pages;

  /// Of each page; empty where they are not known of all.
  private final List<ChunkStatistics> statistics = new ArrayList<>();

  private volatile @Nullable Boolean fits;

  private PageIndex(
      ParquetFile file, ParquetColumn column, int rows, ColumnIndex values, OffsetIndex offsets) {
    this.file = file;
    this.rows = rows;
    this.pages = requireNonNull(offsets.getPage_locations());
    int known = isComplete(values) ? pages.size() : 0;
    for (int i = 0; i < known; i++) {
      int size = (int) (end(i) - pages.get(i).getFirst_row_index());
      statistics.add(statistics(column, values, i, size));
    }
  }

  private static PageIndex of(
      ParquetFile file, int rowGroup, ParquetColumn column, ColumnChunk chunk) throws IOException {
    PageIndex known = file.pageIndex(rowGroup, column.index());
    if (known == null) {
      known =
          new PageIndex(
              file,
              column,
              file.rows(rowGroup),
              Util.readColumnIndex(
                  bytes(file, chunk.getColumn_index_offset(), chunk.getColumn_index_length())),
              Util.readOffsetIndex(
                  bytes(file, chunk.getOffset_index_offset(), chunk.getOffset_index_length())));
      file.keep(rowGroup, column.index(), known);
    }
    return known;
  }

  /// The rows that may meet a filter on the column; all of them where nothing is known.
  static RowRanges mayMatch(
      ParquetFile file, int rowGroup, ParquetColumn column, KeyFilter filter) {
    int rows = file.rows(rowGroup);
    RowRanges all = RowRanges.all(rows);
    ColumnChunk chunk = requireNonNull(file.rowGroup(rowGroup).getColumns()).get(column.index());
    if (!chunk.isSetColumn_index_offset() || !chunk.isSetOffset_index_offset()) {
      return all;
    }
    try {
      PageIndex index = of(file, rowGroup, column, chunk);
      ChunkStatistics whole =
          ChunkStatistics.of(file, column, requireNonNull(chunk.getMeta_data()).getStatistics());
      RowRanges left = index.statistics.isEmpty() ? all : index.ranges(filter, whole);
      return left.equals(all) || index.fitsPages() ? left : all;
    } catch (IOException | RuntimeException e) {
      // An index that cannot be read leaves nothing out.
      return all;
    }
  }

  private static ByteArrayInputStream bytes(ParquetFile file, long offset, int length) {
    return new ByteArrayInputStream(file.read(offset, length, "page index"));
  }

  /// Whether there are values of every page, and the pages' rows follow each other.
  private boolean isComplete(ColumnIndex values) {
    int count = pages.size();
    List<Long> nulls = values.getNull_counts();
    if (count == 0
        || requireNonNull(values.getNull_pages()).size() != count
        || requireNonNull(values.getMin_values()).size() != count
        || requireNonNull(values.getMax_values()).size() != count
        || nulls != null && nulls.size() != count
        || pages.getFirst().getFirst_row_index() != 0) {
      return false;
    }
    for (int i = 0; i < count; i++) {
      if (pages.get(i).getFirst_row_index() >= end(i) || end(i) > rows) {
        return false;
      }
    }
    return true;
  }

  private long end(int page) {
    return page + 1 < pages.size() ? pages.get(page + 1).getFirst_row_index() : rows;
  }

  private RowRanges ranges(KeyFilter filter, ChunkStatistics whole) throws IOException {
    List<Integer> bounds = new ArrayList<>();
    for (int i = 0; i < pages.size(); i++) {
      int from = (int) pages.get(i).getFirst_row_index();
      int to = (int) end(i);
      ChunkStatistics page = statistics.get(i);
      if (whole.bounded()
          && page.bounded()
          && (page.min() < whole.min() || page.max() > whole.max())) {
        throw new IOException("a page has values that its chunk has not");
      }
      if (!page.mayMatch(filter, to - from)) {
        continue;
      }
      if (!bounds.isEmpty() && bounds.getLast() == from) {
        bounds.removeLast();
      } else {
        bounds.add(from);
      }
      bounds.add(to);
    }
    return new RowRanges(bounds);
  }

  private ChunkStatistics statistics(ParquetColumn column, ColumnIndex values, int page, int size) {
    if (requireNonNull(values.getNull_pages()).get(page)) {
      return ChunkStatistics.of(file, column, null, null, size);
    }
    List<Long> counts = values.getNull_counts();
    long nulls = counts == null ? -1 : counts.get(page);
    return ChunkStatistics.of(
        file,
        column,
        bytes(requireNonNull(values.getMin_values()).get(page)),
        bytes(requireNonNull(values.getMax_values()).get(page)),
        nulls >= 0 && nulls < size ? nulls : -1);
  }

  private static byte[] bytes(ByteBuffer from) {
    byte[] bytes = new byte[from.remaining()];
    from.duplicate().get(bytes);
    return bytes;
  }

  /// Whether the pages of the chunk lie where the index says, with so many rows.
  private boolean fitsPages() throws IOException {
    Boolean known = fits;
    if (known == null) {
      known = lookAtPages();
      fits = known;
    }
    return known;
  }

  private boolean lookAtPages() throws IOException {
    for (int i = 0; i < pages.size(); i++) {
      PageLocation page = pages.get(i);
      PageHeader header =
          ChunkPages.at(file, page.getOffset(), page.getCompressed_page_size(), "page index")
              .next();
      DataPageHeader first = header.getData_page_header();
      DataPageHeaderV2 second = header.getData_page_header_v2();
      int count =
          first != null ? first.getNum_values() : second != null ? second.getNum_values() : -1;
      if (count != end(i) - page.getFirst_row_index()) {
        return false;
      }
    }
    return true;
  }
}
