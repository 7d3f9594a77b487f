package dev.braid.source.file.csv;

import dev.braid.catalog.CsvFormat;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.source.file.csv.Encodings.Problem;
import dev.braid.source.file.csv.Records.BadRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// How a file begins.
///
/// @param names the header's, or `column1` and so on; empty for an empty file
/// @param dataStart where the first record of values begins
record Head(List<String> names, LineEnd lineEnd, long dataStart) {
  private static final int LARGEST = 1 << 26;

  int fields() {
    return names.size();
  }

  static Head read(FileBytes bytes, Path path, CsvFormat format) {
    int size = 1 << 12;
    while (true) {
      int length = (int) Math.min(bytes.size(), size);
      byte[] data = new byte[length + Encodings.PADDING];
      bytes.copy(0, data, length);
      int start = start(data, length, path);
      int end = recordEnd(data, start, length, new QuoteStates(format));
      boolean whole = length == bytes.size();
      // The byte behind a carriage return decides what it is.
      if ((end >= 0 && end + 1 < length) || whole) {
        return read(data, start, end < 0 ? length : end, length, path, format);
      }
      if (size >= LARGEST) {
        throw bad(path, "the first line is longer than 64 MB; are the quotes right?");
      }
      size *= 4;
    }
  }

  private static int start(byte[] data, int length, Path path) {
    if (length >= 2) {
      int mark = (data[0] & 0xff) << 8 | data[1] & 0xff;
      if (mark == 0xfeff || mark == 0xfffe) {
        throw new BraidException(
                SqlState.FEATURE_NOT_SUPPORTED,
                path.getFileName() + ": encoding UTF-16 is not supported")
            .withHint("convert it to UTF-8");
      }
    }
    boolean mark =
        length >= 3
            && data[0] == (byte) 0xef
            && data[1] == (byte) 0xbb
            && data[2] == (byte) 0xbf;
    return mark ? 3 : 0;
  }

  /// The first line end outside of quotes, or -1.
  private static int recordEnd(byte[] data, int start, int length, QuoteStates states) {
    int state = QuoteStates.OUTSIDE;
    for (int i = start; i < length; i++) {
      if (state == QuoteStates.OUTSIDE && (data[i] == '\n' || data[i] == '\r')) {
        return i;
      }
      state = states.next(state, data[i]);
    }
    return -1;
  }

  private static Head read(
      byte[] data, int start, int end, int length, Path path, CsvFormat format) {
    if (start == length) {
      return new Head(List.of(), LineEnd.LF, start);
    }
    LineEnd lineEnd =
        end == length || data[end] == '\n'
            ? LineEnd.LF
            : end + 1 < length && data[end + 1] == '\n' ? LineEnd.CRLF : LineEnd.CR;
    Problem problem = Encodings.check(data, end, format.encoding());
    if (problem != null) {
      throw new BraidException(
          problem.error().sqlState(), path.getFileName() + ":1: " + problem.error().message());
    }
    byte[] line = new byte[end - start + Encodings.PADDING];
    System.arraycopy(data, start, line, 0, end - start);
    byte[] utf8 = Encodings.toUtf8(line, end - start, format.encoding());
    int size = utf8 == line ? end - start : utf8.length - Encodings.PADDING;
    List<String> fields = fields(utf8, size, lineEnd, path, format);
    if (!format.header()) {
      List<String> names = new ArrayList<>();
      for (int i = 1; i <= fields.size(); i++) {
        names.add("column" + i);
      }
      return new Head(names, lineEnd, start);
    }
    check(fields, path);
    int dataStart = Math.min(length, end + (lineEnd == LineEnd.CRLF ? 2 : 1));
    return new Head(fields, lineEnd, dataStart);
  }

  private static List<String> fields(
      byte[] line, int length, LineEnd lineEnd, Path path, CsvFormat format) {
    QuoteStates states = new QuoteStates(format);
    int state = QuoteStates.OUTSIDE;
    int count = 1;
    for (int i = 0; i < length; i++) {
      if (state == QuoteStates.OUTSIDE && line[i] == format.delimiter()) {
        count++;
      }
      state = states.next(state, line[i]);
    }
    int[] all = new int[count];
    for (int i = 0; i < count; i++) {
      all[i] = i;
    }
    Records records = new Records(line, length, format, lineEnd, count, all);
    try {
      records.scan(1);
    } catch (BadRecord e) {
      throw bad(path, e.error.message());
    }
    List<String> fields = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Field field = new Field(records, i, format);
      boolean named = records.rows() > 0 && field.next(0);
      fields.add(named || records.rows() > 0 ? field.text() : "");
    }
    return fields;
  }

  private static void check(List<String> names, Path path) {
    Set<String> known = new HashSet<>();
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).isEmpty()) {
        throw bad(path, "the header has no name for column " + (i + 1));
      }
      if (!known.add(names.get(i))) {
        throw new BraidException(
            SqlState.DUPLICATE_COLUMN,
            path.getFileName()
                + ":1: the header names column \""
                + names.get(i)
                + "\" twice, the second time for column "
                + (i + 1));
      }
    }
  }

  private static BraidException bad(Path path, String message) {
    return new BraidException(
        SqlState.BAD_COPY_FILE_FORMAT, path.getFileName() + ":1: " + message);
  }
}
