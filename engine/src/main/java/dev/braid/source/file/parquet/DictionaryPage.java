package dev.braid.source.file.parquet;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;

/// Looks into a chunk's dictionary without decoding the chunk.
final class DictionaryPage {
  /// Bytes of a dictionary that are worth looking through.
  private static final int LARGEST = 4 << 20;

  private DictionaryPage() {}

  /// Entries of the chunk's dictionary, -1 where it has none.
  static double entries(ParquetFile file, ColumnMetaData chunk) {
    long start =
        chunk.isSetDictionary_page_offset() && chunk.getDictionary_page_offset() >= 4
            ? chunk.getDictionary_page_offset()
            : chunk.getData_page_offset();
    try {
      long room = Math.min(64, file.identity().size() - start);
      byte[] head = file.read(start, room, "dictionary");
      PageHeader header = Util.readPageHeader(new ByteArrayInputStream(head));
      return header.getType() == PageType.DICTIONARY_PAGE && header.isSetDictionary_page_header()
          ? requireNonNull(header.getDictionary_page_header()).getNum_values()
          : -1;
    } catch (IOException | RuntimeException e) {
      // Reading the chunk will tell what is wrong with it.
      return -1;
    }
  }

  /// Whether the chunk has none of the values for certain: all of its pages hold codes, and none of
  /// the values has one.
  static boolean lacks(ParquetFile file, int rowGroup, ParquetColumn column, SoughtValues sought) {
    ColumnMetaData chunk = file.chunk(rowGroup, column.index());
    try {
      ChunkPages pages = ChunkPages.of(file, chunk, "dictionary");
      PageHeader header = pages.next();
      if (header.getType() != PageType.DICTIONARY_PAGE
          || header.getUncompressed_page_size() > LARGEST) {
        return false;
      }
      byte[] plain = new byte[header.getUncompressed_page_size()];
      byte[] packed = pages.bytes();
      int entries = requireNonNull(header.getDictionary_page_header()).getNum_values();
      if (!isAllCodes(pages, file.rows(rowGroup))) {
        return false;
      }
      Codec.decompress(requireNonNull(chunk.getCodec()), packed, 0, packed.length, plain, 0);
      return !hasAny(column, new PageBytes(plain, 0, plain.length), entries, sought);
    } catch (IOException | RuntimeException e) {
      // Reading the chunk will tell what is wrong with it.
      return false;
    }
  }

  /// A writer whose dictionary grows too large goes on without it.
  private static boolean isAllCodes(ChunkPages pages, int rows) throws IOException {
    int done = 0;
    while (done < rows) {
      PageHeader header = pages.next();
      Encoding encoding;
      switch (requireNonNull(header.getType())) {
        case DATA_PAGE -> {
          encoding = requireNonNull(header.getData_page_header()).getEncoding();
          done += header.getData_page_header().getNum_values();
        }
        case DATA_PAGE_V2 -> {
          encoding = requireNonNull(header.getData_page_header_v2()).getEncoding();
          done += header.getData_page_header_v2().getNum_values();
        }
        default -> {
          return false;
        }
      }
      if (encoding != Encoding.RLE_DICTIONARY && encoding != Encoding.PLAIN_DICTIONARY) {
        return false;
      }
    }
    return done == rows;
  }

  private static boolean hasAny(
      ParquetColumn column, PageBytes in, int entries, SoughtValues sought) throws IOException {
    int width =
        switch (column.physical()) {
          case INT32, FLOAT -> 4;
          case INT64, DOUBLE -> 8;
          case FIXED_LEN_BYTE_ARRAY -> column.length();
          case BYTE_ARRAY -> 0;
          case BOOLEAN, INT96 -> throw new IOException("no dictionary is expected");
        };
    for (int i = 0; i < entries; i++) {
      int length = width == 0 ? in.readInt() : width;
      int start = in.skip(length);
      if (sought.values().contains(ByteBuffer.wrap(in.data, start, length))) {
        return true;
      }
    }
    if (in.remaining() > 0 || entries < 0) {
      throw new IOException(in.remaining() + " bytes behind the dictionary");
    }
    return false;
  }
}
