package dev.braid.source.file.csv;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.util.Arrays;

/// The lines of a file in the text format of COPY, where a backslash keeps the byte behind it from
/// ending the line, lines end alike all through the file, and `\.` alone in a line ends the data.
final class CopyTextLines {
  private static final int BLOCK = 1 << 18;

  private enum End {
    UNKNOWN,
    NEWLINE,
    RETURN,
    BOTH
  }

  private final FileBytes bytes;
  private final byte[] block = new byte[BLOCK];
  private long next;
  private int at;
  private int filled;
  private End end = End.UNKNOWN;
  private boolean over;
  private long number;
  private byte[] line = new byte[256];
  private int length;

  CopyTextLines(FileBytes bytes) {
    this.bytes = bytes;
    if (peek() == 0xef && filled >= 3 && block[1] == (byte) 0xbb && block[2] == (byte) 0xbf) {
      at = 3; // a byte order mark
    }
  }

  /// The line's bytes; only the first [#length] of them count.
  byte[] data() {
    return line;
  }

  int length() {
    return length;
  }

  /// Of the line, from 1.
  long number() {
    return number;
  }

  private int peek() {
    if (at == filled) {
      filled = (int) Math.min(BLOCK, bytes.size() - next);
      at = 0;
      bytes.copy(next, block, filled);
      next += filled;
    }
    return filled == 0 ? -1 : block[at] & 0xff;
  }

  private int take() {
    int value = peek();
    if (value >= 0) {
      at++;
    }
    return value;
  }

  private void put(int value) {
    if (length == line.length) {
      if (length > (1 << 30)) {
        throw new BraidException(SqlState.PROGRAM_LIMIT_EXCEEDED, "a line is longer than 1 GB");
      }
      line = Arrays.copyOf(line, 2 * length);
    }
    line[length++] = (byte) value;
  }

  /// Reads the next line.
  ///
  /// @return whether there is one
  /// @throws BraidException 22P04 for line ends of another kind than before
  boolean advance() {
    length = 0;
    if (over || peek() < 0) {
      return false;
    }
    number++;
    while (true) {
      int value = take();
      switch (value) {
        case -1 -> {
          return true;
        }
        case '\\' -> {
          if (peek() == '.') {
            take();
            endMarker();
            over = true;
            return false;
          }
          put(value);
          if (peek() >= 0) {
            put(take());
          }
        }
        case '\n' -> {
          if (end == End.RETURN || end == End.BOTH) {
            throw bad("literal newline found in data")
                .withHint("Use \"\\n\" to represent newline.");
          }
          end = End.NEWLINE;
          return true;
        }
        case '\r' -> {
          boolean both = (end == End.UNKNOWN || end == End.BOTH) && peek() == '\n';
          if (end == End.NEWLINE || (end == End.BOTH && !both)) {
            throw bad("literal carriage return found in data")
                .withHint("Use \"\\r\" to represent carriage return.");
          }
          if (both) {
            take();
          }
          end = both ? End.BOTH : End.RETURN;
          return true;
        }
        default -> put(value);
      }
    }
  }

  private void endMarker() {
    int after = take();
    boolean alone = length == 0 && (after < 0 || after == '\n' || after == '\r');
    if (!alone) {
      throw bad("end-of-copy marker is not alone on its line");
    }
    boolean fits =
        switch (end) {
          case UNKNOWN -> true;
          case NEWLINE -> after != '\r';
          case RETURN -> after != '\n';
          case BOTH -> after != '\n' && (after != '\r' || peek() == '\n');
        };
    if (!fits) {
      throw bad("end-of-copy marker does not match previous newline style");
    }
  }

  private static BraidException bad(String message) {
    return new BraidException(SqlState.BAD_COPY_FILE_FORMAT, message);
  }
}
