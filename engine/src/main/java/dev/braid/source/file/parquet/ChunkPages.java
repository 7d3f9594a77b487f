package dev.braid.source.file.parquet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.CRC32;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.Util;

/// The pages of one column chunk, one after the other: all headers are read, and the bytes of the
/// pages that are asked for.
final class ChunkPages {
  /// Bytes that nearly all headers fit into; those with long strings as statistics do not.
  private static final int HEADER = 128;

  private final ParquetFile file;
  private final String place;
  private final long end;
  private PageHeader header = new PageHeader();
  private long body;
  private long at;
  private long bytesRead;

  private ChunkPages(ParquetFile file, long start, long length, String place) {
    this.file = file;
    this.at = start;
    this.end = start + length;
    this.place = place;
  }

  /// All pages of a chunk, its dictionary first if it has one.
  static ChunkPages of(ParquetFile file, ColumnMetaData chunk, String place) {
    long start = chunk.getData_page_offset();
    if (chunk.isSetDictionary_page_offset()
        && chunk.getDictionary_page_offset() >= 4
        && chunk.getDictionary_page_offset() < start) {
      start = chunk.getDictionary_page_offset();
    }
    return at(file, start, chunk.getTotal_compressed_size(), place);
  }

  /// The pages within some bytes of the file.
  static ChunkPages at(ParquetFile file, long start, long length, String place) {
    if (start < 4 || length < 0 || length > file.identity().size() - start) {
      throw file.errors().corrupted("%s: %d bytes at %d".formatted(place, length, start));
    }
    return new ChunkPages(file, start, length, place);
  }

  /// Goes on to the next page.
  PageHeader next() throws IOException {
    int window = HEADER;
    while (true) {
      int length = (int) Math.min(window, end - at);
      byte[] bytes = file.read(at, length, place);
      ByteArrayInputStream in = new ByteArrayInputStream(bytes);
      try {
        header = Util.readPageHeader(in);
      } catch (IOException e) {
        if (length < window || window >= 1 << 24) {
          throw e;
        }
        window *= 16;
        continue;
      }
      body = at + length - in.available();
      bytesRead += body - at;
      int size = header.getCompressed_page_size();
      if (size < 0 || size > end - body || header.getUncompressed_page_size() < 0) {
        throw new IOException("a page of " + size + " bytes, " + (end - body) + " left");
      }
      at = body + size;
      return header;
    }
  }

  /// The page's bytes as they are in the file, its checksum compared.
  byte[] bytes() throws IOException {
    byte[] bytes = file.read(body, header.getCompressed_page_size(), place);
    bytesRead += bytes.length;
    if (header.isSetCrc()) {
      CRC32 crc = new CRC32();
      crc.update(bytes, 0, bytes.length);
      if ((int) crc.getValue() != header.getCrc()) {
        throw new IOException("a page's checksum is wrong");
      }
    }
    return bytes;
  }

  /// Bytes of headers and pages so far.
  long bytesRead() {
    return bytesRead;
  }
}
