package dev.braid.source.postgres.remote;

import dev.braid.catalog.Dataset;
import dev.braid.catalog.PostgresSource;
import dev.braid.catalog.table.Servers;
import dev.braid.catalog.table.TextRules;
import dev.braid.error.BraidException;
import dev.braid.parallel.Cancellation;
import dev.braid.source.postgres.PoolStatistics;
import dev.braid.source.postgres.PostgresPool;
import dev.braid.type.Zone;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// A dataset's PostgreSQL servers, each behind a pool of its own.
public final class PostgresServers implements Servers, AutoCloseable {
  private final List<PostgresPool> pools;
  private final List<String> names;
  private final int connections;
  private final Set<Integer> missing;

  /// Whether nobody else uses the pools.
  private final boolean alone;

  private volatile TextRules text = new TextRules(false, false);

  /// @param pools of the servers in their order, which every statement takes connections in; closed
  ///   with this
  /// @param names of the servers, to be shown
  /// @param connections that one statement may have to each of them, from 1
  public PostgresServers(List<PostgresPool> pools, List<String> names, int connections) {
    this(List.copyOf(pools), List.copyOf(names), connections, Set.of(), false);
  }

  private PostgresServers(
      List<PostgresPool> pools,
      List<String> names,
      int connections,
      Set<Integer> missing,
      boolean alone) {
    this.pools = pools;
    this.names = names;
    this.connections = connections;
    this.missing = missing;
    this.alone = alone;
  }

  /// The same servers, of which some are not asked: their tasks have no rows. Not to be closed.
  ///
  /// @param absent numbers of these servers; not all of them
  public PostgresServers without(Set<Integer> absent) {
    return absent.isEmpty()
        ? this
        : new PostgresServers(pools, names, connections, Set.copyOf(absent), alone);
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
    return new PostgresServers(List.copyOf(pools), List.copyOf(names), connections, Set.of(), true);
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

  @Override
  public boolean isMissing(int server) {
    return missing.contains(server);
  }

  /// Numbers of the servers that are there.
  List<Integer> present() {
    return IntStream.range(0, pools.size()).filter(it -> !isMissing(it)).boxed().toList();
  }

  /// Every pool, in the order of the servers.
  public List<PoolStatistics> statistics() {
    return pools.stream().map(PostgresPool::statistics).toList();
  }

  /// False as long as nobody has looked.
  @Override
  public boolean isBytewise() {
    return text.bytewise();
  }

  @Override
  public TextRules text() {
    return text;
  }

  void setText(TextRules known) {
    text = known;
  }

  @Override
  public Run begin(List<First> servers, Zone timeZone, Cancellation cancellation) {
    return ServersRun.begin(this, servers, timeZone, cancellation);
  }

  /// Statements that set in a transaction under what values are read and shown.
  public static List<String> settings(Zone timeZone) {
    return SessionSettings.of(timeZone).stream().map(it -> "SET LOCAL " + it).toList();
  }

  /// An error of one of these servers, which says of which.
  public BraidException named(int server, BraidException error) {
    return ServerErrors.of(this, server, error);
  }

  /// A session with the first server, to ask what it expects.
  public ServerSession session(Cancellation cancellation) {
    return new ServerSession(pool(0).acquire(cancellation), cancellation);
  }

  /// Whether their connections answer nothing but parts of statements.
  boolean isAlone() {
    return alone;
  }

  PostgresPool pool(int server) {
    return pools.get(server);
  }

  @Override
  public void close() {
    pools.forEach(PostgresPool::close);
  }
}
