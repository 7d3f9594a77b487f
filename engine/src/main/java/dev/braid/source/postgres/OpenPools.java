package dev.braid.source.postgres;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// All pools of this process, whosever datasets they are: a server that grants no more connections
/// may have granted them to another one.
final class OpenPools {
  private static final Set<PostgresPool> ALL = ConcurrentHashMap.newKeySet();

  private OpenPools() {}

  static void add(PostgresPool pool) {
    ALL.add(pool);
  }

  static void remove(PostgresPool pool) {
    ALL.remove(pool);
  }

  /// Ends the idle connections that others have to a pool's server.
  static void shedOthers(PostgresPool pool) {
    others(pool).forEach(PostgresPool::shed);
  }

  /// Whether others have connections to the server that will come back, or have just given up some,
  /// whoever asked them to.
  static boolean othersMakeRoom(PostgresPool pool) {
    return others(pool).anyMatch(PostgresPool::makesRoom);
  }

  private static Stream<PostgresPool> others(PostgresPool pool) {
    return ALL.stream().filter(other -> other != pool && other.server().equals(pool.server()));
  }
}
