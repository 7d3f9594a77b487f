package dev.braid.local;

import dev.braid.catalog.Dataset;
import dev.braid.catalog.Description;
import dev.braid.catalog.Schema;
import dev.braid.catalog.Setting;
import dev.braid.catalog.Settings;
import dev.braid.catalog.ShardsSource;
import dev.braid.catalog.table.RemoteTable;
import dev.braid.catalog.table.TableColumn;
import dev.braid.error.BraidException;
import dev.braid.expr.EvalContext;
import dev.braid.guard.Statement;
import dev.braid.parallel.Cancellation;
import dev.braid.source.Backend;
import dev.braid.source.RowCursor;
import dev.braid.source.postgres.PoolStatistics;
import dev.braid.source.postgres.remote.PostgresServers;
import dev.braid.source.postgres.remote.ServerTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Several PostgreSQL servers as one database: statements are planned here, computed as far as that
/// is right on the servers, and finished by the engine.
public final class ServersBackend implements Backend {
  private final LocalEngine engine;
  private final Dataset dataset;
  private final PostgresServers servers;
  private final TableLookups lookups;
  private final Settings settings;
  private final boolean partial;
  private final @Nullable ShardWriters writers;

  public ServersBackend(LocalEngine engine, Dataset dataset, ShardsSource source) {
    this.engine = engine;
    this.dataset = dataset;
    this.servers = PostgresServers.of(dataset, source.shards(), 1);
    this.lookups = new TableLookups(servers, source.tables());
    this.settings = Settings.DEFAULT.with(Setting.TIMEZONE, SessionZone.of(dataset));
    this.partial = source.allowPartial();
    this.writers = source.writable() ? new ShardWriters(this, source) : null;
  }

  private ServersBackend(ServersBackend same, boolean partial) {
    this.engine = same.engine;
    this.dataset = same.dataset;
    this.servers = same.servers;
    this.lookups = same.lookups;
    this.settings = same.settings;
    this.partial = partial;
    this.writers = same.writers;
  }

  @Override
  public ServersBackend partially() {
    return partial ? this : new ServersBackend(this, true);
  }

  @Override
  public Dataset dataset() {
    return dataset;
  }

  @Override
  public int capacity() {
    return dataset.pool().max();
  }

  @Override
  public LocalSession acquire(Cancellation cancellation) {
    cancellation.check();
    return new LocalSession(statements());
  }

  @Override
  public RowCursor stream(
      Statement statement, List<@Nullable Object> parameters, Cancellation cancellation) {
    return LocalCursor.open(statements(), statement.text(), parameters, cancellation);
  }

  private Statements statements() {
    return new Statements(
        engine,
        settings.timeZone(),
        cancellation -> new ServerAttempts(this, partial, cancellation));
  }

  /// @param missing servers that are not asked, and why
  LocalStatement statement(Map<Integer, BraidException> missing, Cancellation cancellation) {
    return new LocalStatement(
        engine,
        LookedUp.names(lookups.tables(missing.keySet(), cancellation), cancellation),
        settings,
        eval(cancellation),
        Map.copyOf(missing));
  }

  TableLookups lookups() {
    return lookups;
  }

  /// A session that may do all that the dataset allows.
  public DatasetSession session() {
    return new ShardsSession(this);
  }

  /// Null where the dataset is not writable.
  @Nullable ShardWriters writers() {
    return writers;
  }

  LocalEngine engine() {
    return engine;
  }

  Settings settings() {
    return settings;
  }

  EvalContext eval(Cancellation cancellation) {
    return SessionZone.eval(settings, dataset, cancellation);
  }

  /// Statements that make a server read and show values as Braid does.
  List<String> writing() {
    return PostgresServers.settings(settings.timeZone());
  }

  /// An error of one server, which says of which.
  BraidException named(int server, BraidException error) {
    return servers.named(server, error);
  }

  /// How many servers there are.
  int servers() {
    return servers.count();
  }

  /// Every server's pool, in their order.
  public List<PoolStatistics> statistics() {
    return servers.statistics();
  }

  @Override
  public Schema schema(Cancellation cancellation) {
    ServerAttempts attempts = new ServerAttempts(this, partial, cancellation);
    return Attempts.run(attempts, () -> true, _ -> schema(attempts.tables()));
  }

  private Schema schema(ServerTables tables) {
    List<Schema.Table> found = new ArrayList<>();
    for (RemoteTable table : tables.tables()) {
      Description.TableDescription told = dataset.content().tables().get(table.name());
      found.add(
          new Schema.Table(
              table.schema(),
              table.name(),
              "table",
              table.statistics().rows(),
              table.statistics().bytes(),
              told == null ? null : told.description(),
              columns(table, told)));
    }
    return new Schema(found);
  }

  private static List<Schema.TableColumn> columns(
      RemoteTable table, Description.@Nullable TableDescription told) {
    List<Schema.TableColumn> columns = new ArrayList<>();
    for (int i = 0; i < table.columns().size(); i++) {
      TableColumn column = table.columns().get(i);
      String opaque = table.opaque(i);
      columns.add(
          new Schema.TableColumn(
              column.name(),
              opaque == null ? column.type().sqlName() : opaque,
              column.nullable(),
              false,
              told == null ? null : told.columns().get(column.name())));
    }
    return columns;
  }

  @Override
  public void close() {
    servers.close();
    if (writers != null) {
      writers.close();
    }
  }
}
