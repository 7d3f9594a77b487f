package dev.braid.source.file.parquet;

import static java.util.Objects.requireNonNull;

import com.github.luben.zstd.Zstd;
import dev.braid.catalog.table.TableColumn;
import dev.braid.vector.Column;
import io.airlift.compress.v3.snappy.SnappyJavaCompressor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.apache.parquet.format.BoundaryOrder;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnIndex;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.OffsetIndex;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageLocation;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Statistics;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;
import org.jspecify.annotations.Nullable;

/// Encodes one column of one row group: a dictionary where values repeat, differences for whole
/// numbers that they make smaller, else plain values; pages of 16384 rows with checksums.
final class ChunkEncoder {
  private static final int PAGE_ROWS = 1 << 14;

  /// An encoded chunk; positions count from its first byte.
  record Chunk(
      ByteSink bytes, ColumnMetaData head, OffsetIndex offsets, @Nullable ColumnIndex index) {
    /// The chunk's description, once it is known where it lies.
    ColumnChunk at(long offset) {
      head.setData_page_offset(head.getData_page_offset() + offset);
      if (head.isSetDictionary_page_offset()) {
        head.setDictionary_page_offset(offset);
      }
      for (PageLocation page : requireNonNull(offsets.getPage_locations())) {
        page.setOffset(page.getOffset() + offset);
      }
      return new ColumnChunk(0).setMeta_data(head);
    }
  }

  private final TableColumn column;
  private final Type physical;
  private final Column values;
  private final int rows;
  private final CompressionCodec codec;
  private final ByteSink out = new ByteSink();
  private long uncompressed;

  private ChunkEncoder(
      TableColumn column, Type physical, Column values, int rows, CompressionCodec codec) {
    this.column = column;
    this.physical = physical;
    this.values = values;
    this.rows = rows;
    this.codec = codec;
  }

