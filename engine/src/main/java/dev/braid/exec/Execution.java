package dev.braid.exec;

import dev.braid.catalog.Setting;
import dev.braid.catalog.Settings;
import dev.braid.expr.EvalContext;
import dev.braid.parallel.Cancellation;
import dev.braid.parallel.MemoryBudget;
import dev.braid.parallel.TempFile;
import dev.braid.parallel.TempFiles;
import dev.braid.parallel.Workers;
import dev.braid.vector.Batch;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One run of one plan: what all of its nodes share. Its methods belong to the leader; participants
/// read settings, budget and evaluation context from it.
public final class Execution implements AutoCloseable {
  private final Settings settings;
  private final EvalContext eval;
  private final Workers workers;
  private final MemoryBudget memory;
  private final @Nullable Instrumentation instrumentation;
  private final Deque<AutoCloseable> lasting = new ConcurrentLinkedDeque<>();
  private volatile Deque<AutoCloseable> resources = lasting;
  private final Map<Object, Object> shared = new HashMap<>();
  private final Map<SeqScan, List<KeyFilters.Target>> keyFilters = new IdentityHashMap<>();
  private final Map<ForeignScan, Map<Integer, String>> remoteKeys = new IdentityHashMap<>();
  private final TempFiles files;
  private @Nullable PlanNode root;
  private int plannedWorkers;
  private Set<Integer> launched = ConcurrentHashMap.newKeySet();

  /// @param instrumentation for EXPLAIN ANALYZE, else null
  public Execution(
      Settings settings,
      EvalContext eval,
      Workers workers,
      MemoryBudget memory,
      @Nullable Instrumentation instrumentation) {
    this.settings = settings;
    this.eval = eval;
    this.workers = workers;
    this.memory = memory;
    this.instrumentation = instrumentation;
    this.files = closing(new TempFiles(memory));
  }

  public Settings settings() {
    return settings;
  }

  public EvalContext eval() {
    return eval;
  }

  public Cancellation cancellation() {
    return eval.cancellation();
  }

  public MemoryBudget memory() {
    return memory;
  }

  /// Keys that scans about to be opened need only give the rows of.
  Map<SeqScan, List<KeyFilters.Target>> keyFilters() {
    return keyFilters;
  }

  /// Values of columns, as arrays in SQL, that servers' rows about to be asked for need only have.
  Map<ForeignScan, Map<Integer, String>> remoteKeys() {
    return remoteKeys;
  }

  /// A new file for what does not fit into memory; for any participant. It is gone at the end.
  TempFile temporaryFile() {
    return files.create();
  }

  public @Nullable Instrumentation instrumentation() {
    return instrumentation;
  }

  /// Rows of a full batch.
  public int batchSize() {
    return settings.batchSize();
  }

  /// Starts a node, and counts what comes out of it where somebody wants to know.
  public Pipe open(PlanNode node) {
    if (root == null) {
      root = node;
    }
    Pipe pipe = node.open(this);
    return instrumentation == null ? pipe : instrumentation.count(node, pipe);
  }

  /// The node that was opened first: the whole plan.
  PlanNode root() {
    return Objects.requireNonNull(root, "nothing has been opened");
  }

  /// What a Gather stands on, once open.
  ///
  /// @param launched numbers of the workers that have had a part in it so far
  record Gathered(Pipe pipe, Set<Integer> launched) {}

  /// Starts what stands below a Gather: parallel pipes in it have so many workers.
  Gathered openParallel(PlanNode node, int plannedByGather) {
    int outer = plannedWorkers;
    Set<Integer> outerLaunched = launched;
    Set<Integer> own = ConcurrentHashMap.newKeySet();
    plannedWorkers = plannedByGather;
    launched = own;
    try {
      return new Gathered(open(node), own);
    } finally {
      plannedWorkers = outer;
      launched = outerLaunched;
    }
  }

  /// Workers that parallel pipes may have at this place of the plan, beside the leader.
  public int plannedWorkers() {
    return plannedWorkers;
  }

