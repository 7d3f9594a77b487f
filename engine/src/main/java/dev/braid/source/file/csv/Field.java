package dev.braid.source.file.csv;

import dev.braid.catalog.CsvFormat;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// One field of one record after another, without its quotes.
final class Field {
  private final Records records;
  private final byte quote;
  private final byte escape;
  private final byte[] nullText;
  private final int[] starts;
  private final int[] lengths;
  private byte[] unquoted = new byte[64];

  /// Where the value is: from `start`, `length` bytes. Meaningless after [#next] returned false.
  byte[] bytes;

  int start;
  int length;

  Field(Records records, int slot, CsvFormat format) {
    this.records = records;
    this.quote = format.quote();
    this.escape = format.escape();
    this.nullText = format.nullText().getBytes(StandardCharsets.UTF_8);
    this.starts = records.starts(slot);
    this.lengths = records.lengths(slot);
    this.bytes = records.data();
  }

  /// Turns to a row.
  ///
  /// @return whether it holds a value; only what stands without quotes can be NULL
  boolean next(int row) {
    int from = starts[row];
    int size = lengths[row];
    bytes = records.data();
    if (size >= 0) {
      start = from;
      length = size;
      return size != nullText.length || !isNull(from);
    }
    unquote(from, ~size);
    return true;
  }

  private boolean isNull(int from) {
    return Arrays.equals(bytes, from, from + length, nullText, 0, nullText.length);
  }

  /// The usual field, one pair of quotes around it and none within, is not copied.
  private void unquote(int from, int size) {
    int last = from + size - 1;
    boolean simple = size >= 2 && bytes[from] == quote && bytes[last] == quote;
    for (int i = from + 1; simple && i < last; i++) {
      simple = bytes[i] != quote && bytes[i] != escape;
    }
    if (simple) {
      start = from + 1;
      length = size - 2;
      return;
    }
    if (unquoted.length < size) {
      unquoted = new byte[Math.max(size, 2 * unquoted.length)];
    }
    boolean within = false;
    int used = 0;
    for (int i = from; i <= last; i++) {
      byte value = bytes[i];
      if (!within) {
        if (value == quote) {
          within = true;
        } else {
          unquoted[used++] = value;
        }
      } else if (value == escape
          && i < last
          && (bytes[i + 1] == escape || bytes[i + 1] == quote)) {
        unquoted[used++] = bytes[++i];
      } else if (value == quote) {
        within = false;
      } else {
        unquoted[used++] = value;
      }
    }
    bytes = unquoted;
    start = 0;
    length = used;
  }

  String text() {
    return new String(bytes, start, length, StandardCharsets.UTF_8);
  }

  /// Position of the row's field in the records' bytes.
  int position(int row) {
    return starts[row];
  }
}
