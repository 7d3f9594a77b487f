package dev.braid.source.file.csv;

import dev.braid.catalog.CsvFormat;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.util.Arrays;

/// The fields of some records: where each begins in the bytes, and how long it is.
///
/// The bytes are looked at eight at a time. Delimiters, quotes and line ends in a word come out as a
/// mask of bits that is worked off before the next word is loaded; text between them costs nothing.
/// A quote opens a search for its end, behind which loading starts anew.
final class Records {
  private final byte[] data;
  private final int end;
  private final CsvFormat format;
  private final LineEnd lineEnd;
  private final int fields;

  /// Slot of each field, -1 for those nobody asked for.
  private final int[] slots;

  private final int[][] starts;
  private final int[][] lengths;
  private int capacity;
  private int rows;

  private int rowStart;
  private int endOfLast;

  /// @param data in UTF-8, with eight bytes of room behind the end
  /// @param fields of every record
  /// @param wanted fields to be kept, by slot
  Records(byte[] data, int end, CsvFormat format, LineEnd lineEnd, int fields, int[] wanted) {
    this.data = data;
    this.end = end;
    this.format = format;
    this.lineEnd = lineEnd;
    this.fields = fields;
    this.slots = new int[fields];
    Arrays.fill(slots, -1);
    for (int slot = 0; slot < wanted.length; slot++) {
      slots[wanted[slot]] = slot;
    }
    this.capacity = Math.max(16, end / Math.max(16, fields * 8));
    this.starts = new int[wanted.length][capacity];
    this.lengths = new int[wanted.length][capacity];
  }

  byte[] data() {
    return data;
  }

  int rows() {
    return rows;
  }

  /// The slot of a field that was asked for.
  int slot(int field) {
    return slots[field];
  }

  int[] starts(int slot) {
    return starts[slot];
  }

  /// Lengths of fields without quotes; `~length` (negative) of those with.
  int[] lengths(int slot) {
    return lengths[slot];
  }

  /// Where the last record that was found ends.
  int endOfLast() {
    return endOfLast;
  }

  /// Something wrong with a record, as opposed to a value.
  ///
  /// @param position in the bytes
  /// @param field the first that is missing, or -1 where it is something else
  static final class BadRecord extends Exception {
    private static final long serialVersionUID = 1L;

    final int position;
    final int field;
    final transient BraidException error;

    BadRecord(int position, int field, String message) {
      super(message);
      this.position = position;
      this.field = field;
      this.error = new BraidException(SqlState.BAD_COPY_FILE_FORMAT, message);
    }
  }

  /// Finds the fields of at most so many records.
  void scan(int most) throws BadRecord {
    final long delimiters = Swar.repeat(format.delimiter());
    final long quotes = Swar.repeat(format.quote());
    final long feeds = Swar.repeat((byte) '\n');
    final long returns = Swar.repeat((byte) '\r');
    final byte delimiter = format.delimiter();
    final byte quote = format.quote();
    int base = 0;
    int fieldStart = 0;
    int field = 0;
    boolean quoted = false;
    rowStart = 0;
    while (base < end) {
      long word = Swar.word(data, base);
      long marks =
          Swar.equal(word, delimiters)
              | Swar.equal(word, quotes)
              | Swar.equal(word, feeds)
              | Swar.equal(word, returns);
      int next = base + 8;
      while (marks != 0) {
        int at = base + Swar.first(marks);
        marks &= marks - 1;
        if (at >= end) {
          break;
        }
        byte value = data[at];
        if (value == delimiter) {
          keep(field++, fieldStart, at, quoted);
          fieldStart = at + 1;
          quoted = false;
        } else if (value == quote) {
          quoted = true;
          next = closing(at + 1) + 1;
          break;
        } else if (value == lineEnd.last) {
          int fieldEnd = at;
          if (lineEnd == LineEnd.CRLF) {
            if (at == 0 || data[at - 1] != '\r') {
              throw new BadRecord(at, -1, "unquoted newline found in data");
            }
            fieldEnd--;
          }
          keep(field++, fieldStart, fieldEnd, quoted);
          endRecord(field, at + 1);
          if (rows == most) {
            return;
          }
          field = 0;
          fieldStart = at + 1;
          rowStart = at + 1;
          quoted = false;
        } else if (value == '\n') {
          throw new BadRecord(at, -1, "unquoted newline found in data");
        } else if (lineEnd != LineEnd.CRLF || at + 1 >= end || data[at + 1] != '\n') {
          throw new BadRecord(at, -1, "unquoted carriage return found in data");
        }
      }
      base = next;
    }
    if (rowStart < end) {
      keep(field++, fieldStart, end, quoted);
      endRecord(field, end);
    }
  }

  /// The quote that ends what one before `at` began.
  private int closing(int at) throws BadRecord {
    final byte quote = format.quote();
    final byte escape = format.escape();
    final long quotes = Swar.repeat(quote);
    final long escapes = Swar.repeat(escape);
    int from = at;
    while (from < end) {
      long word = Swar.word(data, from);
      long marks = Swar.equal(word, quotes) | Swar.equal(word, escapes);
      if (marks == 0) {
        from += 8;
        continue;
      }
      int found = from + Swar.first(marks);
      if (found >= end) {
        break;
      }
      byte next = found + 1 < end ? data[found + 1] : 0;
      if (data[found] == escape && (next == quote || next == escape) && found + 1 < end) {
        from = found + 2;
      } else if (data[found] == quote) {
        return found;
      } else {
        from = found + 1;
      }
    }
    throw new BadRecord(rowStart, -1, "unterminated CSV quoted field");
  }

  private void keep(int field, int start, int to, boolean quoted) {
    if (field < fields && slots[field] >= 0) {
      if (rows == capacity) {
        grow();
      }
      int slot = slots[field];
      starts[slot][rows] = start;
      lengths[slot][rows] = quoted ? ~(to - start) : to - start;
    }
  }

  private void grow() {
    capacity = Math.max(capacity + 16, (int) Math.min(1L << 30, capacity * 2L));
    for (int slot = 0; slot < starts.length; slot++) {
      starts[slot] = Arrays.copyOf(starts[slot], capacity);
      lengths[slot] = Arrays.copyOf(lengths[slot], capacity);
    }
  }

  private void endRecord(int found, int to) throws BadRecord {
    if (found > fields) {
      throw new BadRecord(rowStart, -1, "extra data after last expected column");
    }
    if (found < fields) {
      throw new BadRecord(rowStart, found, "missing data for column");
    }
    rows++;
    endOfLast = to;
  }
}
