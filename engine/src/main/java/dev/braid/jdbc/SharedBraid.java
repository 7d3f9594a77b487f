package dev.braid.jdbc;

import dev.braid.Braid;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// One [Braid] for all connections to the same configuration, closed with the last of them: a pool
/// of ten connections is one engine, one cache and one pool of server connections.
///
/// A file that has been changed since is another configuration; connections opened before keep the
/// old one.
final class SharedBraid {
  /// @param modified of a configuration, when
  private record Key(Place place, long modified) {}

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
    Key key = key(url.place());
    synchronized (OPEN) {
      SharedBraid shared = OPEN.get(key);
      if (shared == null) {
        shared = new SharedBraid(key, key.place().open());
        OPEN.put(key, shared);
      }
      shared.users++;
      return shared;
    }
  }

  private static Key key(Place place) {
    return switch (place) {
      case Place.File(Path path) -> {
        Path real = real(path);
        yield new Key(new Place.File(real), modified(real));
      }
      case Place.Folder(Path path) -> new Key(new Place.Folder(real(path)), 0);
      case Place.Shards shards -> new Key(shards, 0);
    };
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
}
