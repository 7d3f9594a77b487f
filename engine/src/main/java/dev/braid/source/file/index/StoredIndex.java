package dev.braid.source.file.index;

import dev.braid.catalog.table.IndexEntries;
import dev.braid.catalog.table.IndexKey;
import dev.braid.catalog.table.TableIndex;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.source.file.FileIdentity;
import dev.braid.vector.Batch;
import dev.braid.vector.BatchCodec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An index in a file. Blocks are read when they are needed and kept in the [BlockCache].
final class StoredIndex implements TableIndex, IndexEntries {
  private final FileIdentity file;
  private final IndexFooter footer;
  private final BlockCache cache;

  private StoredIndex(FileIdentity file, IndexFooter footer, BlockCache cache) {
    this.file = file;
    this.footer = footer;
    this.cache = cache;
  }

  /// @return null for a file that is none, or of another version
  static @Nullable StoredIndex open(FileIdentity file, BlockCache cache) {
    try (FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.READ)) {
      int tail = 4 + IndexWriter.MAGIC.length;
      if (channel.size() < tail) {
        return null;
      }
      ByteBuffer end = bytes(channel, channel.size() - tail, tail);
      int length = end.getInt();
      byte[] magic = new byte[IndexWriter.MAGIC.length];
      end.get(magic);
      if (!Arrays.equals(magic, IndexWriter.MAGIC)
          || length < 0
          || length > channel.size() - tail) {
        return null;
      }
      IndexFooter footer =
          IndexFooter.read(bytes(channel, channel.size() - tail - length, length).array());
      return footer == null ? null : new StoredIndex(file, footer, cache);
    } catch (IOException e) {
      return null; // gone or broken: the table is read without it
    }
  }

  private static ByteBuffer bytes(FileChannel channel, long from, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, from + bytes.position()) < 0) {
        throw new IOException("the file ends early");
      }
    }
    return bytes.flip();
  }

  IndexFooter footer() {
    return footer;
  }

  Path path() {
    return file.path();
  }

  @Override
  public String name() {
    return footer.name();
  }

  @Override
  public List<IndexKey> keys() {
    return footer.keys();
  }

  @Override
  public boolean unique() {
    return footer.unique();
  }

  @Override
  public long rows() {
    return footer.rows();
  }

  @Override
  public long bytes() {
    return file.size();
  }

  @Override
  public IndexEntries entries() {
    file.requireCurrent();
    footer.files().forEach(FileIdentity::requireCurrent);
    return this;
  }

  @Override
  public long size() {
    return footer.rows();
  }

  @Override
  public int blockSize() {
    return footer.blockSize();
  }

  @Override
  public Batch block(int number) {
    return cache.get(this, number, () -> read(number));
  }

  @Override
  public Batch firsts() {
    return block(footer.blocks().size() - 1);
  }

  private Batch read(int number) {
    long[] place = footer.blocks().get(number);
    try (FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.READ)) {
      ByteBuffer bytes = bytes(channel, place[0], (int) place[1]);
      file.requireCurrent();
      return BatchCodec.decode(bytes);
    } catch (IOException e) {
      file.requireCurrent();
      throw new BraidException(
          SqlState.IO_ERROR,
          "could not read file \"" + file.path() + "\"",
          0,
          e.toString(),
          null,
          e);
    }
  }
}
