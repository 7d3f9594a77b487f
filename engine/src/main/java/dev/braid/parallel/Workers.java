package dev.braid.parallel;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The threads that all queries share.
///
/// Work is offered as a job with a number of slots. A slot gets one turn (one morsel) at a time and
/// then goes to the end of the queue, so that ten queries advance side by side instead of one after
/// another. A slot is never run by two threads at once, and what a turn wrote is seen by the slot's
/// next one. Nothing here waits for a worker: a query whose slots never get a turn is done by its
/// own thread.
public final class Workers implements AutoCloseable {
  /// What workers do for one query.
  public interface Job {
    /// Does a morsel's worth of work in a slot.
    ///
    /// @return whether there is more to do; errors are the job's own business
    boolean turn(int slot);
  }

  private enum State {
    QUEUED,
    RUNNING,
    OVER
  }

  private static final class Slot {
    final Offer offer;
    final int number;
    State state = State.QUEUED;
    boolean ran;

    Slot(Offer offer, int number) {
      this.offer = offer;
      this.number = number;
    }
  }

  /// A job on offer.
  public final class Offer {
    private final Job job;
    private final List<Slot> slots = new ArrayList<>();
    private boolean over;

    private Offer(Job job) {
      this.job = job;
    }

    /// Takes the offer back: returns when no worker is in the job any more, and none will be.
    ///
    /// @return how many slots had a turn
    public int finish() {
      lock.lock();
      try {
        over = true;
        for (Slot slot : slots) {
          if (slot.state == State.QUEUED) {
            slot.state = State.OVER;
            queue.remove(slot);
          }
        }
        while (slots.stream().anyMatch(slot -> slot.state == State.RUNNING)) {
          stopped.awaitUninterruptibly();
        }
        return ran();
      } finally {
        lock.unlock();
      }
    }

    /// Waits until the job has nothing left to do, without a part in it.
    ///
    /// @return how many slots had a turn
    public int await() {
      lock.lock();
      try {
        while (slots.stream().anyMatch(slot -> slot.state != State.OVER)) {
          stopped.awaitUninterruptibly();
        }
        return ran();
      } finally {
        lock.unlock();
      }
    }

    private int ran() {
      return (int) slots.stream().filter(slot -> slot.ran).count();
    }
  }

  private final int threads;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition offered = lock.newCondition();
  private final Condition stopped = lock.newCondition();
  private final Deque<Slot> queue = new ArrayDeque<>();
  private int started;
  private int idle;
  private boolean closed;

  /// @param threads the most that may ever run; they start when first needed
  public Workers(int threads) {
    this.threads = threads;
  }

  /// Offers a job with so many slots, numbered from `first`.
  public Offer offer(Job job, int first, int slots) {
    Offer offer = new Offer(job);
    lock.lock();
    try {
      for (int i = 0; i < slots && threads > 0 && !closed; i++) {
        Slot slot = new Slot(offer, first + i);
        offer.slots.add(slot);
        queue.add(slot);
        if (idle < queue.size() && started < threads) {
          start();
        }
      }
      offered.signalAll();
      return offer;
    } finally {
      lock.unlock();
    }
  }

  private void start() {
    started++;
    Thread.ofPlatform().daemon().name("braid-worker-" + started).start(this::work);
  }

  private void work() {
    Slot slot = null;
    boolean more = false;
    while ((slot = next(slot, more)) != null) {
      more = false;
      try {
        more = slot.offer.job.turn(slot.number);
      } catch (RuntimeException | Error e) {
        // A job reports its errors to its own query; what still comes here must not end the thread.
        Thread current = Thread.currentThread();
        current.getUncaughtExceptionHandler().uncaughtException(current, e);
      }
    }
  }

  /// Puts the slot just run away and takes the next one; null when the workers are closed.
  private @Nullable Slot next(@Nullable Slot ran, boolean more) {
    lock.lock();
    try {
      if (ran != null) {
        ran.state = more && !closed && !ran.offer.over ? State.QUEUED : State.OVER;
        if (ran.state == State.QUEUED) {
          queue.add(ran);
        }
        stopped.signalAll();
      }
      while (queue.isEmpty()) {
        if (closed) {
          return null;
        }
        idle++;
        offered.awaitUninterruptibly();
        idle--;
      }
      Slot slot = queue.remove();
      slot.state = State.RUNNING;
      slot.ran = true;
      return slot;
    } finally {
      lock.unlock();
    }
  }

  /// The most threads there may ever be.
  public int threads() {
    return threads;
  }

  /// Threads that have been started so far.
  public int started() {
    lock.lock();
    try {
      return started;
    } finally {
      lock.unlock();
    }
  }

  /// Ends the threads; each finishes the turn it is in.
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      for (Slot slot : queue) {
        slot.state = State.OVER;
      }
      queue.clear();
      offered.signalAll();
      stopped.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
