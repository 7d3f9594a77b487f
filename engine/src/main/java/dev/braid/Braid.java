package dev.braid;

import dev.braid.batch.Batch;
import dev.braid.batch.BatchListener;
import dev.braid.batch.BatchOptions;
import dev.braid.batch.Outcome;
import dev.braid.batch.Query;
import dev.braid.batch.RunningBatch;
import dev.braid.catalog.Config;
import dev.braid.catalog.ConfigFile;
import dev.braid.catalog.Dataset;
import dev.braid.catalog.FolderSource;
import dev.braid.catalog.Limits;
import dev.braid.catalog.PostgresSource;
import dev.braid.catalog.Schema;
import dev.braid.catalog.ShardsSource;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.guard.Guard;
import dev.braid.guard.Statement;
import dev.braid.local.EngineStatistics;
import dev.braid.local.LocalBackend;
import dev.braid.local.LocalEngine;
import dev.braid.local.LocalFolders;
import dev.braid.local.ServersBackend;
import dev.braid.local.SplitBackend;
import dev.braid.parallel.Cancellation;
import dev.braid.result.Result;
import dev.braid.source.Backend;
import dev.braid.source.BackendSession;
import dev.braid.source.ByteBudget;
import dev.braid.source.postgres.PoolStatistics;
import dev.braid.source.postgres.PostgresPool;
import dev.braid.source.postgres.ReplicatedPools;
import dev.braid.survey.SchemaMemory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// A set of datasets that answers SQL in parallel.
///
/// ```java
/// try (Braid braid = Braid.open(Path.of("braid.yaml"))) {
///   BatchResult answer = braid.batch()
///       .query("survey", "SELECT gender, count(*) FROM users GROUP BY gender", "Gender")
///       .query("events", "SELECT count(*) FROM events", "Events")
///       .run();
/// }
/// ```
///
/// Safe for use by many threads. Everything is read-only, but for sessions ([#session]).
public final class Braid implements AutoCloseable {
  private final Config config;
  private final Map<Integer, Backend> backends = new TreeMap<>();
  private final LocalFolders folders = new LocalFolders();
  private final SchemaMemory schemas = new SchemaMemory();
  private @Nullable LocalEngine engine;

  private Braid(Config config) {
    this.config = config;
    for (Dataset dataset : config.datasets()) {
      switch (dataset.source()) {
        case PostgresSource postgres -> backends.put(dataset.id(), server(dataset, postgres));
        case FolderSource folder ->
            backends.put(dataset.id(), new LocalBackend(engine(), dataset, folder, folders));
        case ShardsSource shards ->
            backends.put(dataset.id(), new ServersBackend(engine(), dataset, shards));
      }
    }
  }

  private Backend server(Dataset dataset, PostgresSource source) {
    if (source.connections() > 1) {
      return new SplitBackend(engine(), dataset, source);
    }
    return source.replicas().isEmpty()
        ? new PostgresPool(dataset, source)
        : new ReplicatedPools(dataset, source);
  }

  /// Opens the datasets of a `braid.yaml`. No connection is made before the first query.
  ///
  /// @throws BraidException F0000 naming file, line and key of what is wrong
  public static Braid open(Path configFile) {
    return open(ConfigFile.load(configFile, System.getenv()));
  }

  /// Opens the datasets of a configuration. No connection is made before the first query.
  public static Braid open(Config config) {
    return new Braid(config);
  }

  public Config config() {
    return config;
  }

  /// Answers one statement, within the dataset's limits, with its weights and classes where it
  /// declares any; [BatchBuilder#survey] asks for others, or none.
  ///
  /// @param dataset id or name
  /// @param parameters values of `$1`, `$2`, ...
  /// @throws BraidException with the SQLSTATE of the refusal; 42704 for an unknown dataset
  public Result query(String dataset, String sql, @Nullable Object... parameters) {
    config.dataset(dataset);
    return batch()
        .add(new Query(dataset, sql, null, Arrays.asList(parameters)))
        .run()
        .outcomes()
        .getFirst()
        .orThrow();
  }

  /// A new batch, to be filled and started.
  public BatchBuilder batch() {
    return new BatchBuilder(this::start);
  }

  /// Starts a batch and returns at once.
  ///
  /// @throws BraidException 22023 when the batch as a whole is not valid
  public RunningBatch start(List<Query> queries, BatchOptions options, BatchListener listener) {
    return Batch.start(
        config,
        dataset -> options.allowPartial() ? backend(dataset).partially() : backend(dataset),
        schemas,
        queries,
        options,
        listener);
  }

