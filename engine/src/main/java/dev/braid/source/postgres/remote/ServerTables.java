package dev.braid.source.postgres.remote;

import dev.braid.catalog.ShardedTable;
import dev.braid.catalog.table.RemoteTable;
import dev.braid.catalog.table.Spread;
import dev.braid.catalog.table.TextRules;
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
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The tables of a dataset's servers, as they were when they were read.
public final class ServerTables {
  private final PostgresServers servers;
  private final ServerCatalog first;
  private final List<ServerTable> tables;
  private final Map<String, String> views;
  private final boolean sharded;
  private final ServerWords words;

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
    this.words = new ServerWords(servers, first.types());
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
                  (_, session, cancelled) -> CatalogReader.views(session, cancelled))
              .getFirst();
    }
    servers.setText(catalog.text());
    List<ServerTable> tables = new ArrayList<>();
    for (FoundTable found : catalog.tables()) {
      tables.add(
          new ServerTable(
              servers,
              found,
              new Spread.Whole(),
              found.blocks(),
              () -> StatisticsReader.read(servers, List.of(0), List.of(found))));
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
    ShardComparison comparison = new ShardComparison(servers, servers.present(), catalogs);
    comparison.requireSameTraits();
    servers.setText(catalogs.getFirst().text());
    List<ServerTable> tables = new ArrayList<>();
    declared.forEach(
        (written, declaration) -> {
          List<FoundTable> found = comparison.requireSame(written);
          FoundTable table = found.getFirst();
          Spread spread = Spreads.of(written, table, declaration, servers.count());
          List<Integer> parts =
              spread instanceof Spread.Whole ? servers.present().subList(0, 1) : servers.present();
          tables.add(
              new ServerTable(
                  servers,
                  table,
                  spread,
                  servers.count() == 1 ? table.blocks() : -1,
                  () -> StatisticsReader.read(servers, parts, found.subList(0, parts.size()))));
        });
    return new ServerTables(servers, catalogs.getFirst(), tables, Map.of(), true);
  }

  private static List<ServerCatalog> catalogs(PostgresServers servers, Cancellation cancellation) {
    return onEach(
        servers,
        servers.present(),
        cancellation,
        (_, session, cancelled) -> CatalogReader.read(session, cancelled));
  }

  /// What one of several servers is asked, with the cancellation that ends it.
  @FunctionalInterface
  interface Question<T> {
    T ask(int server, ReadOnlySession session, Cancellation cancellation);
  }

  /// Asks servers side by side. The first failure ends what the others do.
  ///
  /// @throws BraidException of the first server that failed, naming it
  static <T> List<T> onEach(
      PostgresServers servers,
      List<Integer> asked,
      Cancellation cancellation,
      Question<T> question) {
    Cancellation all = new Cancellation();
    AtomicReference<@Nullable BraidException> first = new AtomicReference<>();
    List<Future<T>> answers = new ArrayList<>();
    try (Cancellation.Registration _ =
            cancellation.onCancel(() -> all.cancel("the statement has ended"));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int server : asked) {
        answers.add(
            threads.submit(
                () -> {
                  try (ReadOnlySession session = servers.pool(server).acquire(all)) {
                    return question.ask(server, session, all);
                  } catch (RuntimeException e) {
                    first.compareAndSet(
                        null,
                        e instanceof BraidException error
                            ? ServerErrors.of(servers, server, error)
                            : ServerErrors.of(e));
                    all.cancel("another server has failed");
                    throw e;
                  }
                }));
      }
    }
    cancellation.check();
    BraidException failure = first.get();
    if (failure != null) {
      throw failure;
    }
    List<T> found = new ArrayList<>();
    for (Future<T> answer : answers) {
      if (answer.state() == Future.State.FAILED) {
        throw ServerErrors.of(answer.exceptionNow());
      }
      found.add(answer.resultNow());
    }
    return found;
  }

  /// What the servers know beyond Braid; one of them is asked, since they are alike.
  public ServerWords words() {
    return words;
  }

  /// How the servers' databases treat text without a collation of its own.
  public TextRules text() {
    return servers.text();
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
                .formatted(name, servers.name(servers.any())))
        .withHint(
            "declare it under tables: of the dataset's source: \"%s: reference\" when every shard"
                    .formatted(name)
                + " has all of its rows, \"%s: {sharded_by: COLUMN}\" or \"%s: sliced\" when every"
                    .formatted(name, name)
                + " row is on one shard");
  }
}
