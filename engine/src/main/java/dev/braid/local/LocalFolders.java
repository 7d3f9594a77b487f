package dev.braid.local;

import dev.braid.catalog.table.Table;
import dev.braid.source.file.FolderTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The folder datasets of one configuration, which may be joined with each other: a table of
/// another dataset is called `dataset.table`.
public final class LocalFolders {
  private final Map<String, FolderTables> byDataset = new TreeMap<>();

  /// An empty collection, to be filled before the first query.
  public LocalFolders() {}

  synchronized void add(String dataset, FolderTables folder) {
    byDataset.put(dataset.toLowerCase(Locale.ROOT), folder);
  }

  /// A table as a statement of the given dataset names it.
  synchronized @Nullable Table find(String dataset, @Nullable String schema, String name) {
    String where = schema == null || schema.equals("public") ? dataset : schema;
    FolderTables folder = byDataset.get(where.toLowerCase(Locale.ROOT));
    return folder == null ? null : folder.find(name).orElse(null);
  }

  /// What a statement of the given dataset may name.
  synchronized List<String> names(String dataset) {
    List<String> names = new ArrayList<>();
    byDataset.forEach(
        (owner, folder) -> {
          boolean own = owner.equals(dataset.toLowerCase(Locale.ROOT));
          folder.names().forEach(name -> names.add(own ? name : owner + "." + name));
        });
    return names;
  }
}