  /// Waits for all: completes with the outcomes in the order of the futures.
  public static CompletableFuture<List<Outcome>> awaitAll(
      List<CompletableFuture<Outcome>> futures) {
    return CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new))
        .thenApply(_ -> futures.stream().map(CompletableFuture::join).toList());
  }

  /// A session over a dataset of files, with settings of its own; where the dataset says `writable:
  /// true`, it may change the files. Also one over shards, which where they are writable may
  /// INSERT.
  ///
  /// @throws BraidException 42704 for an unknown dataset, 0A000 for one that is a single server's
  public Session session(String dataset) {
    Dataset found = config.dataset(dataset);
    Backend backend = backend(found);
    if (backend instanceof LocalBackend folder) {
      return new Session(found, folder.session());
    }
    if (backend instanceof ServersBackend servers) {
      return new Session(found, servers.session());
    }
    throw new BraidException(
            SqlState.FEATURE_NOT_SUPPORTED,
            "sessions with PostgreSQL datasets are not supported: \"%s\"".formatted(found.name()))
        .withHint("Braid.query and batches answer them");
  }

  /// Streams a statement's rows in their order, without row or byte caps and without holding more
  /// than a few of them: for programs, not for reports, and therefore never weighted or merged. The
  /// server runs such a statement without parallel workers.
  ///
  /// @throws BraidException as [#query]
  public RowStream stream(String dataset, String sql, @Nullable Object... parameters) {
    Dataset found = config.dataset(dataset);
    Statement statement = Guard.check(sql);
    Cancellation cancellation = new Cancellation();
    return new RowStream(
        backend(found).stream(statement, Arrays.asList(parameters), cancellation), cancellation);
  }

  /// As [#stream(String, String, Object...)], for callers that say when to stop and how much to
  /// hold.
  ///
  /// @param fetchRows rows fetched from a server at a time; 0 leaves it to Braid: groups and
  ///   aggregates come at once, so that the server may use parallel workers, unless they are too
  ///   many to be held; all else comes in portions
  public RowStream stream(
      String dataset,
      String sql,
      List<@Nullable Object> parameters,
      int fetchRows,
      Cancellation cancellation) {
    Backend backend = backend(config.dataset(dataset));
    Statement statement = Guard.check(sql);
    if (fetchRows == 0 && statement.aggregated()) {
      try {
        return new RowStream(backend.stream(statement, parameters, 0, cancellation), cancellation);
      } catch (BraidException e) {
        if (!e.sqlState().equals(SqlState.PROGRAM_LIMIT_EXCEEDED)) {
          throw e;
        }
      }
    }
    return new RowStream(
        fetchRows == 0
            ? backend.stream(statement, parameters, cancellation)
            : backend.stream(statement, parameters, fetchRows, cancellation),
        cancellation);
  }

  /// The tables of a dataset that its role may read.
  public Schema schema(String dataset) {
    return schema(dataset, new Cancellation());
  }

  /// As [#schema(String)], until cancelled.
  public Schema schema(String dataset, Cancellation cancellation) {
    return backend(config.dataset(dataset)).schema(cancellation);
  }

  /// The first rows of a table, as the server finds them.
  ///
  /// @param table as in [#schema]: `table` or `schema.table`
  /// @param rows from 1 to 100; this is the operator's own cap for samples
  /// @throws BraidException 42P01 when the dataset has no such table, 22023 for a number out of
  ///   range
  public Result sample(String dataset, String table, int rows) {
    return sample(dataset, table, rows, new Cancellation());
  }

  /// As [#sample(String, String, int)], until cancelled.
  public Result sample(String dataset, String table, int rows, Cancellation cancellation) {
    if (rows < 1 || rows > 100) {
      throw new BraidException(
          SqlState.INVALID_PARAMETER_VALUE, "limit must be from 1 to 100, got " + rows);
    }
    Dataset found = config.dataset(dataset);
    Backend backend = backend(found);
    Schema.Table known = backend.schema(cancellation).find(table);
    if (known == null) {
      throw new BraidException(
              "42P01", "dataset \"%s\" has no table \"%s\"".formatted(found.name(), table))
          .withHint("tables: " + backend.schema(cancellation).names());
    }
    Limits limits = new Limits(rows, rows, found.limits().queryBytes());
    try (BackendSession session = backend.acquire(cancellation)) {
      return session.run(
          Guard.check("SELECT * FROM " + known.quotedName()),
          List.of(),
          limits,
          new ByteBudget(config.batch().bytes()),
          cancellation);
    }
  }

  /// Every dataset's pool, in order of the datasets' ids, and of a dataset on shards one for each
  /// of them; a pool not yet used shows zeroes.
  public List<PoolStatistics> statistics() {
    List<PoolStatistics> all = new ArrayList<>();
    for (Backend backend : backends.values()) {
      addStatistics(backend, all);
    }
    return all;
  }

  private static void addStatistics(Backend backend, List<PoolStatistics> all) {
    switch (backend) {
      case PostgresPool pool -> all.add(pool.statistics());
      case ReplicatedPools pools -> pools.pools().forEach(pool -> all.add(pool.statistics()));
      case SplitBackend split -> addStatistics(split.asWritten(), all);
      case ServersBackend servers -> all.addAll(servers.statistics());
      default -> {}
    }
  }

  /// What the engine behind datasets of files and on shards holds; null when there is no such
  /// dataset.
  public @Nullable EngineStatistics engineStatistics() {
    return engine == null ? null : engine.statistics();
  }

  /// What all folder datasets share; a configuration without any has none.
  private LocalEngine engine() {
    LocalEngine shared = engine;
    if (shared == null) {
      shared = new LocalEngine();
      engine = shared;
    }
    return shared;
  }

  private Backend backend(Dataset dataset) {
    Backend backend = backends.get(dataset.id());
    if (backend == null) {
      throw new IllegalStateException("nothing answers dataset " + dataset.id());
    }
    return backend;
  }

  /// Closes every connection. What still runs ends with an error.
  @Override
  public void close() {
    backends.values().forEach(Backend::close);
    if (engine != null) {
      engine.close();
    }
  }
}
