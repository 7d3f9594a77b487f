package dev.braid.catalog;

import dev.braid.type.Type;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One table of a [FolderSource] as the configuration describes it.
///
/// @param files glob of its files, relative to the folder; null for the file that has the table's
///   name
/// @param format of the files, or null to tell by their endings
/// @param csv how they are read if they are CSV
/// @param columns types that are given instead of inferred, by the columns' names; only for CSV
/// @param parallelWorkers storage parameter of that name, -1 where it is not set
public record FileTable(
    @Nullable String files,
    @Nullable FileFormat format,
    CsvFormat csv,
    Map<String, Type> columns,
    int parallelWorkers) {
  /// What a file may be.
  public enum FileFormat {
    CSV,
    PARQUET
  }

  public FileTable {
    columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
  }
}
