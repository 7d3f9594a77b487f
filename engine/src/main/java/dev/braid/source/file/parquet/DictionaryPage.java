package dev.braid.source.file.parquet;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;

/// Looks at the head of a chunk's dictionary without decoding it.
final class DictionaryPage {
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
}