  static Chunk encode(
      TableColumn column, Type physical, Column values, int rows, CompressionCodec codec) {
    try {
      return new ChunkEncoder(column, physical, values, rows, codec).encode();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private Chunk encode() throws IOException {
    PhysicalValues dense = PhysicalColumn.of(column, values, rows);
    DictionaryEncoder dictionary = physical == Type.BOOLEAN ? null : DictionaryEncoder.of(dense);
    List<Encoding> encodings = new ArrayList<>();
    encodings.add(Encoding.RLE);
    if (dictionary != null) {
      encodings.add(Encoding.PLAIN);
      dictionaryPage(dense, dictionary);
    }
    Encoding encoding = dictionary != null ? Encoding.RLE_DICTIONARY : choose(dense);
    encodings.add(encoding);
    int dataOffset = out.size;
    List<PageLocation> locations = new ArrayList<>();
    List<@Nullable ValueRange> ranges = new ArrayList<>();
    List<Boolean> nullPages = new ArrayList<>();
    List<Long> nullCounts = new ArrayList<>();
    int done = 0;
    for (int from = 0; from < rows; from += PAGE_ROWS) {
      int count = Math.min(PAGE_ROWS, rows - from);
      int present = column.nullable() ? present(from, count) : count;
      int page = out.size;
      dataPage(dense, dictionary, encoding, from, count, done, present);
      locations.add(new PageLocation(page, out.size - page, from));
      ranges.add(range(dense, done, done + present));
      nullPages.add(present == 0);
      nullCounts.add((long) count - present);
      done += present;
    }
    if (done != dense.count()) {
      throw new dev.braid.error.BraidException(
          dev.braid.error.SqlState.NOT_NULL_VIOLATION,
          "null value in column \"" + column.name() + "\" violates not-null constraint");
    }
    ColumnMetaData head =
        new ColumnMetaData(
                physical,
                encodings,
                List.of(column.name()),
                codec,
                rows,
                uncompressed,
                out.size,
                dataOffset)
            .setStatistics(statistics(range(dense, 0, done), (long) rows - done));
    if (dictionary != null) {
      head.setDictionary_page_offset(0);
    }
    return new Chunk(out, head, new OffsetIndex(locations), index(ranges, nullPages, nullCounts));
  }

  private @Nullable ValueRange range(PhysicalValues dense, int from, int to) {
    boolean decimal =
        column.type().storage() == dev.braid.type.Storage.NUMERIC
            && WriterSchema.isDecimal(column.type());
    return ValueRange.of(dense, physical, decimal, from, to);
  }

  private static Statistics statistics(@Nullable ValueRange range, long nulls) {
    Statistics statistics = new Statistics().setNull_count(nulls);
    if (range != null) {
      statistics.setMin_value(range.min()).setMax_value(range.max());
      statistics.setIs_min_value_exact(true).setIs_max_value_exact(true);
    }
    return statistics;
  }

  private static @Nullable ColumnIndex index(
      List<@Nullable ValueRange> ranges, List<Boolean> nullPages, List<Long> nullCounts) {
    List<ByteBuffer> min = new ArrayList<>();
    List<ByteBuffer> max = new ArrayList<>();
    for (int i = 0; i < ranges.size(); i++) {
      ValueRange range = ranges.get(i);
      if (range == null && !nullPages.get(i)) {
        return null;
      }
      min.add(ByteBuffer.wrap(range == null ? new byte[0] : range.min()));
      max.add(ByteBuffer.wrap(range == null ? new byte[0] : range.max()));
    }
    return new ColumnIndex(nullPages, min, max, BoundaryOrder.UNORDERED).setNull_counts(nullCounts);
  }

  private int present(int from, int count) {
    int present = 0;
    for (int row = from; row < from + count; row++) {
      present += values.isNull(row) ? 0 : 1;
    }
    return present;
  }

  private Encoding choose(PhysicalValues dense) {
    if (dense instanceof PhysicalValues.Longs longs && physical != Type.BOOLEAN) {
      int sample = Math.min(longs.count(), PAGE_ROWS);
      ByteSink deltas = new ByteSink();
      DeltaEncoder.encode(deltas, longs.values(), 0, sample, physical == Type.INT32);
      if (deltas.size < sample * (physical == Type.INT32 ? 4L : 8L) * 3 / 4) {
        return Encoding.DELTA_BINARY_PACKED;
      }
    }
    return Encoding.PLAIN;
  }

  private void dictionaryPage(PhysicalValues dense, DictionaryEncoder dictionary)
      throws IOException {
    ByteSink page = new ByteSink();
    for (int entry : dictionary.entries()) {
      plain(page, dense, entry, entry + 1);
    }
    PageHeader header = new PageHeader(PageType.DICTIONARY_PAGE, page.size, 0);
    header.setDictionary_page_header(
        new DictionaryPageHeader(dictionary.entries().length, Encoding.PLAIN));
    page(header, page);
  }

  private void dataPage(
      PhysicalValues dense,
      @Nullable DictionaryEncoder dictionary,
      Encoding encoding,
      int from,
      int count,
      int done,
      int present)
      throws IOException {
    ByteSink page = new ByteSink();
    if (column.nullable()) {
      levels(page, from, count, present);
    }
    if (dictionary != null) {
      page.write(dictionary.width());
      RunEncoder.encode(page, dictionary.codes(), done, present, dictionary.width());
    } else if (encoding == Encoding.DELTA_BINARY_PACKED) {
      long[] numbers = ((PhysicalValues.Longs) dense).values();
      DeltaEncoder.encode(page, numbers, done, present, physical == Type.INT32);
    } else {
      plain(page, dense, done, done + present);
    }
    PageHeader header = new PageHeader(PageType.DATA_PAGE, page.size, 0);
    header.setData_page_header(new DataPageHeader(count, encoding, Encoding.RLE, Encoding.RLE));
    page(header, page);
  }

  private void levels(ByteSink page, int from, int count, int present) {
    int start = page.reserve(4);
    if (present == count || present == 0) {
      page.putVarLong((long) count << 1);
      page.write(present == 0 ? 0 : 1);
    } else {
      long[] levels = new long[count];
      for (int i = 0; i < count; i++) {
        levels[i] = values.isNull(from + i) ? 0 : 1;
      }
      RunEncoder.encode(page, levels, 0, count, 1);
    }
    PageBytes.INT.set(page.data, start, page.size - start - 4);
  }

  private void plain(ByteSink page, PhysicalValues dense, int from, int to) {
    switch (dense) {
      case PhysicalValues.Longs(long[] numbers, int _) -> {
        switch (physical) {
          case BOOLEAN -> page.putPacked(numbers, from, to - from, 1);
          case INT32 -> {
            for (int i = from; i < to; i++) {
              page.putInt((int) numbers[i]);
            }
          }
          default -> {
            for (int i = from; i < to; i++) {
              page.putLong(numbers[i]);
            }
          }
        }
      }
      case PhysicalValues.Doubles(double[] numbers, int _) -> {
        for (int i = from; i < to; i++) {
          if (physical == Type.FLOAT) {
            page.putInt(Float.floatToRawIntBits((float) numbers[i]));
          } else {
            page.putLong(Double.doubleToRawLongBits(numbers[i]));
          }
        }
      }
      case PhysicalValues.Strings strings -> {
        for (int i = from; i < to; i++) {
          if (physical == Type.BYTE_ARRAY) {
            page.putInt(strings.lengths()[i]);
          }
          page.write(strings.data(), strings.starts()[i], strings.lengths()[i]);
        }
      }
    }
  }

  private void page(PageHeader header, ByteSink page) throws IOException {
    byte[] packed;
    int size;
    switch (codec) {
      case ZSTD -> {
        packed = new byte[Math.toIntExact(Zstd.compressBound(page.size))];
        long length = Zstd.compressByteArray(packed, 0, packed.length, page.data, 0, page.size, 1);
        if (Zstd.isError(length)) {
          throw new IOException(Zstd.getErrorName(length));
        }
        size = (int) length;
      }
      case SNAPPY -> {
        SnappyJavaCompressor snappy = new SnappyJavaCompressor();
        packed = new byte[snappy.maxCompressedLength(page.size)];
        size = snappy.compress(page.data, 0, page.size, packed, 0, packed.length);
      }
      default -> {
        packed = page.data;
        size = page.size;
      }
    }
    CRC32 crc = new CRC32();
    crc.update(packed, 0, size);
    header.setCompressed_page_size(size);
    header.setCrc((int) crc.getValue());
    int before = out.size;
    Util.writePageHeader(header, out);
    uncompressed += out.size - before + page.size;
    out.write(packed, 0, size);
  }
}
