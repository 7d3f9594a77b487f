package dev.braid.server.mcp.stdio;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Reads messages, one a line, of a bounded length.
final class LineReader {
  /// A line was longer than allowed; its rest has been skipped.
  static final class LineTooLongException extends Exception {
    private static final long serialVersionUID = 1L;
  }

  private final InputStream input;
  private final int maxBytes;

  LineReader(InputStream input, int maxBytes) {
    this.input = new BufferedInputStream(input, 1 << 16);
    this.maxBytes = maxBytes;
  }

  /// The next line without its end, or null at the end of the input. A last line without an end
  /// counts.
  @Nullable String next() throws IOException, LineTooLongException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    boolean tooLong = false;
    int b = input.read();
    if (b < 0) {
      return null;
    }
    while (b >= 0 && b != '\n') {
      tooLong |= line.size() >= maxBytes;
      if (!tooLong) {
        line.write(b);
      }
      b = input.read();
    }
    if (tooLong) {
      throw new LineTooLongException();
    }
    return line.toString(StandardCharsets.UTF_8).strip();
  }
}
