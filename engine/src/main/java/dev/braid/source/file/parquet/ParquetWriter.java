package dev.braid.source.file.parquet;

import static java.util.Objects.requireNonNull;

import dev.braid.catalog.table.TableColumn;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import dev.braid.vector.ColumnBuilder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Util;

/// Writes one Parquet file, batch after batch. The file appears under its name, complete and on
/// disk, when [#finish] returns; closed before that, nothing is left of it.
///
/// Row groups are small (131072 rows) because each is decoded by one thread at a time. Types that
/// Parquet has not are written as text and come back as they were (see `WrittenTypes`); NaN and the
/// infinities of numeric(p,s), arrays, and timestamps after the year 294246 are refused.
public final class ParquetWriter implements AutoCloseable {
  /// How pages are compressed.
  public enum Compression {
    NONE(CompressionCodec.UNCOMPRESSED),
    SNAPPY(CompressionCodec.SNAPPY),
    /// Level 1.
    ZSTD(CompressionCodec.ZSTD);

    private final CompressionCodec codec;

    Compression(CompressionCodec codec) {
      this.codec = codec;
    }
  }

  /// @param rowGroupRows rows of a full row group
  /// @param rowGroupBytes memory of collected values at which a row group ends early
  public record Options(Compression compression, int rowGroupRows, long rowGroupBytes) {
    public static final Options DEFAULT = new Options(Compression.ZSTD, 1 << 17, 128L << 20);
  }

  private static final byte[] MAGIC = {'P', 'A', 'R', '1'};

  private final Path target;
  private final Path unfinished;
  private final List<TableColumn> columns;
  private final List<SchemaElement> schema;
  private final Options options;
  private final List<ColumnBuilder> builders = new ArrayList<>();
  private final FileChannel channel;
  private final List<RowGroup> rowGroups = new ArrayList<>();
  private final List<List<ChunkEncoder.Chunk>> chunks = new ArrayList<>();
  private long position;
  private long rows;
  private int collected;
  private boolean finished;

  /// @throws BraidException 0A000 for a type that cannot be written, 42701 for two columns of one
  ///   name, 58030 when the file cannot be created
  public ParquetWriter(Path target, List<TableColumn> columns, Options options) {
    this.target = target.toAbsolutePath();
    this.columns = List.copyOf(columns);
    this.options = options;
    this.schema = WriterSchema.elements(columns);
    Set<String> names = new HashSet<>();
    for (TableColumn column : columns) {
      if (!names.add(column.name())) {
        throw new BraidException(
            SqlState.DUPLICATE_COLUMN, "column \"" + column.name() + "\" specified more than once");
      }
      builders.add(ColumnBuilder.of(column.type(), Batch.CAPACITY));
    }
    this.unfinished =
        this.target.resolveSibling("." + target.getFileName() + ".tmp-" + UUID.randomUUID());
    try {
      channel =
          FileChannel.open(unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      write(MAGIC, MAGIC.length);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private BraidException failed(IOException e) {
    return new BraidException(
        SqlState.IO_ERROR, "could not write file \"" + target + "\"", 0, e.toString(), null, e);
  }

  /// Adds the rows of a batch, whose columns are those of the file.
  public void write(Batch batch) {
    int from = 0;
    while (from < batch.size()) {
      int count = Math.min(batch.size() - from, options.rowGroupRows - collected);
      long memory = 0;
      for (int i = 0; i < columns.size(); i++) {
        builders.get(i).appendRange(batch.column(i), from, count);
        memory += builders.get(i).memory();
      }
      collected += count;
      from += count;
      if (collected == options.rowGroupRows || memory >= options.rowGroupBytes) {
        endRowGroup();
      }
    }
  }

  /// Rows written so far.
  public long rows() {
    return rows + collected;
  }

  private void endRowGroup() {
    if (collected == 0) {
      return;
    }
    List<ChunkEncoder.Chunk> encoded = new ArrayList<>();
    List<ColumnChunk> described = new ArrayList<>();
    long start = position;
    long plain = 0;
    try {
      for (int i = 0; i < columns.size(); i++) {
        Column values = builders.get(i).build();
        ChunkEncoder.Chunk chunk =
            ChunkEncoder.encode(
                columns.get(i),
                requireNonNull(schema.get(i + 1).getType()),
                values,
                collected,
                options.compression.codec);
        described.add(chunk.at(position));
        write(chunk.bytes().data, chunk.bytes().size);
        plain += chunk.head().getTotal_uncompressed_size();
        encoded.add(
            new ChunkEncoder.Chunk(new ByteSink(), chunk.head(), chunk.offsets(), chunk.index()));
      }
    } catch (IOException e) {
      throw failed(e);
    }
    rowGroups.add(
        new RowGroup(described, plain, collected)
            .setFile_offset(start)
            .setTotal_compressed_size(position - start)
            .setOrdinal((short) Math.min(rowGroups.size(), Short.MAX_VALUE)));
    chunks.add(encoded);
    rows += collected;
    collected = 0;
  }

  private void write(byte[] bytes, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    position += length;
  }

  /// Completes the file and gives it its name, in place of another of that name.
  ///
  /// @throws BraidException 58030
  public void finish() {
    endRowGroup();
    try {
      writeIndexes();
      FileMetaData footer =
          new FileMetaData(1, schema, rows, rowGroups)
              .setCreated_by("braid version 0.1.0")
              .setColumn_orders(WriterSchema.orders(columns.size()));
      var metadata = WriterSchema.metadata(columns);
      if (!metadata.isEmpty()) {
        footer.setKey_value_metadata(metadata);
      }
      ByteSink end = new ByteSink();
      Util.writeFileMetaData(footer, end);
      end.putInt(end.size);
      end.write(MAGIC, 0, MAGIC.length);
      write(end.data, end.size);
      channel.force(true);
      channel.close();
      Files.move(
          unfinished, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      finished = true;
      syncFolder();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private void writeIndexes() throws IOException {
    for (int g = 0; g < rowGroups.size(); g++) {
      for (int i = 0; i < columns.size(); i++) {
        ChunkEncoder.Chunk chunk = chunks.get(g).get(i);
        ColumnChunk described = requireNonNull(rowGroups.get(g).getColumns()).get(i);
        if (chunk.index() != null) {
          ByteSink index = new ByteSink();
          Util.writeColumnIndex(chunk.index(), index);
          described.setColumn_index_offset(position).setColumn_index_length(index.size);
          write(index.data, index.size);
        }
        ByteSink offsets = new ByteSink();
        Util.writeOffsetIndex(chunk.offsets(), offsets);
        described.setOffset_index_offset(position).setOffset_index_length(offsets.size);
        write(offsets.data, offsets.size);
      }
    }
  }

  /// Windows cannot open a folder, and needs no such thing.
  private void syncFolder() throws IOException {
    Path folder = target.getParent();
    if (folder != null && !System.getProperty("os.name", "").startsWith("Windows")) {
      try (FileChannel opened = FileChannel.open(folder, StandardOpenOption.READ)) {
        opened.force(true);
      }
    }
  }

  @Override
  public void close() {
    if (finished) {
      return;
    }
    try {
      channel.close();
      Files.deleteIfExists(unfinished);
    } catch (IOException e) {
      throw failed(e);
    }
  }
}
