package dev.braid.catalog;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// A folder whose files are tables.
///
/// @param folder absolute; nobody has looked yet whether it exists
/// @param writable whether statements may add, replace and remove files there
/// @param tables those that the configuration describes, by name; a file that none of them claims
///   is a table of its own
/// @param csv how CSV files are read where their table does not say otherwise
public record FolderSource(
    Path folder, boolean writable, Map<String, FileTable> tables, CsvFormat csv) implements Source {
  public FolderSource {
    tables = Collections.unmodifiableMap(new LinkedHashMap<>(tables));
  }

  @Override
  public String safe() {
    return folder.toString();
  }

  @Override
  public String toString() {
    return safe();
  }
}
