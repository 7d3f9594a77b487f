package dev.braid.source.file.parquet;

import static java.util.Objects.requireNonNull;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.source.file.segment.Segment;
import dev.braid.vector.Validity;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.jspecify.annotations.Nullable;

/// Decodes one column chunk, all pages of a column in a row group, into a [Segment].
///
/// Whatever a broken file makes fail in here (positions outside of arrays, wrong headers) leaves
/// with the file, row group and column in its message.
final class ChunkDecoder {
  private final ParquetFile file;
  private final int rowGroup;
  private final ParquetColumn column;
  private final ColumnMetaData chunk;
  private final CompressionCodec codec;
  private final int rows;
  private final @Nullable RowRanges wanted;
  private final ValueStore store;
  private final long @Nullable [] validity;
  private int done;
  private int present;

  private ChunkDecoder(
      ParquetFile file, int rowGroup, ParquetColumn column, @Nullable RowRanges wanted) {
    this.wanted = wanted;
    this.file = file;
    this.rowGroup = rowGroup;
    this.column = column;
    this.chunk = file.chunk(rowGroup, column.index());
    this.codec = requireNonNull(chunk.getCodec(), "codec");
    this.rows = file.rows(rowGroup);
    if (!Codec.supports(codec)) {
      throw file.errors().unsupported("compression " + codec);
    }
    if (chunk.getNum_values() != rows) {
      throw file.errors().corrupted(place() + chunk.getNum_values() + " values");
    }
    this.store =
        switch (column.physical()) {
          case BOOLEAN, INT32, INT64, INT96 -> new LongStore(column.physical(), rows);
          case FLOAT, DOUBLE -> new DoubleStore(column.physical(), rows);
          case BYTE_ARRAY -> new BytesStore(0, rows);
          case FIXED_LEN_BYTE_ARRAY -> new BytesStore(column.length(), rows);
        };
    this.validity = column.optional() || wanted != null ? new long[Validity.words(rows)] : null;
  }

  /// @param wanted rows whose pages are decoded, or null for all; others become NULL
  /// @param bytesRead is added to
  static Segment decode(
      ParquetFile file,
      int rowGroup,
      ParquetColumn column,
      @Nullable RowRanges wanted,
      AtomicLong bytesRead) {
    String place = "row group %d, column \"%s\"".formatted(rowGroup, column.name());
    try {
      ChunkDecoder decoder = new ChunkDecoder(file, rowGroup, column, wanted);
      bytesRead.addAndGet(decoder.pages());
      Segment segment =
          SegmentBuilder.build(
              column,
              decoder.store,
              decoder.rows,
              decoder.present == decoder.rows ? null : decoder.validity);
      file.identity().requireIntact();
      return segment;
    } catch (BraidException e) {
      throw e;
    } catch (IOException | RuntimeException | InternalError e) {
      file.identity().requireIntact();
      throw file.errors().corrupted(place, e);
    } catch (OutOfMemoryError e) {
      throw new BraidException(
          SqlState.OUT_OF_MEMORY,
          "out of memory: decoding " + place + " of \"" + file.identity().path() + "\"",
          0,
          null,
          null,
          e);
    }
  }

  private String place() {
    return "row group %d, column \"%s\": ".formatted(rowGroup, column.name());
  }

  /// @return bytes read
  private long pages() throws IOException {
    ChunkPages pages = ChunkPages.of(file, chunk, place() + "pages");
    while (done < rows) {
      PageHeader header = pages.next();
      switch (requireNonNull(header.getType(), "page type")) {
        case DICTIONARY_PAGE -> dictionary(header, pages.bytes());
        case DATA_PAGE -> {
          DataPageHeader page = requireNonNull(header.getData_page_header(), "header");
          int count = checkCount(page.getNum_values());
          if (isWanted(count)) {
            dataPage(header, page, pages.bytes(), count);
          }
          done += count;
        }
        case DATA_PAGE_V2 -> {
          DataPageHeaderV2 page = requireNonNull(header.getData_page_header_v2(), "header");
          int count = checkCount(page.getNum_values());
          if (isWanted(count)) {
            dataPageV2(header, page, pages.bytes(), count);
          }
          done += count;
        }
        case INDEX_PAGE -> {}
      }
    }
    return pages.bytesRead();
  }

