package dev.braid.server.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/// UTF-8 bytes into a writer, a line at a time, so that no character is cut in two.
final class WriterStream extends OutputStream {
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final Writer writer;

  WriterStream(Writer writer) {
    this.writer = writer;
  }

  @Override
  public void write(int b) throws IOException {
    line.write(b);
    if (b == '\n') {
      writer.write(line.toString(StandardCharsets.UTF_8));
      line.reset();
      writer.flush();
    }
  }

  @Override
  public void close() throws IOException {
    writer.write(line.toString(StandardCharsets.UTF_8));
    line.reset();
    writer.flush();
  }
}
