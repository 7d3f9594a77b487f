package dev.braid.source.file.csv;

import com.github.luben.zstd.ZstdInputStream;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.source.file.FileIdentity;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/// The bytes of a file, mapped into memory; of a compressed one, unpacked in memory.
///
/// Readers copy what they work on: a mapped page of a file that was cut off meanwhile fails where it
/// is touched, and that is in one place here.
final class FileBytes implements AutoCloseable {
  private static final int LARGEST_UNPACKED = 1 << 30;

  private final FileIdentity identity;
  private final Arena arena;
  private final MemorySegment bytes;

  private FileBytes(FileIdentity identity, Arena arena, MemorySegment bytes) {
    this.identity = identity;
    this.arena = arena;
    this.bytes = bytes;
  }

  /// @throws BraidException 58030 when the file cannot be read, 55000 when it is not the expected
  ///   one any more, 54000 when it is too large unpacked
  static FileBytes open(FileIdentity identity) {
    Arena arena = Arena.ofShared();
    boolean open = false;
    try {
      FileBytes bytes = new FileBytes(identity, arena, segment(identity.path(), arena));
      identity.requireCurrent();
      open = true;
      return bytes;
    } catch (IOException e) {
      throw new BraidException(
          SqlState.IO_ERROR,
          "could not read file \"" + identity.path() + "\"",
          0,
          e.toString(),
          null,
          e);
    } finally {
      if (!open) {
        arena.close();
      }
    }
  }

  private static MemorySegment segment(Path path, Arena arena) throws IOException {
    String name = path.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".gz") || name.endsWith(".zst")) {
      try (InputStream file = Files.newInputStream(path);
          InputStream unpacked =
              name.endsWith(".gz")
                  ? new GZIPInputStream(file, 1 << 16)
                  : new ZstdInputStream(file)) {
        byte[] all = unpacked.readNBytes(LARGEST_UNPACKED);
        if (all.length == LARGEST_UNPACKED) {
          throw new BraidException(
                  SqlState.PROGRAM_LIMIT_EXCEEDED,
                  "file \"" + path + "\" is larger than 1 GB when unpacked")
              .withHint("unpack it, or convert it to Parquet");
        }
        return MemorySegment.ofArray(all);
      }
    }
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
    }
  }

  long size() {
    return bytes.byteSize();
  }

  /// Copies bytes from `at` on.
  ///
  /// @throws BraidException 55000 when the file has become shorter
  void copy(long at, byte[] to, int length) {
    try {
      MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, at, to, 0, length);
    } catch (InternalError e) {
      identity.requireCurrent();
      throw new BraidException(
          SqlState.IO_ERROR, "could not read file \"" + identity.path() + "\"", 0, null, null, e);
    }
  }

  @Override
  public void close() {
    arena.close();
  }
}
