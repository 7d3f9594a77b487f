package dev.braid.exec;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.parallel.Workers;
import dev.braid.vector.Batch;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The leader's end of a Gather: it passes rows on in the order of their morsels and, while there
/// are none to pass on, runs morsels itself.
///
/// A worker that is ahead waits once more than [#AHEAD] batches are held back; the one whose morsel
/// is next never waits, since the leader takes its batches before anything else.
final class GatherSource implements Source {
  private static final int AHEAD = 256;

  private final PlanNode node;
  private final int workers;
  private final Execution execution;
  private final Pipe pipe;
  private final Set<Integer> launched;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<Integer, Arrivals> arrivals = new HashMap<>();
  private int due;
  private int held;
  private volatile boolean enough;

  /// Batches of one morsel, and whether all are there.
  private static final class Arrivals {
    final Deque<Batch> batches = new ArrayDeque<>();
    boolean complete;
  }

  private GatherSource(PlanNode node, int workers, Execution execution, Execution.Gathered below) {
    this.node = node;
    this.workers = workers;
    this.execution = execution;
    this.pipe = below.pipe();
    this.launched = below.launched();
  }

  /// What a Gather puts out.
  ///
  /// @param node the Gather or Gather Merge, for its counts
  static Pipe pipe(PlanNode node, Execution execution, Execution.Gathered below, int workers) {
    GatherSource source = new GatherSource(node, workers, execution, below);
    source.tell();
    return below.pipe().parallel() ? Pipe.of(source, false) : below.pipe();
  }

  private void tell() {
    Instrumentation instrumentation = execution.instrumentation();
    if (instrumentation != null) {
      instrumentation.of(node).put("Workers Launched", launched.size());
    }
  }

  @Override
  public int morsels() {
    return 1;
  }

  @Override
  public void run(int morsel, Participant leader, BatchConsumer out) {
    PipeRun run =
        new PipeRun(
            execution, pipe, workers, launched, participant -> new Arrival(participant, out));
    int total = run.morsels();
    int slots = Math.min(Math.min(workers, total - 1), execution.maxParallelWorkers());
    boolean participates =
        execution.settings().leaderParticipates()
            || slots <= 0
            || execution.workers().threads() == 0;
    Workers.Offer offer = execution.workers().offer(run, 1, Math.max(0, slots));
    try {
      boolean more = true;
      while (!enough && isOpen(total) && !run.isStopped()) {
        if (passOn(out)) {
          continue;
        }
        if (more && participates) {
          more = run.turn(0);
        } else {
          await(run);
        }
      }
      while (passOn(out)) {}
    } finally {
      run.stop();
      lock.lock();
      try {
        enough = true;
        changed.signalAll();
      } finally {
        lock.unlock();
      }
      int _ = offer.finish();
    }
    run.rethrow();
    tell();
  }

  private boolean isOpen(int total) {
    lock.lock();
    try {
      return due < total;
    } finally {
      lock.unlock();
    }
  }

  private boolean isFull() {
    lock.lock();
    try {
      return held > AHEAD;
    } finally {
      lock.unlock();
    }
  }

  /// Waits until something of the morsel that is due has come, or the run has stopped. The time
  /// limit only serves a run that a worker's error stopped without a word to this lock.
  private void await(PipeRun run) {
    lock.lock();
    try {
      while (nothingDue() && !run.isStopped()) {
        boolean _ = changed.await(20, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      run.stop();
      execution.cancellation().check();
      throw new BraidException(SqlState.QUERY_CANCELED, "cancelled: the thread was interrupted");
    } finally {
      lock.unlock();
    }
  }

  private boolean nothingDue() {
    Arrivals now = arrivals.get(due);
    return now == null || (now.batches.isEmpty() && !now.complete);
  }

  /// Passes on a batch of the morsel that is due.
  ///
  /// @return whether there was one, or the end of a morsel
  private boolean passOn(BatchConsumer out) {
    Batch batch;
    lock.lock();
    try {
      Arrivals now = arrivals.get(due);
      if (now == null) {
        return false;
      }
      batch = now.batches.poll();
      if (batch == null) {
        if (!now.complete) {
          return false;
        }
        arrivals.remove(due);
        due++;
        changed.signalAll();
        return true;
      }
      held--;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    if (!enough && !out.accept(batch)) {
      enough = true;
    }
    return true;
  }

  /// Takes what one participant makes.
  private final class Arrival implements BatchConsumer {
    private final Participant participant;
    private final BatchConsumer out;

    Arrival(Participant participant, BatchConsumer out) {
      this.participant = participant;
      this.out = out;
    }

    private Arrivals mine() {
      return arrivals.computeIfAbsent(participant.morsel(), _ -> new Arrivals());
    }

    @Override
    public boolean accept(Batch batch) {
      boolean leader = participant.number() == 0;
      lock.lock();
      try {
        mine().batches.add(batch);
        held++;
        changed.signalAll();
        while (!leader && !enough && held > AHEAD && participant.morsel() != due) {
          changed.awaitUninterruptibly();
        }
      } finally {
        lock.unlock();
      }
      // The leader may be in a morsel of its own while others wait for it to pass theirs on.
      while (leader && !enough && isFull() && passOn(out)) {}
      return !enough;
    }

    @Override
    public void endMorsel() {
      lock.lock();
      try {
        mine().complete = true;
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }
}
