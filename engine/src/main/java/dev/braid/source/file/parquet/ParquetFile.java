package dev.braid.source.file.parquet;

import static java.util.Objects.requireNonNull;

import dev.braid.source.file.FileIdentity;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.SoftReference;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.ColumnOrder;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;
import org.jspecify.annotations.Nullable;

/// One Parquet file in one state: its footer and its bytes, mapped into memory.
///
/// The mapping ends when nobody refers to the file any more. Bytes are copied out before they are
/// decoded: a file cut short under a mapping then fails in one place, as `InternalError`, and
/// decoders work on heap arrays with bounds. Threads that are interrupted do not close anything, as
/// they would a channel.
final class ParquetFile {
  private static final int MAGIC = 0x31524150;
  private static final int ENCRYPTED_MAGIC = 0x45524150;

  /// Rows of a row group that are accepted: it bounds the arrays that a lie in a footer can ask
  /// for.
  private static final long MOST_ROWS = 1 << 27;

  private static final ValueLayout.OfInt LITTLE_INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(java.nio.ByteOrder.LITTLE_ENDIAN);

  private final FileIdentity identity;
  private final FileErrors errors;
  private final MemorySegment bytes;
  private final FileMetaData footer;
  private final List<ParquetColumn> columns;
  private final Map<Long, SoftReference<PageIndex>> pageIndexes = new ConcurrentHashMap<>();

  private ParquetFile(
      FileIdentity identity,
      FileErrors errors,
      MemorySegment bytes,
      FileMetaData footer,
      List<ParquetColumn> columns) {
    this.identity = identity;
    this.errors = errors;
    this.bytes = bytes;
    this.footer = footer;
    this.columns = columns;
  }