  private boolean isWanted(int count) {
    return wanted == null || wanted.touch(done, done + count);
  }

  private byte[] plain(byte[] bytes, int before, int plainSize, boolean packed) throws IOException {
    // Twice what the footer says leaves room for writers that do not count headers.
    if (plainSize > 2 * chunk.getTotal_uncompressed_size() + 1024) {
      throw new IOException("a page of " + plainSize + " bytes");
    }
    byte[] out = new byte[plainSize];
    System.arraycopy(bytes, 0, out, 0, before);
    Codec.decompress(
        packed ? codec : CompressionCodec.UNCOMPRESSED,
        bytes,
        before,
        bytes.length - before,
        out,
        before);
    return out;
  }

  private void dictionary(PageHeader header, byte[] bytes) throws IOException {
    int count = requireNonNull(header.getDictionary_page_header(), "header").getNum_values();
    if (count < 0) {
      throw new IOException("a dictionary of " + count);
    }
    byte[] plain = plain(bytes, 0, header.getUncompressed_page_size(), true);
    store.dictionary(new PageBytes(plain, 0, plain.length), count);
  }

  private void dataPage(PageHeader header, DataPageHeader page, byte[] bytes, int count)
      throws IOException {
    byte[] plain = plain(bytes, 0, header.getUncompressed_page_size(), true);
    PageBytes in = new PageBytes(plain, 0, plain.length);
    int values = count;
    if (validity != null && column.optional()) {
      if (page.getDefinition_level_encoding() != Encoding.RLE) {
        throw new IOException("levels in encoding " + page.getDefinition_level_encoding());
      }
      int length = in.readInt();
      int start = in.skip(length);
      values = RunDecoder.decodeBitmap(new PageBytes(plain, start, in.at), validity, done, count);
    }
    values(page.getEncoding(), in, count, values);
  }

  private void dataPageV2(PageHeader header, DataPageHeaderV2 page, byte[] bytes, int count)
      throws IOException {
    int repetition = page.getRepetition_levels_byte_length();
    int definition = page.getDefinition_levels_byte_length();
    if (repetition < 0
        || definition < 0
        || (long) repetition + definition
            > Math.min(bytes.length, header.getUncompressed_page_size())) {
      throw new IOException("levels of " + repetition + " and " + definition + " bytes");
    }
    int levels = repetition + definition;
    boolean packed = !page.isSetIs_compressed() || page.isIs_compressed();
    byte[] plain = plain(bytes, levels, header.getUncompressed_page_size(), packed);
    int values = count;
    if (validity != null && column.optional()) {
      PageBytes in = new PageBytes(plain, repetition, levels);
      values = RunDecoder.decodeBitmap(in, validity, done, count);
    }
    values(page.getEncoding(), new PageBytes(plain, levels, plain.length), count, values);
  }

  private int checkCount(int count) throws IOException {
    if (count < 0 || count > rows - done) {
      throw new IOException("a page of " + count + " values, " + (rows - done) + " left");
    }
    return count;
  }

  private void values(@Nullable Encoding encoding, PageBytes in, int count, int values)
      throws IOException {
    if (encoding == null) {
      throw new IOException("a page in an unknown encoding");
    }
    if (values > 0) {
      store.decode(encoding, in, done, values);
    }
    if (validity != null && values < count) {
      store.spread(done, values, count, validity);
    } else if (validity != null && !column.optional()) {
      RunDecoder.fill(validity, done, count);
    }
    present += values;
  }
}
