package dev.braid.source.postgres.remote;

import dev.braid.catalog.Dataset;
import dev.braid.catalog.PostgresSource;
import dev.braid.catalog.table.Servers;
import dev.braid.parallel.Cancellation;
import dev.braid.source.postgres.PostgresPool;
import dev.braid.type.Zone;
import java.util.ArrayList;
import java.util.List;

/// A dataset's PostgreSQL servers, each behind a pool of its own.
public final class PostgresServers implements Servers, AutoCloseable {
  private final List<PostgresPool> pools;
  private final List<String> names;
  private final int connections;
  private volatile boolean bytewise;

  /// @param pools of the servers in their order, which every statement takes connections in; closed
  ///   with this
  /// @param names of the servers, to be shown
  /// @param connections that one statement may have to each of them, from 1
  public PostgresServers(List<PostgresPool> pools, List<String> names, int connections) {
    this.pools = List.copyOf(pools);
    this.names = List.copyOf(names);
    this.connections = connections;
  }

  /// The servers of a dataset, which are not asked for anything yet.
  ///
  /// @param dataset whose settings all pools have
  public static PostgresServers of(Dataset dataset, List<PostgresSource> sources, int connections) {
    List<PostgresPool> pools = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (PostgresSource source : sources) {
      pools.add(new PostgresPool(dataset, source));
      names.add(name(source));
    }
    return new PostgresServers(pools, names, connections);
  }

  /// The only server of a dataset, behind a pool that others use, too.
  ///
  /// @param connections that one statement may have
  public static PostgresServers of(PostgresPool pool, PostgresSource source, int connections) {
    return new PostgresServers(List.of(pool), List.of(name(source)), connections);
  }

  /// `host:port/database`.
  private static String name(PostgresSource source) {
    String address = source.jdbcUrl().replaceFirst("^jdbc:postgresql:(//)?", "");
    int options = address.indexOf('?');
    return options < 0 ? address : address.substring(0, options);
  }

  @Override
  public int count() {
    return pools.size();
  }

  @Override
  public String name(int server) {
    return names.get(server);
  }

  @Override
  public int connections() {
    return connections;
  }

  /// False as long as nobody has looked.
  @Override
  public boolean isBytewise() {
    return bytewise;
  }

  void setBytewise(boolean known) {
    bytewise = known;
  }

  @Override
  public Run begin(List<Integer> servers, Zone timeZone, Cancellation cancellation) {
    return ServersRun.begin(this, servers, timeZone, cancellation);
  }

  /// A session with the first server, to ask what it expects.
  public ServerSession session(Cancellation cancellation) {
    return new ServerSession(pool(0).acquire(cancellation), cancellation);
  }

  PostgresPool pool(int server) {
    return pools.get(server);
  }

  @Override
  public void close() {
    pools.forEach(PostgresPool::close);
  }
}
