package dev.braid.source.file.csv;

import dev.braid.catalog.CsvFormat;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.source.file.FileIdentity;
import dev.braid.source.file.csv.Encodings.Problem;
import dev.braid.source.file.csv.Records.BadRecord;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;

/// One file in one state: how it begins, and what is known of its chunks so far.
///
/// @param identity whose bytes these are
/// @param head names and line ends
/// @param chunks where records begin
/// @param rows records of each chunk plus one; 0 until known
record CsvFile(
    FileIdentity identity,
    CsvFormat format,
    Head head,
    Chunks chunks,
    AtomicIntegerArray rows) {
  /// @param chunkBytes bytes of a morsel
  static CsvFile of(
      FileIdentity identity, CsvFormat format, FileBytes bytes, int chunkBytes) {
    Head head = Head.read(bytes, identity.path(), format);
    Chunks chunks =
        new Chunks(
            new QuoteStates(format), head.lineEnd(), head.dataStart(), bytes.size(), chunkBytes);
    return new CsvFile(identity, format, head, chunks, new AtomicIntegerArray(chunks.count()));
  }

  int fields() {
    return head.fields();
  }

  /// The records that begin in a chunk.
  ///
  /// @throws BraidException 22P04, 22021 and 22P05 with file and line
  Records read(FileBytes bytes, int chunk, int[] wanted, List<CsvColumn> columns) {
    chunks.examine(bytes, chunk);
    long from = chunks.firstRecord(bytes, chunk);
    long to = chunks.firstRecord(bytes, chunk + 1);
    if (to - from > Integer.MAX_VALUE - 64) {
      throw new BraidException(
          SqlState.PROGRAM_LIMIT_EXCEEDED,
          identity.path().getFileName() + ": a record is longer than 2 GB");
    }
    byte[] data = new byte[(int) (to - from) + Encodings.PADDING];
    int length = (int) (to - from);
    bytes.copy(from, data, length);
    identity.requireCurrent();
    Problem problem = Encodings.check(data, length, format.encoding());
    if (problem != null) {
      throw located(problem.error(), line(bytes, from, data, problem.at()), null);
    }
    byte[] utf8 = Encodings.toUtf8(data, length, format.encoding());
    Records records =
        new Records(
            utf8,
            utf8.length == data.length ? length : utf8.length - Encodings.PADDING,
            format,
            head.lineEnd(),
            columns.size(),
            wanted);
    try {
      records.scan(Integer.MAX_VALUE);
    } catch (BadRecord e) {
      long line = line(bytes, from, utf8, e.position);
      throw located(
          e.field < 0
              ? e.error
              : new BraidException(
                  SqlState.BAD_COPY_FILE_FORMAT,
                  "missing data for column \"" + columns.get(e.field).name() + "\""),
          line,
          null);
    }
    rows.setOpaque(chunk, records.rows() + 1);
    return records;
  }

  /// The line, from 1, of a place in some bytes that begin at `from` in the file. Slow: for errors.
  long line(FileBytes bytes, long from, byte[] data, int at) {
    byte last = head.lineEnd().last;
    long line = 1;
    byte[] block = new byte[1 << 16];
    for (long i = 0; i < from; i += block.length) {
      int length = (int) Math.min(block.length, from - i);
      bytes.copy(i, block, length);
      for (int k = 0; k < length; k++) {
        line += block[k] == last ? 1 : 0;
      }
    }
    for (int i = 0; i < at; i++) {
      line += data[i] == last ? 1 : 0;
    }
    return line;
  }

  /// The error with its place before the message: `people.csv:17: column "age": ...`.
  BraidException located(
      BraidException error, long line, @org.jspecify.annotations.Nullable String column) {
    String place = identity.path().getFileName() + ":" + line + ": ";
    String where = column == null ? "" : "column \"" + column + "\": ";
    return new BraidException(
        error.sqlState(), place + where + error.message(), 0, error.detail(), error.hint(), error);
  }
}
