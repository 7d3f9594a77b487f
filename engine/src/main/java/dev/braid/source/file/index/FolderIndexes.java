package dev.braid.source.file.index;

import dev.braid.catalog.table.IndexKey;
import dev.braid.catalog.table.Table;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.source.file.FileIdentity;
import dev.braid.source.file.FolderTables;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The indexes of one folder: files `.braid/<index>.idx`. One whose table has changed since it was
/// built is passed over until it is built anew.
public final class FolderIndexes implements FolderTables.Indexes {
  private static final String ENDING = ".idx";

  private final Path folder;
  private final BlockCache cache;
  private final Map<FileIdentity, StoredIndex> opened = new ConcurrentHashMap<>();

  /// @param tables folder of the tables
  public FolderIndexes(Path tables, BlockCache cache) {
    this.folder = tables.resolve(".braid");
    this.cache = cache;
  }

  @Override
  public List<FileIdentity> files() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      List<FileIdentity> files = new ArrayList<>();
      entries
          .filter(path -> path.getFileName().toString().endsWith(ENDING))
          .sorted()
          .forEach(path -> add(files, path));
      opened.keySet().retainAll(files);
      return files;
    } catch (IOException e) {
      return List.of();
    }
  }

  /// An index dropped since the folder was listed is none.
  private static void add(List<FileIdentity> files, Path path) {
    try {
      files.add(FileIdentity.of(path));
    } catch (BraidException e) {
      if (Files.exists(path)) {
        throw e;
      }
    }
  }

  private List<StoredIndex> all() {
    List<StoredIndex> all = new ArrayList<>();
    for (FileIdentity file : files()) {
      StoredIndex index = opened.get(file);
      if (index == null) {
        index = StoredIndex.open(file, cache);
        if (index == null) {
          continue;
        }
        opened.put(file, index);
      }
      all.add(index);
    }
    return all;
  }

  @Override
  public Table attach(Table table, List<FileIdentity> files) {
    List<StoredIndex> indexes =
        all().stream().filter(index -> index.footer().fits(table, files)).toList();
    return indexes.isEmpty() ? table : new IndexedTable(table, List.copyOf(indexes));
  }

  /// What an index is, and whether it is one of the table's files as they are now.
  public record Described(String name, List<IndexKey> keys, boolean unique, boolean current) {}

  /// All indexes of a table, those included that cannot be used until they are built anew.
  public List<Described> of(Table table, List<FileIdentity> files) {
    List<Described> found = new ArrayList<>();
    for (StoredIndex index : all()) {
      if (index.footer().table().equals(table.name())) {
        boolean current = index.footer().fits(table, files);
        found.add(new Described(index.name(), index.keys(), index.unique(), current));
      }
    }
    return found;
  }

  /// Name of the table that an index of this name is of, whether or not it can be used; null when
  /// there is none.
  public @Nullable String tableOf(String index) {
    StoredIndex found = find(index);
    return found == null ? null : found.footer().table();
  }

  private @Nullable StoredIndex find(String index) {
    for (StoredIndex each : all()) {
      if (each.name().equals(index)) {
        return each;
      }
    }
    return null;
  }

  /// A writer for a new index; [IndexWriter#finish] replaces one of the same name.
  public IndexWriter write(
      String name, Table table, List<FileIdentity> files, List<IndexKey> keys) {
    return new IndexWriter(folder.resolve(fileName(name)), table, files, keys);
  }

  /// Names that are no plain file names everywhere are written in hexadecimal.
  private static String fileName(String name) {
    boolean plain = name.matches("[a-z_][a-z0-9_]{0,62}");
    return (plain ? name : "=" + HexFormat.of().formatHex(name.getBytes(StandardCharsets.UTF_8)))
        + ENDING;
  }

  /// Removes an index.
  public void drop(String name) {
    StoredIndex index = find(name);
    if (index != null) {
      delete(index.path());
    }
  }

  /// Removes all indexes of a table.
  public void dropAll(String table) {
    for (StoredIndex index : all()) {
      if (index.footer().table().equals(table)) {
        delete(index.path());
      }
    }
  }

  private static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new BraidException(
          SqlState.IO_ERROR, "could not remove file \"" + path + "\"", 0, e.toString(), null, e);
    }
  }
}
