package dev.braid.source.postgres;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// All pools of this process, whosever datasets they are: a server that grants no more connections
/// may have granted them to another one.
final class OpenPools {
  private static final Set<ServerGrants> ALL = ConcurrentHashMap.newKeySet();

  private OpenPools() {}

  static void add(ServerGrants grants) {
    ALL.add(grants);
  }

  static void remove(ServerGrants grants) {
    ALL.remove(grants);
  }

  /// Ends the idle connections that others have to a pool's server.
  static void shedOthers(ServerGrants grants) {
    others(grants).forEach(ServerGrants::shed);
  }

  /// Whether others have connections to the server that will come back, or have just given up some,
  /// whoever asked them to.
  static boolean othersMakeRoom(ServerGrants grants) {
    return others(grants).anyMatch(ServerGrants::makesRoom);
  }

  private static Stream<ServerGrants> others(ServerGrants grants) {
    return ALL.stream().filter(other -> other != grants && other.server().equals(grants.server()));
  }
}
