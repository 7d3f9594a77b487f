package dev.braid.local;

import dev.braid.catalog.CsvFormat;
import java.nio.charset.Charset;
import java.util.List;

/// The options of a COPY, with PostgreSQL's defaults; [CopyOptionReader] reads them.
///
/// @param header whether a first line names the columns
/// @param match whether those names must be the table's
/// @param quoteAll FORCE_QUOTE *
record CopyOptions(
    Format format,
    byte delimiter,
    byte quote,
    byte escape,
    String nullText,
    boolean header,
    boolean match,
    boolean quoteAll,
    List<String> forceQuote,
    Charset encoding) {
  enum Format {
    TEXT,
    CSV,
    PARQUET
  }

  CopyOptions {
    forceQuote = List.copyOf(forceQuote);
  }

  CsvFormat csv() {
    return new CsvFormat(delimiter, quote, escape, nullText, header, encoding);
  }
}
