package dev.braid.local;

import dev.braid.catalog.ShardedTable;
import dev.braid.error.BraidException;
import dev.braid.parallel.Cancellation;
import dev.braid.source.postgres.remote.PostgresServers;
import dev.braid.source.postgres.remote.ServerTables;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// The tables of a dataset's servers as they were last looked up, and the servers that could not be
/// had. Both are believed for a moment: a statement a second later need not ask again, nor wait
/// once more for a server that does not answer.
final class TableLookups {
  private static final long BELIEVED_NANOS = Duration.ofSeconds(5).toNanos();

  private final PostgresServers servers;
  private final Map<String, ShardedTable> declared;
  private final Map<Set<Integer>, Looked> looked = new ConcurrentHashMap<>();
  private final Map<Integer, Absent> absent = new ConcurrentHashMap<>();

  /// The tables, and when they were looked up.
  private record Looked(ServerTables tables, long nanos) {}

  /// Why a server could not be had, and when.
  private record Absent(BraidException error, long nanos) {}

  TableLookups(PostgresServers servers, Map<String, ShardedTable> declared) {
    this.servers = servers;
    this.declared = declared;
  }

  /// Without a lock: a statement that is cancelled must not wait for another's slow shard.
  ///
  /// @param missing servers that are not asked
  ServerTables tables(Set<Integer> missing, Cancellation cancellation) {
    Looked known = looked.get(missing);
    if (known == null || isOver(known.nanos())) {
      long now = System.nanoTime();
      looked.values().removeIf(old -> isOver(old.nanos()));
      known =
          new Looked(ServerTables.ofShards(servers.without(missing), declared, cancellation), now);
      looked.put(Set.copyOf(missing), known);
    }
    return known.tables();
  }

  private static boolean isOver(long since) {
    return System.nanoTime() - since > BELIEVED_NANOS;
  }

  /// Believes nothing any more that was looked up before a moment.
  ///
  /// @return whether there was such a thing
  boolean forget(long nanos) {
    return looked.values().removeIf(known -> known.nanos() - nanos < 0);
  }

  void lost(int server, BraidException error) {
    absent.put(server, new Absent(error, System.nanoTime()));
  }

  /// Servers that could not be had a moment ago, but for the last of all.
  Map<Integer, BraidException> lost() {
    Map<Integer, BraidException> lost = new TreeMap<>();
    absent.values().removeIf(it -> isOver(it.nanos()));
    absent.forEach(
        (server, it) -> {
          if (lost.size() + 1 < servers.count()) {
            lost.put(server, it.error());
          }
        });
    return lost;
  }
}
