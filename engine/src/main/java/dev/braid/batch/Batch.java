package dev.braid.batch;

import dev.braid.catalog.Config;
import dev.braid.catalog.Dataset;
import dev.braid.catalog.Limits;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.guard.Guard;
import dev.braid.guard.Statement;
import dev.braid.local.SplitBackend;
import dev.braid.parallel.Cancellation;
import dev.braid.result.Failure;
import dev.braid.result.Result;
import dev.braid.source.Backend;
import dev.braid.source.ByteBudget;
import dev.braid.source.postgres.PostgresPool;
import dev.braid.source.postgres.ReplicatedPools;
import dev.braid.survey.SchemaMemory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One batch under way.
///
/// Queries start in their order (of a consistent batch, dataset by dataset), each on a virtual
/// thread, as soon as the batch has a place free and the query's dataset has a connection's worth
/// of places: a query that would only wait for its own pool never takes a place from one that could
/// run. Every query ends in an [Outcome], whatever happens to it or to others.
public final class Batch implements RunningBatch {
  private static final Logger LOG = LoggerFactory.getLogger(Batch.class);

  private final Config config;
  private final SchemaMemory schemas;
  private final BatchOptions options;
  private final BatchListener listener;
  private final int concurrency;
  private final ByteBudget bytes;
  private final Cancellation cancellation = new Cancellation();
  private final List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
  private final CompletableFuture<BatchResult> result = new CompletableFuture<>();
  private final long start = System.nanoTime();
  private final Object notifying = new Object();

  private final List<Task> pending = new ArrayList<>();
  private int running;
  private int finished;

  /// One dataset's part in the batch.
  private static final class DatasetShare {
    final Dataset dataset;
    final Backend backend;
    final Sessions sessions;
    int running;

    DatasetShare(Backend backend, Sessions sessions) {
      this.dataset = backend.dataset();
      this.backend = backend;
      this.sessions = sessions;
    }
  }

  /// @param index from 0
  /// @param share null when the dataset is unknown
  private record Task(int index, String label, Query query, @Nullable DatasetShare share) {}

  private Batch(
      Config config,
      SchemaMemory schemas,
      List<Query> queries,
      BatchOptions options,
      BatchListener listener) {
    this.config = config;
    this.schemas = schemas;
    this.options = options;
    this.listener = listener;
    int most = config.batch().concurrency();
    this.concurrency = options.concurrency() == 0 ? most : Math.min(most, options.concurrency());
    this.bytes = new ByteBudget(config.batch().bytes());
    for (int i = 0; i < queries.size(); i++) {
      outcomes.add(new CompletableFuture<>());
    }
  }

  /// Starts a batch and returns at once.
  ///
  /// @param backends finds what answers a dataset
  /// @param schemas what is known of the datasets' tables
  /// @throws BraidException 22023 when the batch as a whole is not valid
  public static RunningBatch start(
      Config config,
      Function<Dataset, Backend> backends,
      SchemaMemory schemas,
      List<Query> queries,
      BatchOptions options,
      BatchListener listener) {
    Validation.check(queries, options, config.batch());
    Batch batch = new Batch(config, schemas, queries, options, listener);
    batch.plan(queries, backends);
    CompletableFuture<Void> _ =
        CompletableFuture.allOf(batch.outcomes.toArray(CompletableFuture[]::new))
            .thenRun(batch::complete);
    batch.watchDeadline();
    batch.dispatch();
    return batch;
  }

  private void plan(List<Query> queries, Function<Dataset, Backend> backends) {
    Map<Integer, Integer> counts = new HashMap<>();
    for (Query query : queries) {
      Dataset dataset = config.find(query.dataset());
      if (dataset != null) {
        counts.merge(dataset.id(), 1, Integer::sum);
      }
    }
    Map<Integer, DatasetShare> byId = new LinkedHashMap<>();
    for (int i = 0; i < queries.size(); i++) {
      Query query = queries.get(i);
      Dataset dataset = config.find(query.dataset());
      DatasetShare share = null;
      if (dataset != null) {
        share =
            byId.computeIfAbsent(
                dataset.id(), id -> share(backends.apply(dataset), counts.getOrDefault(id, 1)));
      }
      String label =
          query.label() == null || query.label().isBlank() ? "Query " + (i + 1) : query.label();
      pending.add(new Task(i, label, query, share));
    }
    if (options.consistent()) {
      takeDatasetsInTurn(byId.values());
    }
  }

  /// Lets a dataset's queries start before those of the next. A snapshot's sessions are held until
  /// the dataset's last query: were its queries behind others that wait for another pool, two
  /// batches could each hold what the other waits for.
  private void takeDatasetsInTurn(Collection<DatasetShare> shares) {
    List<DatasetShare> order = List.copyOf(shares);
    pending.sort(
        Comparator.comparingInt(task -> task.share() == null ? -1 : order.indexOf(task.share())));
  }

  private DatasetShare share(Backend backend, int queries) {
    PostgresPool pool = options.consistent() ? pool(backend) : null;
    return new DatasetShare(
        backend,
        pool == null
            ? Sessions.independent(backend)
            : new SnapshotSessions(pool, Math.min(queries, concurrency)));
  }

  /// The pool of a dataset on one server. Queries of one snapshot are sent as they are written.
  private static @Nullable PostgresPool pool(Backend backend) {
    return switch (backend) {
      case PostgresPool pool -> pool;
      case ReplicatedPools pools -> pools.primary();
      case SplitBackend split -> split.pool();
      default -> null;
    };
  }

