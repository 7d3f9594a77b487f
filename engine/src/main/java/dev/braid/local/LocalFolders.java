package dev.braid.local;

import dev.braid.catalog.table.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The folder datasets of one configuration, which may be joined with each other: a table of
/// another dataset is called `dataset.table`.
public final class LocalFolders {
  /// The tables of one folder as they are now.
  public interface Folder {
    /// The table of this very name, or null.
    @Nullable Table find(String name);

    Collection<String> names();
  }

  private final Map<String, Folder> byDataset = new TreeMap<>();

  /// An empty collection, to be filled before the first query.
  public LocalFolders() {}

  synchronized void add(String dataset, Folder folder) {
    byDataset.put(dataset.toLowerCase(Locale.ROOT), folder);
  }

  /// A table as a statement of the given dataset names it.
  synchronized @Nullable Table find(String dataset, @Nullable String schema, String name) {
    String where = schema == null || schema.equals("public") ? dataset : schema;
    Folder folder = byDataset.get(where.toLowerCase(Locale.ROOT));
    return folder == null ? null : folder.find(name);
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
