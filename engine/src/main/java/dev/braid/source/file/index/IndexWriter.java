package dev.braid.source.file.index;

import dev.braid.catalog.table.IndexKey;
import dev.braid.catalog.table.Table;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.source.file.FileIdentity;
import dev.braid.source.file.Unfinished;
import dev.braid.vector.Batch;
import dev.braid.vector.BatchCodec;
import dev.braid.vector.ColumnBuilder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Writes one index to a file of its own, which takes its name when it is complete.
public final class IndexWriter implements AutoCloseable {
  /// Entries of a block.
  public static final int BLOCK_ROWS = 8192;

  static final byte[] MAGIC = {'B', 'R', 'D', 'I', 'D', 'X', '0', '1'};

  private final Path target;
  private final Unfinished unfinished;
  private final FileChannel channel;
  private final Table table;
  private final List<FileIdentity> files;
  private final ColumnBuilder[] firsts;
  private final List<long[]> blocks = new ArrayList<>();
  private final List<IndexKey> keys;
  private long position;
  private long rows;

  /// @param files of the table, as they were before it was first read for this
  IndexWriter(Path target, Table table, List<FileIdentity> files, List<IndexKey> keys) {
    this.target = target;
    this.table = table;
    this.files = files;
    this.keys = keys;
    this.firsts =
        ColumnBuilder.of(
            keys.stream().map(key -> table.columns().get(key.column()).type()).toList(), 64);
    try {
      Files.createDirectories(target.getParent());
      unfinished = Unfinished.create(target);
      channel = unfinished.channel();
    } catch (IOException e) {
      throw failed(target, e);
    }
  }

  static BraidException failed(Path path, IOException e) {
    return new BraidException(
        SqlState.IO_ERROR, "could not write file \"" + path + "\"", 0, e.toString(), null, e);
  }

  /// Adds a block of [#BLOCK_ROWS] entries, the last one perhaps of fewer.
  public void add(Batch block) {
    for (int i = 0; i < firsts.length; i++) {
      firsts[i].appendFrom(block.column(i), 0);
    }
    rows += block.size();
    append(block);
  }

  private void append(Batch batch) {
    blocks.add(new long[] {position, write(BatchCodec.encode(batch))});
  }

  private long write(ByteBuffer bytes) {
    long length = bytes.remaining();
    try {
      while (bytes.hasRemaining()) {
        position += channel.write(bytes);
      }
    } catch (IOException e) {
      throw failed(target, e);
    }
    return length;
  }

  /// Puts the index in its place.
  ///
  /// @throws BraidException 55000 when the table's files have changed meanwhile
  public void finish(String name, boolean unique) {
    append(new Batch(ColumnBuilder.buildAll(firsts), blocks.size()));
    IndexFooter footer =
        new IndexFooter(
            name,
            table.name(),
            unique,
            keys.stream().map(key -> IndexFooter.column(table, key)).toList(),
            keys,
            table.reading(),
            files,
            rows,
            BLOCK_ROWS,
            blocks);
    try {
      byte[] bytes = footer.write();
      write(ByteBuffer.wrap(bytes));
      write(ByteBuffer.allocate(4).putInt(bytes.length).flip());
      write(ByteBuffer.wrap(MAGIC));
      files.forEach(FileIdentity::requireCurrent);
      unfinished.publish();
    } catch (IOException e) {
      throw failed(target, e);
    }
  }

  /// Takes away what was not finished.
  @Override
  public void close() {
    try {
      unfinished.close();
    } catch (IOException e) {
      throw failed(target, e);
    }
  }
}
