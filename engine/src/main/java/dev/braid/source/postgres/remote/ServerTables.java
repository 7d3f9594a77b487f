package dev.braid.source.postgres.remote;

import dev.braid.catalog.ShardedTable;
import dev.braid.catalog.table.RemoteTable;
import dev.braid.catalog.table.Spread;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.parallel.Cancellation;
import dev.braid.source.postgres.ReadOnlySession;
import dev.braid.source.postgres.remote.ServerCatalog.FoundTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// The tables of a dataset's servers, as they were when they were read.
public final class ServerTables {
  private final PostgresServers servers;
  private final ServerCatalog first;
  private final List<ServerTable> tables;
  private final Map<String, String> views;
  private final boolean sharded;

  private ServerTables(
      PostgresServers servers,
      ServerCatalog first,
      List<ServerTable> tables,
      Map<String, String> views,
      boolean sharded) {
    this.servers = servers;
    this.first = first;
    this.tables = List.copyOf(tables);
    this.views = Map.copyOf(views);
    this.sharded = sharded;
  }

  /// The tables of the only server.
  public static ServerTables of(PostgresServers servers, Cancellation cancellation) {
    ServerCatalog catalog = catalogs(servers, cancellation).getFirst();
    Map<String, String> views = Map.of();
    if (catalog.tables().stream().anyMatch(table -> table.kind().equals("v"))) {
      views =
          onEach(
                  servers,
                  List.of(0),
                  cancellation,
                  (_, session) -> CatalogReader.views(session, cancellation))
              .getFirst();
    }
    servers.setBytewise(catalog.isBytewise());
    List<ServerTable> tables = new ArrayList<>();
    for (FoundTable found : catalog.tables()) {
      tables.add(
          new ServerTable(
              servers,
              found,
              new Spread.Whole(),
              found.blocks(),
              () -> StatisticsReader.read(servers, List.of(found))));
    }
    return new ServerTables(servers, catalog, tables, views, false);
  }

  /// The declared tables of the shards, which are compared first.
  ///
  /// @param declared by `table` or `schema.table`
  /// @throws BraidException 55000 where shards differ, 42P01 where a table is not on all of them,
  ///   both naming shard, table and difference; 22023 where a declaration does not fit its table
  public static ServerTables ofShards(
      PostgresServers servers, Map<String, ShardedTable> declared, Cancellation cancellation) {
    List<ServerCatalog> catalogs = catalogs(servers, cancellation);
    ShardComparison comparison = new ShardComparison(servers, catalogs);
    comparison.requireSameTraits();
    servers.setBytewise(catalogs.getFirst().isBytewise());
    List<ServerTable> tables = new ArrayList<>();
    declared.forEach(
        (written, declaration) -> {
          List<FoundTable> found = comparison.requireSame(written);
          FoundTable table = found.getFirst();
          Spread spread = Spreads.of(written, table, declaration, servers.count());
          List<FoundTable> parts = spread instanceof Spread.Whole ? List.of(table) : found;
          tables.add(
              new ServerTable(
                  servers,
                  table,
                  spread,
                  servers.count() == 1 ? table.blocks() : -1,
                  () -> StatisticsReader.read(servers, parts)));
        });
    return new ServerTables(servers, catalogs.getFirst(), tables, Map.of(), true);
  }

  private static List<ServerCatalog> catalogs(PostgresServers servers, Cancellation cancellation) {
    return onEach(
        servers,
        all(servers.count()),
        cancellation,
        (_, session) -> CatalogReader.read(session, cancellation));
  }

  private static List<Integer> all(int count) {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      numbers.add(i);
    }
    return numbers;
  }

  /// Asks servers side by side.
  ///
  /// @throws BraidException of the first server that failed, naming it
  static <T> List<T> onEach(
      PostgresServers servers,
      List<Integer> asked,
      Cancellation cancellation,
      BiFunction<Integer, ReadOnlySession, T> question) {
    List<Future<T>> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int server : asked) {
        answers.add(
            threads.submit(
                () -> {
                  try (ReadOnlySession session = servers.pool(server).acquire(cancellation)) {
                    return question.apply(server, session);
                  } catch (BraidException e) {
                    throw ServerErrors.of(servers, server, e);
                  }
                }));
      }
    }
    List<T> all = new ArrayList<>();
    for (Future<T> answer : answers) {
      if (answer.state() == Future.State.FAILED) {
        throw ServerErrors.of(answer.exceptionNow());
      }
      all.add(answer.resultNow());
    }
    return all;
  }

  public List<RemoteTable> tables() {
    return List.copyOf(tables);
  }

  /// The query of the view that a statement means, or null where that is not known to be one.
  public @Nullable String view(@Nullable String schema, String name) {
    FoundTable found = views.isEmpty() ? null : first.find(schema, name);
    return found == null ? null : views.get(found.sqlName());
  }

  /// The table that a statement means; a bare name finds the first on the server's search path.
  ///
  /// @param schema as written, or null
  /// @return null when there is none
  /// @throws BraidException 42P01 with a hint how to declare it, for one that is on the shards but
  ///   whose spread nobody has declared
  public @Nullable RemoteTable find(@Nullable String schema, String name) {
    FoundTable found = first.find(schema, name);
    for (ServerTable table : tables) {
      if (found != null
          && table.name().equals(found.name())
          && table.schema().equals(found.schema())) {
        return table;
      }
    }
    if (found == null || !sharded) {
      return null;
    }
    throw new BraidException(
            SqlState.UNDEFINED_TABLE,
            "table \"%s\" is on shard %s, but it is not declared how its rows are spread"
                .formatted(name, servers.name(0)))
        .withHint(
            "declare it under tables: of the dataset's source: \"%s: reference\" when every shard"
                    .formatted(name)
                + " has all of its rows, \"%s: {sharded_by: COLUMN}\" or \"%s: sliced\" when every"
                    .formatted(name, name)
                + " row is on one shard");
  }
}
