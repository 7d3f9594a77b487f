package dev.braid.source.file.csv;

import dev.braid.error.BraidException;
import dev.braid.source.file.csv.Records.BadRecord;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What the columns' types are inferred from: the first rows of a file and some from its middle and
/// its end, or all of them.
///
/// A block from the middle is read as if it began outside of quotes, behind the next line end; where
/// that is wrong the records hardly have the right number of fields, and the block is left out (of a single column
/// nothing could be told, so there is only the head). What
/// a sample misses the scan finds.
final class Sample {
  private static final int MOST_ROWS = 10_000;
  private static final int HEAD_BYTES = 1 << 22;
  private static final int BLOCK_BYTES = 1 << 16;

  private final int[] seen;
  private final long[] nulls;
  private long rows;
  private long bytes;

  Sample(int fields) {
    seen = new int[fields];
    nulls = new long[fields];
  }

  int seen(int field) {
    return seen[field];
  }

  /// Rows looked at.
  long rows() {
    return rows;
  }

  double nullFraction(int field) {
    return rows == 0 ? 0 : (double) nulls[field] / rows;
  }

  /// Bytes of a record with its line end.
  double bytesPerRow() {
    return rows == 0 ? 64 : Math.max(1, (double) bytes / rows);
  }

  /// Looks at some records of a file.
  void add(CsvFile file, FileBytes content) {
    long start = file.head().dataStart();
    long size = content.size();
    take(file, content, start, HEAD_BYTES, MOST_ROWS, true);
    if (size - start > HEAD_BYTES && seen.length > 1) {
      for (long at : new long[] {(start + size) / 2, size - 4 * BLOCK_BYTES, size - BLOCK_BYTES}) {
        take(file, content, at, BLOCK_BYTES, MOST_ROWS, false);
      }
    }
  }

  private void take(
      CsvFile file, FileBytes content, long at, int most, int mostRows, boolean atRecord) {
    int length = (int) Math.min(most, content.size() - at);
    if (length <= 0) {
      return;
    }
    byte[] block = new byte[length + Encodings.PADDING];
    content.copy(at, block, length);
    byte last = file.head().lineEnd().last;
    int from = 0;
    while (!atRecord && from < length && block[from++] != last) {
      // to the next line
    }
    int to = length;
    if (at + length < content.size()) {
      while (to > from && block[to - 1] != last) {
        to--;
      }
    }
    byte[] data = Arrays.copyOfRange(block, from, to + Encodings.PADDING);
    Arrays.fill(data, to - from, data.length, (byte) 0);
    if (Encodings.check(data, to - from, file.format().encoding()) == null) {
      Records records = records(file, data, to - from, mostRows, atRecord);
      if (records != null) {
        add(file, records, to - from);
      }
    }
  }

  private @Nullable Records records(
      CsvFile file, byte[] data, int length, int mostRows, boolean atRecord) {
    byte[] utf8 = Encodings.toUtf8(data, length, file.format().encoding());
    int size = utf8 == data ? length : utf8.length - Encodings.PADDING;
    Records records = all(file, utf8, size);
    try {
      records.scan(mostRows);
    } catch (BadRecord e) {
      // A head may end within quotes, and real errors are the scan's business; what is good counts.
      return atRecord && records.rows() > 0 ? records : null;
    }
    return records;
  }

  private Records all(CsvFile file, byte[] data, int size) {
    int[] wanted = new int[seen.length];
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] = i;
    }
    return new Records(data, size, file.format(), file.head().lineEnd(), wanted.length, wanted);
  }

  private void add(CsvFile file, Records records, int length) {
    for (int column = 0; column < seen.length; column++) {
      Field field = new Field(records, column, file.format());
      for (int row = 0; row < records.rows(); row++) {
        if (!field.next(row)) {
          nulls[column]++;
        } else if ((seen[column] & ValueClass.TEXT) == 0) {
          seen[column] |= ValueClass.of(field.bytes, field.start, field.length);
        }
      }
    }
    rows += records.rows();
    bytes += records.endOfLast() == 0 ? length : records.endOfLast();
  }

  /// Looks at all records of a file.
  ///
  /// @throws BraidException as a scan of the file
  void addAll(CsvFile file, FileBytes content, java.util.List<CsvColumn> columns) {
    int[] wanted = new int[seen.length];
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] = i;
    }
    for (int chunk = 0; chunk < file.chunks().count(); chunk++) {
      Records records = file.read(content, chunk, wanted, columns);
      add(file, records, records.endOfLast());
    }
  }
}
