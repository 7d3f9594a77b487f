package dev.braid.source.file;

import dev.braid.catalog.FileTable;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Which files of a folder are which tables: those that the configuration names, files of a known
/// kind, and sub-folders of such files.
final class TableEntries {
  private final Path folder;
  private final List<FileFormat> formats;
  private final ConfiguredFiles configured;

  /// The files of one table.
  ///
  /// @param folder that they are in, or null when the table is one file of its name
  record Entry(FileFormat format, List<Path> files, @Nullable Path folder) {}

  TableEntries(Path folder, List<FileFormat> formats, ConfiguredFiles configured) {
    this.folder = folder;
    this.formats = List.copyOf(formats);
    this.configured = configured;
  }

  /// Names of all tables, in order.
  List<String> names() {
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

  /// The files of a table; null when there is none.
  ///
  /// @throws BraidException when two claim its name
  @Nullable Entry find(String name) {
    if (configured.names(name)) {
      return configured(name, configured.files(name));
    }
    if (!FolderTables.isPlainName(name)) {
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

  static FileTable.FileFormat kind(FileFormat format) {
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
