package dev.braid.jdbc;

import dev.braid.Braid;
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
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// One [Braid] for all connections to the same configuration, closed with the last of them: a pool
/// of ten connections is one engine, one cache and one pool of server connections.
///
/// A file that has been changed since is another configuration; connections opened before keep the
/// old one.
final class SharedBraid {
  private record Key(Path path, boolean folder, long modified) {}

  private static final Map<Key, SharedBraid> OPEN = new HashMap<>();

  private final Key key;
  private final Braid braid;
  private int users;

  private SharedBraid(Key key, Braid braid) {
    this.key = key;
    this.braid = braid;
  }

  /// To be released by each who has acquired it.
  ///
  /// @throws BraidException when the configuration cannot be read
  static SharedBraid acquire(BraidUrl url) {
    Path path = real(url.path());
    Key key = new Key(path, url.folder(), url.folder() ? 0 : modified(path));
    synchronized (OPEN) {
      SharedBraid shared = OPEN.get(key);
      if (shared == null) {
        shared = new SharedBraid(key, url.folder() ? overFolder(path) : Braid.open(path));
        OPEN.put(key, shared);
      }
      shared.users++;
      return shared;
    }
  }

  /// How many there are, for tests.
  static int openCount() {
    synchronized (OPEN) {
      return OPEN.size();
    }
  }

  Braid braid() {
    return braid;
  }

  void release() {
    synchronized (OPEN) {
      users--;
      if (users > 0) {
        return;
      }
      OPEN.remove(key);
    }
    braid.close();
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      throw new BraidException(
          SqlState.CANNOT_CONNECT, "cannot read " + path + ": " + reason(e), 0, null, null, e);
    }
  }

  private static long modified(Path path) {
    try {
      return Files.getLastModifiedTime(path).toMillis();
    } catch (IOException e) {
      throw new BraidException(
          SqlState.CANNOT_CONNECT, "cannot read " + path + ": " + reason(e), 0, null, null, e);
    }
  }

  private static String reason(IOException e) {
    return e instanceof java.nio.file.NoSuchFileException ? "it does not exist" : e.toString();
  }

  private static Braid overFolder(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new BraidException(SqlState.CANNOT_CONNECT, folder + " is not a folder");
    }
    Path name = folder.getFileName();
    FolderSource source = new FolderSource(folder, false, Map.of(), CsvFormat.DEFAULT);
    Dataset dataset =
        new Dataset(
            1,
            name == null ? "files" : name.toString(),
            "",
            source,
            PoolSettings.DEFAULT,
            Limits.DEFAULT,
            false,
            "",
            Description.NONE);
    return Braid.open(new Config(List.of(dataset), BatchLimits.DEFAULT));
  }
}
