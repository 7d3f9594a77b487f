package dev.braid.source.file;

import dev.braid.catalog.table.Table;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The tables of one folder: a file `name.parquet` is the table `name`, and so is a sub-folder
/// `name` of such files, in the order of their names. Names are PostgreSQL identifiers as they
/// stand: `Lineitem.parquet` is the table "Lineitem".
///
/// Every look-up lists the folder and asks for the state of the table's files; a table is opened
/// again only when one of them has changed. Hidden files (`.x`, `_x`) are passed over.
public final class FolderTables {
  private final String schema;
  private final Path folder;
  private final List<FileFormat> formats;
  private final Map<String, Opened> opened = new ConcurrentHashMap<>();

  private final Indexes indexes;

  /// @param table as its format opened it
  /// @param indexFiles of the whole folder
  /// @param indexed the same table with its indexes
  private record Opened(
      List<FileIdentity> files, Table table, List<FileIdentity> indexFiles, Table indexed) {}

  /// Where the indexes of the folder's tables come from.
  public interface Indexes {
    /// Without any.
    Indexes NONE =
        new Indexes() {
          @Override
          public List<FileIdentity> files() {
            return List.of();
          }

          @Override
          public Table attach(Table table, List<FileIdentity> files) {
            return table;
          }
        };

    /// Their files as they are now.
    List<FileIdentity> files();

    /// The table, made of these files, with its indexes.
    Table attach(Table table, List<FileIdentity> files);
  }

  private record Entry(FileFormat format, List<Path> files) {}

  /// @param schema under which the tables are found
  public FolderTables(String schema, Path folder, List<FileFormat> formats) {
    this(schema, folder, formats, Indexes.NONE);
  }

  /// @param schema under which the tables are found
  public FolderTables(String schema, Path folder, List<FileFormat> formats, Indexes indexes) {
    this.indexes = indexes;
    this.schema = schema;
    this.folder = folder;
    this.formats = List.copyOf(formats);
  }

  public Path folder() {
    return folder;
  }

  /// Names of all tables, in order.
  public List<String> names() {
    List<String> names = new ArrayList<>();
    for (Path path : list(folder)) {
      String name = tableName(path);
      if (name != null && !names.contains(name)) {
        names.add(name);
      }
    }
    names.sort(null);
    return names;
  }

  /// The table as its files are now.
  ///
  /// @throws BraidException when its files cannot be read or do not fit together, or when two files
  ///   claim one name
  public Optional<Table> find(String name) {
    @Nullable Entry entry = entry(name);
    if (entry == null) {
      opened.remove(name);
      return Optional.empty();
    }
    List<FileIdentity> files = entry.files.stream().map(FileIdentity::of).toList();
    Opened known = opened.get(name);
    List<FileIdentity> indexFiles = indexes.files();
    boolean isOpen = known != null && known.files.equals(files) && !known.table.isStale();
    if (isOpen && known.indexFiles.equals(indexFiles)) {
      return Optional.of(known.indexed);
    }
    Table table = isOpen ? known.table : entry.format.open(schema, name, files);
    Table indexed = indexes.attach(table, files);
    opened.put(name, new Opened(files, table, indexFiles, indexed));
    return Optional.of(indexed);
  }

  /// The files that a table is made of, as they are now; none when there is no such table.
  public List<FileIdentity> files(String name) {
    @Nullable Entry entry = entry(name);
    return entry == null ? List.of() : entry.files.stream().map(FileIdentity::of).toList();
  }

  private @Nullable Entry entry(String name) {
    Map<Path, Entry> claims = new TreeMap<>();
    for (FileFormat format : formats) {
      Path file = folder.resolve(name + format.extension());
      // Names on a file system that ignores case must still match exactly.
      if (isPlainName(name) && Files.isRegularFile(file) && list(folder).contains(file)) {
        claims.put(file, new Entry(format, List.of(file)));
      }
    }
    Path sub = folder.resolve(isPlainName(name) ? name : "?");
    if (isPlainName(name) && Files.isDirectory(sub) && list(folder).contains(sub)) {
      @Nullable Entry files = ofFolder(sub);
      if (files != null) {
        claims.put(sub, files);
      }
    }
    if (claims.size() > 1) {
      throw new BraidException(
              SqlState.DUPLICATE_TABLE,
              "table \"%s\" is ambiguous: %s".formatted(name, claims.keySet()))
          .withHint("rename one of them");
    }
    return claims.isEmpty() ? null : claims.values().iterator().next();
  }

  private @Nullable Entry ofFolder(Path sub) {
    @Nullable FileFormat format = null;
    List<Path> files = new ArrayList<>();
    for (Path path : list(sub)) {
      if (Files.isDirectory(path)) {
        throw new BraidException(
                SqlState.FEATURE_NOT_SUPPORTED,
                path.getFileName().toString().contains("=")
                    ? "partitions in folders (key=value) are not supported: \"" + path + "\""
                    : "folders within a table's folder are not supported: \"" + path + "\"")
            .withHint("put all files of the table into \"" + sub + "\"");
      }
      @Nullable FileFormat own = format(path);
      if (own == null) {
        continue;
      }
      if (format != null && !format.extension().equals(own.extension())) {
        throw new BraidException(
            SqlState.FEATURE_NOT_SUPPORTED,
            "a table of %s and %s files is not supported: \"%s\""
                .formatted(format.extension(), own.extension(), sub));
      }
      format = own;
      files.add(path);
    }
    return format == null ? null : new Entry(format, files);
  }

  private static boolean isPlainName(String name) {
    return !name.isEmpty()
        && !name.startsWith(".")
        && !name.startsWith("_")
        && name.indexOf('/') < 0
        && name.indexOf('\\') < 0
        && name.indexOf('\0') < 0;
  }

  private @Nullable String tableName(Path path) {
    String fileName = path.getFileName().toString();
    if (Files.isDirectory(path)) {
      return list(path).stream().anyMatch(one -> Files.isDirectory(one) || format(one) != null)
          ? fileName
          : null;
    }
    @Nullable FileFormat format = format(path);
    return format == null
        ? null
        : fileName.substring(0, fileName.length() - format.extension().length());
  }

  private @Nullable FileFormat format(Path file) {
    String name = file.getFileName().toString();
    for (FileFormat format : formats) {
      if (name.endsWith(format.extension()) && name.length() > format.extension().length()) {
        return format;
      }
    }
    return null;
  }

  /// What lies in a folder and is not hidden, in the order of names.
  private static List<Path> list(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(
              path -> {
                String name = path.getFileName().toString();
                return !name.startsWith(".") && !name.startsWith("_");
              })
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new BraidException(
          SqlState.IO_ERROR, "could not open folder \"" + folder + "\"", 0, e.toString(), null, e);
    }
  }
}