  static ParquetFile open(FileIdentity identity) {
    FileErrors errors = new FileErrors(identity.path());
    if (identity.size() < 12) {
      throw errors.corrupted("it has " + identity.size() + " bytes");
    }
    MemorySegment bytes;
    try (FileChannel channel = FileChannel.open(identity.path(), StandardOpenOption.READ)) {
      if (channel.size() != identity.size()) {
        identity.requireCurrent();
      }
      bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, identity.size(), Arena.ofAuto());
    } catch (IOException e) {
      throw errors.unreadable(e);
    }
    FileMetaData footer = footer(bytes, errors);
    identity.requireCurrent();
    List<ParquetColumn> columns;
    try {
      columns =
          new ParquetSchema(errors, footer.getKey_value_metadata())
              .columns(requireNonNull(footer.getSchema(), "schema"));
      check(footer, columns, errors);
    } catch (NullPointerException | IllegalArgumentException e) {
      throw errors.corrupted("footer", e);
    }
    return new ParquetFile(identity, errors, bytes, footer, columns);
  }

  private static FileMetaData footer(MemorySegment bytes, FileErrors errors) {
    try {
      long size = bytes.byteSize();
      int magic = bytes.get(LITTLE_INT, size - 4);
      if (magic == ENCRYPTED_MAGIC) {
        throw errors.unsupported("encryption");
      }
      if (magic != MAGIC || bytes.get(LITTLE_INT, 0) != MAGIC) {
        throw errors.corrupted("it does not begin and end with PAR1");
      }
      int length = bytes.get(LITTLE_INT, size - 8);
      if (length <= 0 || length > size - 12) {
        throw errors.corrupted("a footer of " + length + " bytes");
      }
      byte[] encoded = bytes.asSlice(size - 8 - length, length).toArray(ValueLayout.JAVA_BYTE);
      return Util.readFileMetaData(new ByteArrayInputStream(encoded), Math.max(length, 1 << 20));
    } catch (IOException | InternalError | OutOfMemoryError e) {
      throw errors.corrupted("footer", e);
    } catch (RuntimeException e) {
      throw e instanceof dev.braid.error.BraidException ? e : errors.corrupted("footer", e);
    }
  }

  private static void check(FileMetaData footer, List<ParquetColumn> columns, FileErrors errors) {
    long rows = 0;
    for (int g = 0; g < footer.getRow_groupsSize(); g++) {
      RowGroup group = requireNonNull(footer.getRow_groups(), "row groups").get(g);
      if (group.getColumnsSize() != columns.size()) {
        throw errors.corrupted("row group " + g + " has not all columns");
      }
      if (group.getNum_rows() < 0 || group.getNum_rows() > MOST_ROWS) {
        throw errors.corrupted("row group " + g + " has " + group.getNum_rows() + " rows");
      }
      rows += group.getNum_rows();
      for (ParquetColumn column : columns) {
        ColumnMetaData chunk =
            requireNonNull(group.getColumns()).get(column.index()).getMeta_data();
        if (chunk == null || chunk.getType() != column.physical()) {
          throw errors.corrupted("row group %d, column \"%s\"".formatted(g, column.name()));
        }
      }
    }
    if (rows != footer.getNum_rows()) {
      throw errors.corrupted(
          "%d rows in row groups, %d in the footer".formatted(rows, footer.getNum_rows()));
    }
  }

  FileIdentity identity() {
    return identity;
  }

  FileErrors errors() {
    return errors;
  }

  /// A chunk's page index, if it has been read and is still in memory.
  @Nullable PageIndex pageIndex(int rowGroup, int column) {
    SoftReference<PageIndex> known = pageIndexes.get((long) rowGroup << 32 | column);
    return known == null ? null : known.get();
  }

  void keep(int rowGroup, int column, PageIndex index) {
    pageIndexes.put((long) rowGroup << 32 | column, new SoftReference<>(index));
  }

  List<ParquetColumn> columns() {
    return columns;
  }

  long rows() {
    return footer.getNum_rows();
  }

  int rowGroups() {
    return footer.getRow_groupsSize();
  }

  RowGroup rowGroup(int index) {
    return requireNonNull(footer.getRow_groups()).get(index);
  }

  int rows(int rowGroup) {
    return (int) rowGroup(rowGroup).getNum_rows();
  }

  ColumnMetaData chunk(int rowGroup, int column) {
    return requireNonNull(
        requireNonNull(rowGroup(rowGroup).getColumns()).get(column).getMeta_data());
  }

  /// Whether the file says in which order its statistics of a column are.
  boolean hasTypeOrder(int column) {
    List<ColumnOrder> orders = footer.getColumn_orders();
    return orders != null && column < orders.size() && orders.get(column).isSetTYPE_ORDER();
  }

  /// A copy of some bytes of the file.
  byte[] read(long offset, long length, String what) {
    if (offset < 4 || length < 0 || length > identity.size() - offset || length > 1 << 30) {
      throw errors.corrupted("%s: %d bytes at %d".formatted(what, length, offset));
    }
    try {
      return bytes.asSlice(offset, length).toArray(ValueLayout.JAVA_BYTE);
    } catch (InternalError e) {
      identity.requireIntact();
      throw errors.unreadable(e);
    }
  }

  FileMetaData footer() {
    return footer;
  }

  /// Where the footer begins: behind all row groups and their indexes.
  long footerStart() {
    long size = identity.size();
    return size - 8 - bytes.get(LITTLE_INT, size - 8);
  }

  /// The table's storage parameter, or -1.
  int parallelWorkers() {
    String told = metadata().getOrDefault(WrittenTypes.PARALLEL_WORKERS, "");
    return told.matches("\\d{1,4}") ? Math.min(1024, Integer.parseInt(told)) : -1;
  }

  /// What the writer noted beside the schema.
  Map<String, String> metadata() {
    Map<String, String> metadata = new LinkedHashMap<>();
    List<KeyValue> entries = footer.getKey_value_metadata();
    for (KeyValue entry : entries == null ? List.<KeyValue>of() : entries) {
      String key = entry.getKey();
      String value = entry.getValue();
      if (key != null && value != null) {
        metadata.put(key, value);
      }
    }
    return metadata;
  }

  int version() {
    return footer.getVersion();
  }
}