  private void watchDeadline() {
    Duration deadline = options.deadline();
    if (deadline == null) {
      return;
    }
    Thread.ofVirtual()
        .name("braid-deadline")
        .start(
            () -> {
              try {
                result.get(TimeUnit.NANOSECONDS.convert(deadline), TimeUnit.NANOSECONDS);
              } catch (java.util.concurrent.TimeoutException e) {
                cancel(
                    "cancelled: the batch's deadline of %d ms passed"
                        .formatted(deadline.toMillis()));
              } catch (InterruptedException | ExecutionException e) {
                // Nobody interrupts this thread, and a batch's result never fails.
                throw new IllegalStateException(e);
              }
            });
  }

  /// Starts what may start now. Called at the start and whenever a place becomes free.
  private void dispatch() {
    List<Task> starting = new ArrayList<>();
    synchronized (pending) {
      for (var tasks = pending.iterator(); tasks.hasNext() && running < concurrency; ) {
        Task task = tasks.next();
        DatasetShare share = task.share();
        if (share == null || share.running < share.sessions.capacity()) {
          tasks.remove();
          running++;
          if (share != null) {
            share.running++;
          }
          starting.add(task);
        }
      }
    }
    for (Task task : starting) {
      Thread.ofVirtual().name("braid-query-" + (task.index() + 1)).start(() -> execute(task));
    }
  }

  private void execute(Task task) {
    Outcome outcome;
    try {
      notifyStarted(task);
      outcome = outcome(task);
    } catch (RuntimeException | Error e) {
      // A defect of ours must not leave the batch without its outcome.
      outcome =
          failed(
              task,
              new BraidException(SqlState.INTERNAL_ERROR, "internal error: " + e, 0, null, null, e),
              0,
              0);
    }
    finish(task, outcome);
  }

  private Outcome outcome(Task task) {
    long asked = System.nanoTime();
    long begun = 0;
    try {
      cancellation.check();
      DatasetShare share = task.share();
      if (share == null) {
        throw new BraidException(
                SqlState.UNDEFINED_OBJECT,
                "Query %d: Dataset not found or inactive: %s"
                    .formatted(task.index() + 1, task.query().dataset()))
            .withHint("known datasets: " + config.names());
      }
      Statement statement = Guard.check(task.query().sql());
      Result answer;
      long ended;
      Turn turn =
          new Turn(
              share.backend,
              share.sessions,
              statement,
              task.query().parameters(),
              limits(share),
              bytes,
              cancellation);
      try {
        turn.begin();
        begun = System.nanoTime();
        answer = turn.run(options.survey(), schemas);
      } finally {
        ended = System.nanoTime();
        turn.end();
      }
      return new Outcome(
          task.index() + 1,
          task.label(),
          task.query().sql(),
          share.dataset.id(),
          share.dataset.name(),
          answer,
          null,
          (ended - begun) / 1e6,
          (begun - asked) / 1e6,
          false);
    } catch (BraidException e) {
      long now = System.nanoTime();
      double ran = begun == 0 ? 0 : (now - begun) / 1e6;
      double waited = ((begun == 0 ? now : begun) - asked) / 1e6;
      return failed(task, e, ran, waited);
    }
  }

  private Limits limits(DatasetShare share) {
    Limits operator = share.dataset.limits();
    return options.limits() == null ? operator : operator.atMost(options.limits());
  }

  private Outcome failed(Task task, BraidException error, double ranMs, double waitedMs) {
    DatasetShare share = task.share();
    boolean cancelled =
        cancellation.isCancelled() && error.sqlState().equals(SqlState.QUERY_CANCELED);
    return new Outcome(
        task.index() + 1,
        task.label(),
        task.query().sql(),
        share == null ? null : share.dataset.id(),
        share == null ? task.query().dataset() : share.dataset.name(),
        null,
        ErrorText.within(Failure.of(error), bytes),
        ranMs,
        waitedMs,
        cancelled);
  }

  private void finish(Task task, Outcome outcome) {
    boolean datasetDone;
    synchronized (pending) {
      running--;
      DatasetShare share = task.share();
      if (share != null) {
        share.running--;
      }
      datasetDone =
          share != null
              && share.running == 0
              && pending.stream().noneMatch(other -> other.share() == share);
    }
    if (datasetDone && task.share() != null) {
      task.share().sessions.close();
    }
    synchronized (notifying) {
      finished++;
      tell(() -> listener.completed(outcome, finished, outcomes.size()));
    }
    dispatch();
    // Last, and outside any lock: this runs whatever the caller has attached to the future.
    outcomes.get(task.index()).complete(outcome);
  }

  /// A listener's failure is its own: the batch goes on.
  private static void tell(Runnable news) {
    try {
      news.run();
    } catch (Throwable e) {
      LOG.warn("a batch listener failed", e);
    }
  }

  private void complete() {
    List<Outcome> all = new ArrayList<>(outcomes.size());
    for (CompletableFuture<Outcome> outcome : outcomes) {
      all.add(outcome.join());
    }
    result.complete(new BatchResult(all, (System.nanoTime() - start) / 1e6));
  }

  private void notifyStarted(Task task) {
    synchronized (notifying) {
      tell(() -> listener.started(task.index() + 1, task.label()));
    }
  }

  /// Copies: a caller may cancel or complete his own, which is none of the batch's business.
  @Override
  public List<CompletableFuture<Outcome>> outcomes() {
    return outcomes.stream().map(CompletableFuture::copy).toList();
  }

  @Override
  public CompletableFuture<BatchResult> result() {
    return result.copy();
  }

  @Override
  public void cancel(String reason) {
    cancellation.cancel(reason);
  }

  @Override
  public BatchResult await() {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return result.get();
        } catch (InterruptedException e) {
          interrupted = true;
          cancel("cancelled: the waiting thread was interrupted");
        } catch (ExecutionException e) {
          throw new IllegalStateException(e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
