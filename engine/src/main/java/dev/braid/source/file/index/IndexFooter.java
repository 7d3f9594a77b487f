package dev.braid.source.file.index;

import dev.braid.catalog.table.IndexKey;
import dev.braid.catalog.table.Table;
import dev.braid.catalog.table.TableColumn;
import dev.braid.source.file.FileIdentity;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What stands at the end of an index file: what it is an index of, and where its blocks lie.
///
/// @param columns name and type of each key column, as the table had them
/// @param reading [Table#reading] when it was built
/// @param files what it was built from
/// @param blocks start and length of each block, and of one more batch with every block's first
///   entry
record IndexFooter(
    String name,
    String table,
    boolean unique,
    List<String> columns,
    List<IndexKey> keys,
    String reading,
    List<FileIdentity> files,
    long rows,
    int blockSize,
    List<long[]> blocks) {
  /// Raised when the form of the files changes, or the way in which tables are cut into morsels.
  static final int VERSION = 1;

  /// Describes a key column so that another one is not taken for it.
  static String column(Table table, IndexKey key) {
    TableColumn column = table.columns().get(key.column());
    return column.name() + " " + column.type();
  }

  byte[] write() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(VERSION);
      out.writeUTF(ByteOrder.nativeOrder().toString());
      out.writeUTF(name);
      out.writeUTF(table);
      out.writeBoolean(unique);
      out.writeInt(keys.size());
      for (int i = 0; i < keys.size(); i++) {
        out.writeUTF(columns.get(i));
        out.writeInt(keys.get(i).column());
        out.writeBoolean(keys.get(i).descending());
        out.writeBoolean(keys.get(i).nullsFirst());
      }
      out.writeUTF(reading);
      out.writeInt(files.size());
      for (FileIdentity file : files) {
        out.writeUTF(file.path().toString());
        out.writeLong(file.size());
        out.writeLong(file.modified());
        out.writeUTF(file.key());
      }
      out.writeLong(rows);
      out.writeInt(blockSize);
      out.writeInt(blocks.size());
      for (long[] block : blocks) {
        out.writeLong(block[0]);
        out.writeLong(block[1]);
      }
    }
    return bytes.toByteArray();
  }

  /// @return null for a file of another version or machine
  static @Nullable IndexFooter read(byte[] bytes) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (in.readInt() != VERSION || !in.readUTF().equals(ByteOrder.nativeOrder().toString())) {
        return null;
      }
      String name = in.readUTF();
      String table = in.readUTF();
      boolean unique = in.readBoolean();
      List<String> columns = new ArrayList<>();
      List<IndexKey> keys = new ArrayList<>();
      for (int i = in.readInt(); i > 0; i--) {
        columns.add(in.readUTF());
        keys.add(new IndexKey(in.readInt(), in.readBoolean(), in.readBoolean()));
      }
      String reading = in.readUTF();
      List<FileIdentity> files = new ArrayList<>();
      for (int i = in.readInt(); i > 0; i--) {
        files.add(
            new FileIdentity(Path.of(in.readUTF()), in.readLong(), in.readLong(), in.readUTF()));
      }
      long rows = in.readLong();
      int blockSize = in.readInt();
      List<long[]> blocks = new ArrayList<>();
      for (int i = in.readInt(); i > 0; i--) {
        blocks.add(new long[] {in.readLong(), in.readLong()});
      }
      return new IndexFooter(
          name, table, unique, columns, keys, reading, files, rows, blockSize, blocks);
    }
  }

  /// Whether the index is one of this table as it is now.
  boolean fits(Table of, List<FileIdentity> now) {
    if (!table.equals(of.name()) || !files.equals(now) || !reading.equals(of.reading())) {
      return false;
    }
    for (int i = 0; i < keys.size(); i++) {
      if (keys.get(i).column() >= of.columns().size()
          || !column(of, keys.get(i)).equals(columns.get(i))) {
        return false;
      }
    }
    return true;
  }
}
