package dev.braid.source.file.csv;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.source.file.Unfinished;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where a writer of text puts its bytes: a file that appears whole or not at all, or a channel of
/// somebody else's. Collects them in a buffer.
public final class TextFile implements AutoCloseable {
  private static final int BUFFER = 1 << 18;

  private final String name;
  private final @Nullable Unfinished file;
  private final WritableByteChannel channel;
  private byte[] buffer = new byte[BUFFER];
  private int used;

  private TextFile(String name, @Nullable Unfinished file, WritableByteChannel channel) {
    this.name = name;
    this.file = file;
    this.channel = channel;
  }

  /// @throws BraidException 58030 when there is no writing there
  public static TextFile create(Path target) {
    try {
      Unfinished file = Unfinished.create(target);
      return new TextFile(target.toString(), file, file.channel());
    } catch (IOException e) {
      throw failed(target.toString(), e);
    }
  }

  /// Writes to a channel, which its owner closes.
  public static TextFile to(WritableByteChannel channel) {
    return new TextFile("standard output", null, channel);
  }

  void put(byte[] data, int start, int length) {
    if (buffer.length - used < length) {
      flush();
      if (buffer.length < length) {
        buffer = new byte[length];
      }
    }
    System.arraycopy(data, start, buffer, used, length);
    used += length;
  }

  void put(byte value) {
    if (used == buffer.length) {
      flush();
    }
    buffer[used++] = value;
  }

  private void flush() {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, used);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      used = 0;
    } catch (IOException e) {
      throw failed(name, e);
    }
  }

  /// Writes what is left and gives the file its name, in place of one that has it.
  void finish() {
    flush();
    try {
      if (file != null) {
        file.publish();
      }
    } catch (IOException e) {
      throw failed(name, e);
    }
  }

  @Override
  public void close() {
    try {
      if (file != null) {
        file.close();
      }
    } catch (IOException e) {
      throw failed(name, e);
    }
  }

  private static BraidException failed(String name, IOException e) {
    return new BraidException(
        SqlState.IO_ERROR, "could not write file \"" + name + "\"", 0, e.toString(), null, e);
  }
}
