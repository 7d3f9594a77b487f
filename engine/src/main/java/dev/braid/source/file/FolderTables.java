package dev.braid.source.file;

import dev.braid.catalog.FileTable;
import dev.braid.catalog.table.ColumnStatistics;
import dev.braid.catalog.table.Table;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
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
  private final Indexes indexes;
  private final ConfiguredFiles configured;
  private final Map<String, Opened> opened = new ConcurrentHashMap<>();

  /// A table, and the files that it is, as they were when it was opened.
  ///
  /// @param plain as its format opened it, with the statistics that are known
  /// @param indexFiles of the whole folder
  /// @param table the same with its indexes
  public record Opened(
      List<FileIdentity> files, Table plain, List<FileIdentity> indexFiles, Table table) {}

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

  private record Entry(FileFormat format, List<Path> files, @Nullable Path folder) {}

  /// Where a table lies.
  ///
  /// @param folder of the files, or null when the table is one file of its name
  /// @param extension of the files
  /// @param configured whether the configuration names the files
  public record Place(
      @Nullable Path folder, List<Path> files, String extension, boolean configured) {}

  /// @param schema under which the tables are found
  public FolderTables(String schema, Path folder, List<FileFormat> formats) {
    this(schema, folder, formats, Map.of(), Indexes.NONE);
  }

  /// @param schema under which the tables are found
  /// @param described what the configuration says of tables, by their names
  public FolderTables(
      String schema,
      Path folder,
      List<FileFormat> formats,
      Map<String, FileTable> described,
      Indexes indexes) {
    this.indexes = indexes;
    this.configured = new ConfiguredFiles(folder, described);
    this.schema = schema;
    this.folder = folder;
    this.formats = List.copyOf(formats);
  }

  public Path folder() {
    return folder;
  }

  /// Names of all tables, in order.
  public List<String> names() {
    Set<String> names = new TreeSet<>(configured.tables());
    Set<Path> claimed = configured.claimed();
    for (Path path : TableFolder.listAll(folder)) {
      String name = claimed.contains(path) ? null : tableName(path, claimed);
      if (name != null && !configured.names(name)) {
        names.add(name);
      }
    }
    return List.copyOf(names);
  }

  /// The table as its files are now.
  ///
  /// @throws BraidException when its files cannot be read or do not fit together, or when two files
  ///   claim one name
  public Optional<Table> find(String name) {
    return open(name).map(Opened::table);
  }

  /// As [#find], with the files.
  public Optional<Opened> open(String name) {
    @Nullable Entry entry = entry(name);
    while (entry != null) {
      try {
        return Optional.of(open(name, entry));
      } catch (BraidException e) {
        // Files replaced between the look into the folder and the one into them.
        @Nullable Entry now = entry(name);
        if (entry.equals(now)) {
          throw e;
        }
        entry = now;
      }
    }
    opened.remove(name);
    return Optional.empty();
  }

  private Opened open(String name, Entry entry) {
    List<FileIdentity> files = entry.files.stream().map(FileIdentity::of).toList();
    Opened known = opened.get(name);
    List<FileIdentity> indexFiles = indexes.files();
    if (known != null && (!known.files.equals(files) || known.plain.isStale())) {
      known = null;
    }
    if (known != null && known.indexFiles.equals(indexFiles)) {
      return known;
    }
    Table plain = known == null ? analyzed(name, files, read(name, entry, files)) : known.plain;
    Opened now = new Opened(files, plain, indexFiles, indexes.attach(plain, files));
    opened.put(name, now);
    return now;
  }

  private Table read(String name, Entry entry, List<FileIdentity> files) {
    @Nullable FileTable described = configured.describe(name);
    if (described != null
        && !described.columns().isEmpty()
        && kind(entry.format) == FileTable.FileFormat.PARQUET) {
      throw new BraidException(
          SqlState.CONFIG_FILE_ERROR,
          "table \"%s\": \"columns\" is for CSV files; a Parquet file says its types itself"
              .formatted(name));
    }
    return entry.format.open(schema, name, files);
  }

  private Table analyzed(String name, List<FileIdentity> files, Table table) {
    @Nullable List<@Nullable ColumnStatistics> statistics =
        StatisticsFile.read(statisticsFile(name), files, table.columns());
    return statistics == null ? table : new AnalyzedTable(table, statistics);
  }

  /// Where a table lies; empty when there is none.
  public Optional<Place> place(String name) {
    return Optional.ofNullable(entry(name))
        .map(
            entry ->
                new Place(
                    entry.folder, entry.files, entry.format.extension(), configured.names(name)));
  }

  /// Lets the planner know what ANALYZE found.
  ///
  /// @param statistics one for each column; null where nothing was found out
  /// @param keep whether to write it beside the files, for other processes and later ones
  public void analyzed(
      String name, Opened table, List<@Nullable ColumnStatistics> statistics, boolean keep) {
    Table plain = table.plain instanceof AnalyzedTable(Table inner, _) ? inner : table.plain;
    Table now = new AnalyzedTable(plain, statistics);
    opened.put(
        name, new Opened(table.files, now, table.indexFiles, indexes.attach(now, table.files)));
    if (keep) {
      try {
        StatisticsFile.write(statisticsFile(name), table.files, plain.columns(), statistics);
      } catch (IOException e) {
        throw failed("could not write statistics of table \"" + name + "\"", e);
      }
    }
  }

  /// Takes over what ANALYZE found, after the same rows have been written to other files.
  public void keepStatistics(String name, Opened before) {
    if (before.plain instanceof AnalyzedTable(_, List<@Nullable ColumnStatistics> statistics)) {
      open(name).ifPresent(now -> analyzed(name, now, statistics, true));
    }
  }

  private Path statisticsFile(String name) {
    return folder.resolve(FolderLock.OWN).resolve(name + ".stats");
  }

  /// Removes a table's files, its folder when nothing else is in it, and its statistics.
  public void drop(String name, Place place) {
    try {
      for (Path file : place.files) {
        Files.deleteIfExists(file);
      }
      Path sub = place.folder;
      if (sub != null) {
        Unfinished.removeLeftovers(sub);
        TableFolder.finish(sub);
        try {
          Files.deleteIfExists(sub);
        } catch (DirectoryNotEmptyException e) {
          // What is no file of the table stays.
        }
      }
      Files.deleteIfExists(statisticsFile(name));
      Unfinished.syncFolder(folder.resolve(name));
      opened.remove(name);
    } catch (IOException e) {
      throw failed("could not remove table \"" + name + "\"", e);
    }
  }

  /// Lets a new file replace all files of a table that is a folder.
  ///
  /// @param publish gives the file its name
  public void replace(Path sub, Path by, List<Path> files, Runnable publish) {
    try {
      TableFolder.replace(sub, by, files, publish);
    } catch (IOException e) {
      throw failed("could not replace files in \"" + sub + "\"", e);
    }
  }

  /// Takes away what writers that died have left in the folder and in one of its sub-folders.
  public void removeLeftovers(@Nullable Path sub) {
    try {
      Unfinished.removeLeftovers(folder);
      Path own = folder.resolve(FolderLock.OWN);
      if (Files.isDirectory(own)) {
        Unfinished.removeLeftovers(own);
      }
      if (sub != null) {
        Unfinished.removeLeftovers(sub);
        TableFolder.finish(sub);
      }
    } catch (IOException e) {
      throw failed("could not clean folder \"" + folder + "\"", e);
    }
  }

  /// Takes away what writers that died have left, in the folder and its sub-folders, as far as it
  /// is nobody's any more.
  public void removeAllLeftovers() {
    if (Files.isDirectory(folder)) {
      removeLeftovers(null);
      try {
        for (Path path : TableFolder.listAll(folder)) {
          if (Files.isDirectory(path)) {
            Unfinished.removeLeftovers(path);
          }
        }
      } catch (IOException e) {
        throw failed("could not clean folder \"" + folder + "\"", e);
      }
    }
  }

  private static BraidException failed(String what, IOException e) {
    return new BraidException(SqlState.IO_ERROR, what, 0, e.toString(), null, e);
  }

  /// The files that a table is made of, as they are now; none when there is no such table.
  public List<FileIdentity> files(String name) {
    @Nullable Entry entry = entry(name);
    return entry == null ? List.of() : entry.files.stream().map(FileIdentity::of).toList();
  }

  /// Whether a new table of this name would be hidden behind what the configuration says.
  public boolean isTaken(String name, String extension) {
    return configured.names(name) || configured.claims(folder.resolve(name + extension));
  }

  private @Nullable Entry entry(String name) {
    if (configured.names(name)) {
      return configured(name, configured.files(name));
    }
    if (!isPlainName(name)) {
      return null;
    }
    @Nullable FileTable described = configured.describe(name);
    FileTable.@Nullable FileFormat wanted = described == null ? null : described.format();
    Set<Path> claimed = configured.claimed();
    Map<Path, Entry> claims = new TreeMap<>();
    for (FileFormat format : formats) {
      Path file = folder.resolve(name + format.extension());
      // Names on a file system that ignores case must still match exactly.
      if ((wanted == null || wanted == kind(format))
          && Files.isRegularFile(file)
          && !claimed.contains(file)
          && TableFolder.listAll(folder).contains(file)) {
        claims.put(file, new Entry(format, List.of(file), null));
      }
    }
    Path sub = folder.resolve(name);
    if (Files.isDirectory(sub) && TableFolder.listAll(folder).contains(sub)) {
      @Nullable Entry files = ofFolder(sub, wanted, claimed);
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

  private static FileTable.FileFormat kind(FileFormat format) {
    return format.extension().equals(".parquet")
        ? FileTable.FileFormat.PARQUET
        : FileTable.FileFormat.CSV;
  }

  /// A table of the configuration: of the files' kind, or of the one that it says.
  private @Nullable Entry configured(String name, List<Path> files) {
    @Nullable FileTable described = configured.describe(name);
    FileTable.@Nullable FileFormat kind = described == null ? null : described.format();
    boolean said = kind != null;
    for (Path file : said ? List.<Path>of() : files) {
      @Nullable FileFormat own = format(file);
      if (own == null) {
        throw new BraidException(
                SqlState.CONFIG_FILE_ERROR,
                "table \"%s\": the format of \"%s\" cannot be told by its name"
                    .formatted(name, folder.relativize(file)))
            .withHint("say \"format: csv\" or \"format: parquet\" in the configuration");
      }
      if (kind != null && kind != kind(own)) {
        throw new BraidException(
            SqlState.FEATURE_NOT_SUPPORTED,
            "a table of CSV and Parquet files is not supported: \"%s\"".formatted(name));
      }
      kind = kind(own);
    }
    for (FileFormat format : formats) {
      if (kind == kind(format) && !files.isEmpty()) {
        return new Entry(format, files, null);
      }
    }
    return null;
  }

  private @Nullable Entry ofFolder(
      Path sub, FileTable.@Nullable FileFormat wanted, Set<Path> claimed) {
    @Nullable FileFormat format = null;
    List<Path> files = new ArrayList<>();
    for (Path path : TableFolder.list(sub)) {
      if (isClaimed(path, claimed)) {
        continue;
      }
      if (Files.isDirectory(path)) {
        throw new BraidException(
                SqlState.FEATURE_NOT_SUPPORTED,
                path.getFileName().toString().contains("=")
                    ? "partitions in folders (key=value) are not supported: \"" + path + "\""
                    : "folders within a table's folder are not supported: \"" + path + "\"")
            .withHint("put all files of the table into \"" + sub + "\"");
      }
      @Nullable FileFormat own = format(path);
      if (own == null || (wanted != null && wanted != kind(own))) {
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
    return format == null ? null : new Entry(format, files, sub);
  }

  /// Whether a file, or what is in a folder, belongs to tables of the configuration.
  private static boolean isClaimed(Path path, Set<Path> claimed) {
    return claimed.contains(path)
        || (Files.isDirectory(path) && claimed.stream().anyMatch(one -> one.startsWith(path)));
  }

  /// Whether a file of the name would be seen.
  public static boolean isPlainName(String name) {
    return !name.isEmpty()
        && !name.startsWith(".")
        && !name.startsWith("_")
        && name.indexOf('/') < 0
        && name.indexOf('\\') < 0
        && name.indexOf('\0') < 0;
  }

  private @Nullable String tableName(Path path, Set<Path> claimed) {
    String fileName = path.getFileName().toString();
    if (Files.isDirectory(path)) {
      return TableFolder.listAll(path).stream()
              .anyMatch(
                  one ->
                      !isClaimed(one, claimed) && (Files.isDirectory(one) || format(one) != null))
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
}
