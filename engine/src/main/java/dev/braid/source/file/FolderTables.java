package dev.braid.source.file;

import dev.braid.catalog.FileTable;
import dev.braid.catalog.table.ColumnStatistics;
import dev.braid.catalog.table.Table;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.source.file.TableEntries.Entry;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private final TableEntries entries;
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
    this.entries = new TableEntries(folder, formats, configured);
  }

  public Path folder() {
    return folder;
  }

  /// Names of all tables, in order.
  public List<String> names() {
    return entries.names();
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
    @Nullable Entry entry = entries.find(name);
    while (entry != null) {
      try {
        return Optional.of(open(name, entry));
      } catch (BraidException e) {
        // Files replaced between the look into the folder and the one into them.
        @Nullable Entry now = entries.find(name);
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
    List<FileIdentity> files = entry.files().stream().map(FileIdentity::of).toList();
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
        && TableEntries.kind(entry.format()) == FileTable.FileFormat.PARQUET) {
      throw new BraidException(
          SqlState.CONFIG_FILE_ERROR,
          "table \"%s\": \"columns\" is for CSV files; a Parquet file says its types itself"
              .formatted(name));
    }
    return entry.format().open(schema, name, files);
  }

  private Table analyzed(String name, List<FileIdentity> files, Table table) {
    @Nullable List<@Nullable ColumnStatistics> statistics =
        StatisticsFile.read(statisticsFile(name), files, table.columns());
    return statistics == null ? table : new AnalyzedTable(table, statistics);
  }

  /// Where a table lies; empty when there is none.
  public Optional<Place> place(String name) {
    return Optional.ofNullable(entries.find(name))
        .map(
            entry ->
                new Place(
                    entry.folder(),
                    entry.files(),
                    entry.format().extension(),
                    configured.names(name)));
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
    @Nullable Entry entry = entries.find(name);
    return entry == null ? List.of() : entry.files().stream().map(FileIdentity::of).toList();
  }

  /// Whether a new table of this name would be hidden behind what the configuration says.
  public boolean isTaken(String name, String extension) {
    return configured.names(name) || configured.claims(folder.resolve(name + extension));
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
}
