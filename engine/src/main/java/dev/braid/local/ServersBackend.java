package dev.braid.local;

import dev.braid.catalog.Dataset;
import dev.braid.catalog.Description;
import dev.braid.catalog.Schema;
import dev.braid.catalog.Setting;
import dev.braid.catalog.Settings;
import dev.braid.catalog.ShardsSource;
import dev.braid.catalog.table.RemoteTable;
import dev.braid.catalog.table.TableColumn;
import dev.braid.guard.Statement;
import dev.braid.parallel.Cancellation;
import dev.braid.source.Backend;
import dev.braid.source.RowCursor;
import dev.braid.source.postgres.remote.PostgresServers;
import dev.braid.source.postgres.remote.ServerTables;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Several PostgreSQL servers as one database: statements are planned here, computed as far as that
/// is right on the servers, and finished by the engine.
public final class ServersBackend implements Backend {
  private final LocalEngine engine;
  private final Dataset dataset;
  private final PostgresServers servers;
  private final Settings settings;
  private final LookedUp tables;

  public ServersBackend(LocalEngine engine, Dataset dataset, ShardsSource source) {
    this.engine = engine;
    this.dataset = dataset;
    this.servers = PostgresServers.of(dataset, source.shards(), 1);
    this.tables =
        new LookedUp(cancellation -> ServerTables.ofShards(servers, source.tables(), cancellation));
    this.settings = Settings.DEFAULT.with(Setting.TIMEZONE, SessionZone.of(dataset));
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
    return new Statements(engine, settings.timeZone(), this::statement);
  }

  private LocalStatement statement(Cancellation cancellation) {
    return new LocalStatement(
        engine,
        tables.names(cancellation),
        settings,
        SessionZone.eval(settings, dataset, cancellation));
  }

  @Override
  public Schema schema(Cancellation cancellation) {
    List<Schema.Table> found = new ArrayList<>();
    for (RemoteTable table : tables.tables(cancellation).tables()) {
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
      String unreadable = table.unreadable(i);
      columns.add(
          new Schema.TableColumn(
              column.name(),
              unreadable == null ? column.type().sqlName() : unreadable,
              column.nullable(),
              false,
              told == null ? null : told.columns().get(column.name())));
    }
    return columns;
  }

  @Override
  public void close() {
    servers.close();
  }
}
