package dev.braid.jdbc;

import dev.braid.Braid;
import dev.braid.catalog.BatchLimits;
import dev.braid.catalog.Config;
import dev.braid.catalog.ConfigFile;
import dev.braid.catalog.CsvFormat;
import dev.braid.catalog.Dataset;
import dev.braid.catalog.Description;
import dev.braid.catalog.FolderSource;
import dev.braid.catalog.Limits;
import dev.braid.catalog.PoolSettings;
import dev.braid.catalog.PostgresSource;
import dev.braid.catalog.ShardedTable;
import dev.braid.catalog.ShardsSource;
import dev.braid.catalog.Source;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where the data of a URL are. Equal places share one [Braid].
sealed interface Place {
  /// @throws BraidException when it cannot be read
  Braid open();

  /// A configuration.
  record File(Path path) implements Place {
    @Override
    public Braid open() {
      return Braid.open(path);
    }
  }

  /// A folder of files, without configuration.
  record Folder(Path path) implements Place {
    @Override
    public Braid open() {
      if (!Files.isDirectory(path)) {
        throw new BraidException(SqlState.CANNOT_CONNECT, path + " is not a folder");
      }
      Path name = path.getFileName();
      return only(
          name == null ? "files" : name.toString(),
          new FolderSource(path, false, Map.of(), CsvFormat.DEFAULT));
    }
  }

  /// Several servers as one database, without configuration.
  ///
  /// @param addresses `host:port/database` of each shard
  /// @param tables each with its key; `*` for one that is sliced in an unknown way, nothing for one
  ///   that is whole on every shard
  /// @param hashed whether keys were spread by `md5`
  record Shards(
      List<String> addresses,
      Map<String, String> tables,
      boolean hashed,
      @Nullable String user,
      @Nullable String password)
      implements Place {
    /// @param addresses separated by commas
    /// @param tables separated by commas: `orders:o_orderkey,nation`
    static Shards of(
        String addresses,
        String tables,
        String hash,
        @Nullable String user,
        @Nullable String password) {
      if (!hash.isEmpty() && !hash.equals("md5")) {
        throw new BraidException(
            SqlState.INVALID_PARAMETER_VALUE, "unknown hash \"" + hash + "\": it must be md5");
      }
      Map<String, String> keys = new LinkedHashMap<>();
      for (String table : tables.split(",")) {
        if (!table.isBlank()) {
          int colon = table.indexOf(':');
          keys.put(
              (colon < 0 ? table : table.substring(0, colon)).strip(),
              colon < 0 ? "" : table.substring(colon + 1).strip());
        }
      }
      return new Shards(
          List.of(addresses.strip().split("\\s*,\\s*")), keys, !hash.isEmpty(), user, password);
    }

    @Override
    public Braid open() {
      Map<String, String> login = new HashMap<>(System.getenv());
      if (user != null) {
        login.put("PGUSER", user);
      }
      if (password != null) {
        login.put("PGPASSWORD", password);
      }
      List<PostgresSource> shards = new ArrayList<>();
      for (String address : addresses) {
        shards.add(ConfigFile.server("postgresql://" + address, "the URL", login));
      }
      Map<String, ShardedTable> declared = new LinkedHashMap<>();
      tables.forEach((table, key) -> declared.put(table, table(key)));
      return only("shards", new ShardsSource(shards, declared));
    }

    private ShardedTable table(String key) {
      ShardedTable.Placement unknown = new ShardedTable.Placement.Unknown();
      return switch (key) {
        case "" -> new ShardedTable.Reference();
        case "*" -> new ShardedTable.Sliced(List.of(), unknown, "");
        default ->
            new ShardedTable.Sliced(
                List.of(key), hashed ? new ShardedTable.Placement.Hash() : unknown, "");
      };
    }

    /// Without the password.
    @Override
    public String toString() {
      return "shards " + addresses;
    }
  }

  private static Braid only(String name, Source source) {
    Dataset dataset =
        new Dataset(
            1, name, "", source, PoolSettings.DEFAULT, Limits.DEFAULT, false, "", Description.NONE);
    return Braid.open(new Config(List.of(dataset), BatchLimits.DEFAULT));
  }
}
