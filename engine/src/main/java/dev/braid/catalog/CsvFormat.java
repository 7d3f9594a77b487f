package dev.braid.catalog;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// How a CSV file is written, in the terms of PostgreSQL's `COPY ... CSV`.
///
/// @param delimiter between fields, one ASCII character
/// @param quote around fields, one ASCII character
/// @param escape before a quote inside of quotes, one ASCII character; the quote itself where
///   quotes are doubled
/// @param nullText what stands, without quotes, for NULL
/// @param header whether the first line names the columns
/// @param encoding UTF-8, ISO-8859-1 or windows-1252
public record CsvFormat(
    byte delimiter, byte quote, byte escape, String nullText, boolean header, Charset encoding) {
  public static final CsvFormat DEFAULT =
      new CsvFormat((byte) ',', (byte) '"', (byte) '"', "", true, StandardCharsets.UTF_8);
}
