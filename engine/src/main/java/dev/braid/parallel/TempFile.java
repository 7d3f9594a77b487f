package dev.braid.parallel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A file that is written at its end and read anywhere. Appending threads wait for each other.
public final class TempFile implements AutoCloseable {
  private final Path path;
  private final FileChannel channel;
  private final MemoryBudget budget;
  private long size;

  TempFile(Path path, MemoryBudget budget) throws IOException {
    this.path = path;
    this.budget = budget;
    this.channel =
        FileChannel.open(
            path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  /// Adds bytes at the end.
  ///
  /// @return where they start
  public synchronized long append(ByteBuffer bytes) {
    try {
      long start = size;
      budget.spill(bytes.remaining());
      while (bytes.hasRemaining()) {
        size += channel.write(bytes, size);
      }
      return start;
    } catch (IOException e) {
      throw TempFiles.failed("write to", e);
    }
  }

  /// So many bytes from there on.
  public ByteBuffer read(long start, int length) {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    try {
      while (bytes.hasRemaining()) {
        if (channel.read(bytes, start + bytes.position()) < 0) {
          throw new IOException("it ends too early");
        }
      }
      return bytes.flip();
    } catch (IOException e) {
      throw TempFiles.failed("read from", e);
    }
  }

  public synchronized long size() {
    return size;
  }

  /// Deletes the file.
  @Override
  public void close() {
    try {
      channel.close();
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw TempFiles.failed("delete", e);
    }
  }
}
