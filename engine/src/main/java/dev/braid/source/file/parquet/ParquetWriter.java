package dev.braid.source.file.parquet;

import static java.util.Objects.requireNonNull;

import dev.braid.catalog.table.TableColumn;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.parallel.Tasks;
import dev.braid.source.file.FileIdentity;
import dev.braid.source.file.Unfinished;
import dev.braid.vector.Batch;
import dev.braid.vector.ColumnBuilder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Util;
import org.jspecify.annotations.Nullable;

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
  private final Unfinished file;
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
  private final Map<String, String> metadata = new LinkedHashMap<>();
  private Tasks tasks = Tasks.serial();

  /// Row groups that were there before, and have their indexes.
  private int copied;

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
    for (KeyValue told : WriterSchema.metadata(columns)) {
      metadata.put(told.getKey(), told.getValue());
    }
    try {
      file = Unfinished.create(this.target);
      channel = file.channel();
      write(MAGIC, MAGIC.length);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /// A writer of a new version of a file, which begins with all rows of the old one: its row groups
  /// are copied as they are. The caller keeps others from doing the same meanwhile.
  ///
  /// @return null where the old file is not one that this writer could have written
  public static @Nullable ParquetWriter continuing(
      FileIdentity existing, List<TableColumn> columns, Options options) {
    ParquetFile before = ParquetFile.open(existing);
    if (!requireNonNull(before.footer().getSchema()).equals(WriterSchema.elements(columns))) {
      return null;
    }
    ParquetWriter writer = new ParquetWriter(existing.path(), columns, options);
    boolean copied = false;
    try {
      writer.copy(before);
      copied = true;
      return writer;
    } finally {
      if (!copied) {
        writer.close();
      }
    }
  }

  private void copy(ParquetFile before) {
    try (FileChannel from = FileChannel.open(before.identity().path(), StandardOpenOption.READ)) {
      long end = before.footerStart();
      while (position < end) {
        long moved = from.transferTo(position, end - position, channel);
        if (moved <= 0) {
          throw new IOException("the old file ends early");
        }
        position += moved;
      }
    } catch (IOException e) {
      throw failed(e);
    }
    before.identity().requireCurrent();
    rowGroups.addAll(before.footer().getRow_groups());
    rows = before.rows();
    copied = rowGroups.size();
    metadata.putAll(before.metadata());
  }

  /// Encodes the columns of a row group side by side.
  public ParquetWriter inParallel(Tasks by) {
    tasks = by;
    return this;
  }

  /// Sets the table's storage parameter `parallel_workers`; -1 takes it away.
  public ParquetWriter parallelWorkers(int number) {
    if (number < 0) {
      metadata.remove(WrittenTypes.PARALLEL_WORKERS);
    } else {
      metadata.put(WrittenTypes.PARALLEL_WORKERS, Integer.toString(number));
    }
    return this;
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
    ChunkEncoder.Chunk[] made = new ChunkEncoder.Chunk[columns.size()];
    tasks.forEach(made.length, i -> made[i] = encode(i));
    List<ChunkEncoder.Chunk> encoded = new ArrayList<>();
    List<ColumnChunk> described = new ArrayList<>();
    long start = position;
    long plain = 0;
    try {
      for (ChunkEncoder.Chunk chunk : made) {
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

  private ChunkEncoder.Chunk encode(int column) {
    return ChunkEncoder.encode(
        columns.get(column),
        requireNonNull(schema.get(column + 1).getType()),
        builders.get(column).build(),
        collected,
        options.compression.codec);
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
    end();
    try {
      file.publish();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /// As [#finish], unless there is a file of the name.
  ///
  /// @return whether the file has its name; otherwise nothing is left of it
  public boolean finishNew() {
    end();
    try {
      file.publishNew();
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private void end() {
    endRowGroup();
    try {
      writeIndexes();
      FileMetaData footer =
          new FileMetaData(1, schema, rows, rowGroups)
              .setCreated_by("braid version 0.1.0")
              .setColumn_orders(WriterSchema.orders(columns.size()));
      if (!metadata.isEmpty()) {
        List<KeyValue> told = new ArrayList<>();
        metadata.forEach((key, value) -> told.add(new KeyValue(key).setValue(value)));
        footer.setKey_value_metadata(told);
      }
      ByteSink end = new ByteSink();
      Util.writeFileMetaData(footer, end);
      end.putInt(end.size);
      end.write(MAGIC, 0, MAGIC.length);
      write(end.data, end.size);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private void writeIndexes() throws IOException {
    for (int g = copied; g < rowGroups.size(); g++) {
      for (int i = 0; i < columns.size(); i++) {
        ChunkEncoder.Chunk chunk = chunks.get(g - copied).get(i);
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

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw failed(e);
    }
  }
}
