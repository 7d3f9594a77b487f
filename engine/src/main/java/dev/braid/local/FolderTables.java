package dev.braid.local;

import dev.braid.catalog.FolderSource;
import dev.braid.catalog.table.Table;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.source.file.FileFormat;
import dev.braid.source.file.FileIdentity;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The tables of one folder, looked up anew each time, so that files that change or come are seen
/// by the next query.
final class FolderTables implements LocalFolders.Folder {
  private final String dataset;
  private final FolderSource source;
  private final List<FileFormat> formats;
  private final Map<String, Known> known = new TreeMap<>();

  /// A table and the files that it was made of.
  private record Known(List<FileIdentity> files, Table table) {}

  FolderTables(String dataset, FolderSource source, List<FileFormat> formats) {
    this.dataset = dataset;
    this.source = source;
    this.formats = formats;
  }

  @Override
  public synchronized @Nullable Table find(String name) {
    for (FileFormat format : formats) {
      Path file = source.folder().resolve(name + format.extension());
      if (Files.isRegularFile(file)) {
        return table(name, format, List.of(FileIdentity.of(file)));
      }
    }
    return null;
  }

  private Table table(String name, FileFormat format, List<FileIdentity> files) {
    Known before = known.get(name);
    if (before != null && before.files().equals(files)) {
      return before.table();
    }
    Table table = format.open(dataset, name, files);
    known.put(name, new Known(files, table));
    return table;
  }

  @Override
  public Collection<String> names() {
    Map<String, Boolean> names = new TreeMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(source.folder())) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        for (FileFormat format : formats) {
          if (name.endsWith(format.extension())) {
            names.put(name.substring(0, name.length() - format.extension().length()), true);
          }
        }
      }
    } catch (IOException e) {
      throw new BraidException(
          SqlState.IO_ERROR, "cannot read folder " + source.safe() + ": " + e, 0, null, null, e);
    }
    return names.keySet();
  }
}
