package dev.braid.server.cli;

import dev.braid.catalog.BatchLimits;
import dev.braid.catalog.Config;
import dev.braid.catalog.CsvFormat;
import dev.braid.catalog.Dataset;
import dev.braid.catalog.Description;
import dev.braid.catalog.FolderSource;
import dev.braid.catalog.Limits;
import dev.braid.catalog.PoolSettings;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Folders that a command line names where a dataset is expected: each becomes a dataset of its
/// own, for this one command, beside those of the configuration.
///
/// @param config the configuration with the folders' datasets in it
/// @param names the datasets' names, by what was written
record AdHocFolders(Config config, Map<String, String> names) {
  /// What is no dataset's id or name and is an existing folder is added, unless it is the folder of
  /// a dataset.
  static AdHocFolders add(Config config, Collection<String> written, Path directory) {
    List<Dataset> datasets = new ArrayList<>(config.datasets());
    Map<String, String> names = new LinkedHashMap<>();
    for (String text : written) {
      Path folder = path(text, directory);
      if (config.find(text) != null
          || names.containsKey(text)
          || folder == null
          || !Files.isDirectory(folder)) {
        continue;
      }
      Path real = real(folder);
      Dataset dataset = known(datasets, real);
      if (dataset == null) {
        dataset = dataset(datasets, real);
        datasets.add(dataset);
      }
      names.put(text, dataset.name());
    }
    return new AdHocFolders(new Config(datasets, config.batch()), names);
  }

  /// What is wrong with a text that can only have meant a folder; null when it may be a dataset's
  /// name as well.
  static @Nullable BraidException problem(String text, Path directory) {
    if (text.contains("://")) {
      // Not shown: it may have a password in it.
      return new BraidException(
              SqlState.INVALID_PARAMETER_VALUE, "a URL is no dataset and no folder")
          .withHint("give a server a name in braid.yaml (datasets: - name: ..., source: URL)");
    }
    Path path = path(text, directory);
    if (path != null && Files.isRegularFile(path)) {
      return new BraidException(SqlState.INVALID_PARAMETER_VALUE, "\"" + text + "\" is no folder")
          .withHint("name the folder it is in: every Parquet or CSV file there is a table");
    }
    boolean meansPath = text.contains("/") || text.contains("\\") || text.startsWith(".");
    return meansPath && (path == null || !Files.isDirectory(path))
        ? new BraidException(SqlState.IO_ERROR, "there is no folder \"" + text + "\"")
        : null;
  }

  /// The dataset that the folder is already, perhaps by another spelling.
  private static @Nullable Dataset known(List<Dataset> datasets, Path folder) {
    for (Dataset dataset : datasets) {
      if (dataset.source() instanceof FolderSource source && real(source.folder()).equals(folder)) {
        return dataset;
      }
    }
    return null;
  }

  private static @Nullable Path path(String text, Path directory) {
    try {
      return text.isBlank() ? null : directory.resolve(text);
    } catch (InvalidPathException e) {
      return null;
    }
  }

  private static Path real(Path folder) {
    try {
      return folder.toRealPath();
    } catch (IOException e) {
      return folder.toAbsolutePath().normalize();
    }
  }

  private static Dataset dataset(List<Dataset> others, Path folder) {
    int id = others.stream().mapToInt(Dataset::id).max().orElse(0) + 1;
    String name = identifier(folder);
    String unique = name;
    for (int i = 2; new Config(others, BatchLimits.DEFAULT).find(unique) != null; i++) {
      unique = name + "_" + i;
    }
    return new Dataset(
        id,
        unique,
        "",
        new FolderSource(folder, false, Map.of(), CsvFormat.DEFAULT),
        PoolSettings.DEFAULT,
        Limits.DEFAULT,
        false,
        "",
        Description.NONE);
  }

  /// The last part of a path as a name that needs no quotes in SQL: `2024 sales` is `_2024_sales`.
  static String identifier(Path folder) {
    Path last = folder.getFileName();
    String name = last == null ? "folder" : last.toString().replaceAll("[^\\p{L}\\p{N}_]", "_");
    return Character.isDigit(name.codePointAt(0)) ? "_" + name : name;
  }
}