  /// Sends all rows of a pipe to a sink and finishes it.
  public void drain(Pipe pipe, Sink sink) {
    drainTo(pipe, sink::open);
    sink.finish(this);
  }

  private void drainTo(Pipe pipe, PipeRun.End end) {
    int asked = pipe.parallel() ? Math.min(plannedWorkers, maxParallelWorkers()) : 0;
    PipeRun run = new PipeRun(this, pipe, asked, launched, end);
    run(run, Math.min(asked, run.morsels() - 1));
  }

  /// Sends all rows of a pipe to a consumer, in the order of the morsels. Only for pipes that are
  /// not parallel: those of a plan's root.
  public void send(Pipe pipe, BatchConsumer consumer) {
    if (pipe.parallel()) {
      throw new IllegalStateException("a parallel pipe ends in a Gather");
    }
    drainTo(pipe, _ -> consumer);
  }

  /// Runs tasks that do not depend on each other, such as the merging of partitions, on the leader
  /// and, within parallel parts of the plan, on workers.
  public void forEach(int tasks, IntFunction<Runnable> task) {
    Source source =
        new Source() {
          @Override
          public int morsels() {
            return tasks;
          }

          @Override
          public void run(int morsel, Participant participant, BatchConsumer out) {
            task.apply(morsel).run();
          }
        };
    drainTo(Pipe.of(source, true), _ -> Discard.INSTANCE);
  }

  private void run(PipeRun run, int slots) {
    if (slots <= 0) {
      while (run.turn(0)) {}
    } else {
      Workers.Offer offer = workers.offer(run, 1, slots);
      boolean participates = settings.leaderParticipates() || workers.threads() == 0;
      try {
        while (participates && run.turn(0)) {}
      } finally {
        int _ = participates ? offer.finish() : offer.await();
      }
    }
    run.rethrow();
  }

  int maxParallelWorkers() {
    return (int) settings.number(Setting.MAX_PARALLEL_WORKERS);
  }

  Workers workers() {
    return workers;
  }

  /// What nodes of the plan share, such as the rows of a WITH query: made when first asked for.
  @SuppressWarnings("unchecked")
  public <T> T shared(Object key, Supplier<T> maker) {
    T found = (T) shared.get(key);
    if (found == null) {
      Deque<AutoCloseable> inner = resources;
      resources = lasting;
      try {
        found = maker.get();
      } finally {
        resources = inner;
      }
      shared.put(key, found);
    }
    return found;
  }

  /// Makes something known to other nodes of the plan, in place of what was known before.
  void share(Object key, Object value) {
    shared.put(key, value);
  }

  /// What has been made known under a key.
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  <T> T sharedNow(Object key) {
    Object found = shared.get(key);
    if (found == null) {
      throw new IllegalStateException("nothing is known of " + key);
    }
    return (T) found;
  }

  /// Will be closed with the execution, the last first. For any participant.
  public <T extends AutoCloseable> T closing(T resource) {
    resources.push(resource);
    return resource;
  }

  /// Does a part of the plan that is done again and again, such as a round of a recursion: what it
  /// opens is closed with it, apart from what nodes share.
  void inScope(Runnable part) {
    Deque<AutoCloseable> outer = resources;
    resources = new ConcurrentLinkedDeque<>();
    try {
      part.run();
    } finally {
      Deque<AutoCloseable> inner = resources;
      resources = outer;
      close(inner);
    }
  }

  @Override
  public void close() {
    close(lasting);
  }

  private static void close(Deque<AutoCloseable> opened) {
    RuntimeException failed = null;
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (Exception e) {
        if (failed == null) {
          failed = new IllegalStateException("a resource of the plan could not be closed", e);
        }
      }
    }
    if (failed != null) {
      throw failed;
    }
  }

  /// Takes anything and keeps nothing.
  private enum Discard implements BatchConsumer {
    INSTANCE;

    @Override
    public boolean accept(Batch batch) {
      return true;
    }

    @Override
    public void endMorsel() {}
  }
}
