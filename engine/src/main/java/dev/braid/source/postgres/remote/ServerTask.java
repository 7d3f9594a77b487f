package dev.braid.source.postgres.remote;

import dev.braid.catalog.table.Servers;
import dev.braid.error.BraidException;
import dev.braid.guard.Statement;
import dev.braid.source.postgres.BinaryCopy;
import dev.braid.source.postgres.ReadOnlySession;
import dev.braid.vector.Batch;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;

/// One statement for one server, from waiting for a session to its last row.
///
/// A thread of its own reads what the server sends, makes batches of it and waits while those that
/// nobody has taken hold too many bytes; then the server waits, too.
final class ServerTask {
  /// Bytes of batches that may wait to be taken.
  private static final long ROOM = 4L << 20;

  /// A task without a session that is waited for looks this often whether the others stand still.
  private static final long LOOK_MS = 50;

  final ServerShare share;
  private final ServersScan scan;
  private final ServersRun run;
  private final String sql;
  private final boolean split;
  private final Deque<Batch> batches = new ArrayDeque<>();
  private final Condition hasRows;
  private final Condition hasRoom;
  private State state = State.PENDING;
  private long waitingBytes;
  private boolean heldUp;
  private boolean lifted;
  private long begun;
  private long firstRow = -1;
  private long ended;
  private long rows;

  private enum State {
    PENDING,
    RUNNING,
    ENDED
  }

  /// @param split whether the server has other parts of the same scan to compute beside it
  ServerTask(ServersScan scan, ServerShare share, String sql, boolean split) {
    this.scan = scan;
    this.run = scan.run;
    this.share = share;
    this.sql = sql;
    this.split = split;
    this.hasRows = run.lock.newCondition();
    this.hasRoom = run.lock.newCondition();
  }

  /// It has a session from now on. Under the lock.
  void begin() {
    state = State.RUNNING;
    begun = System.nanoTime();
  }

  /// What its server has answered at once, if it has.
  @Nullable Answer answer() {
    return share.answer(sql);
  }

  /// All of its rows are there. Under the lock.
  void answered(Answer answer) {
    state = State.ENDED;
    begun = share.begun();
    ended = share.seen();
    BraidException error = answer.error();
    Batch batch = answer.rows();
    if (error != null) {
      raise(error);
    } else if (batch != null && batch.size() > 0) {
      rows = batch.size();
      firstRow = ended;
      long bytes = batch.memory();
      waitingBytes += bytes;
      run.waiting(bytes);
      batches.add(batch);
    }
  }

  /// Reads all rows. In the task's own thread, without the lock.
  void run(ReadOnlySession session) {
    BraidException error = null;
    boolean usable = false;
    try {
      read(session);
      usable = true;
    } catch (BraidException e) {
      error = e;
    } catch (RuntimeException | Error e) {
      session.doubt();
      error = ServerErrors.of(e);
    }
    if (isOnlyScanOver()) {
      // The rest was not wanted, and a cancel request may have failed the transaction, or may come
      // late; the run's other scans want the session.
      usable = session.resume();
    } else if (error != null) {
      raise(error);
    }
    end(session, usable);
  }

  private boolean isOnlyScanOver() {
    run.lock.lock();
    try {
      return scan.isOver() && !run.isOver();
    } finally {
      run.lock.unlock();
    }
  }

  private void end(ReadOnlySession session, boolean usable) {
    run.lock.lock();
    try {
      state = State.ENDED;
      ended = System.nanoTime();
      hasRows.signalAll();
      share.ended(this, session, usable);
    } finally {
      run.lock.unlock();
    }
  }

  private void read(ReadOnlySession session) {
    prepare(session);
    try (BinaryCopy copy = session.copy(sql, scan.halt)) {
      try {
        read(copy);
      } catch (RuntimeException | Error e) {
        // Before the copy is closed: the error cancels it, else all of its rows would be waited
        // for.
        raise(ServerErrors.of(e));
        throw e;
      }
    }
  }

  private void read(BinaryCopy copy) {
    CopyDecoder decoder = new CopyDecoder(scan.types);
    for (byte[] message = copy.next(); message != null; message = copy.next()) {
      decoder.read(message);
      if (decoder.isFull() && !put(decoder.take())) {
        return;
      }
    }
    decoder.end();
    if (decoder.rows() > 0) {
      put(decoder.take());
    }
  }

  /// An error that counts, unless nobody wants the rows any more.
  private void raise(BraidException error) {
    run.lock.lock();
    try {
      if (!scan.isOver()) {
        BraidException named = ServerErrors.of(run.servers, share.server, error, run.isLate(share));
        if (ServerErrors.isOfValues(error.sqlState())) {
          scan.fail(named);
        } else {
          run.fail(named);
        }
      }
    } finally {
      run.lock.unlock();
    }
  }

  private void prepare(ReadOnlySession session) {
    scan.halt.check();
    boolean checks;
    run.lock.lock();
    try {
      checks = scan.checks(share.server) && !share.isChecked(sql);
    } finally {
      run.lock.unlock();
    }
    if (checks) {
      TypeCheck.require(scan.types, session.columnTypes(sql, scan.halt));
    }
    // What is split here need not be split once more there.
    session.workers(split ? 0 : Statement.ANY, scan.halt);
  }

  /// Hands over a batch, when there is room for it.
  ///
  /// @return false when nobody wants more
  private boolean put(Batch batch) {
    run.lock.lock();
    try {
      heldUp = true;
      while (waitingBytes >= ROOM && !lifted && !scan.isOver()) {
        hasRoom.awaitUninterruptibly();
      }
      heldUp = false;
      if (scan.isOver()) {
        return false;
      }
      if (firstRow < 0) {
        firstRow = System.nanoTime();
      }
      rows += batch.size();
      long bytes = batch.memory();
      waitingBytes += bytes;
      run.waiting(bytes);
      if (lifted && run.isFull()) {
        throw TooManyParts.of(run.servers.name(share.server));
      }
      batches.add(batch);
      hasRows.signalAll();
      return true;
    } finally {
      run.lock.unlock();
    }
  }

  /// Waits for the next batch. Under the lock.
  @Nullable Batch take() {
    if (state == State.PENDING) {
      share.prefer(this);
    }
    boolean interrupted = false;
    try {
      while (true) {
        scan.checkFailure();
        Batch batch = batches.poll();
        if (batch != null) {
          long bytes = batch.memory();
          waitingBytes -= bytes;
          run.waiting(-bytes);
          share.taken();
          hasRoom.signalAll();
          return batch;
        }
        if (state == State.ENDED || scan.isOver()) {
          return null;
        }
        if (state == State.RUNNING) {
          hasRows.awaitUninterruptibly();
        } else {
          interrupted |= awaitSession();
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /// @return whether the thread was interrupted
  private boolean awaitSession() {
    long before = share.progress();
    try {
      long left = TimeUnit.MILLISECONDS.toNanos(LOOK_MS);
      while (state == State.PENDING && left > 0) {
        left = hasRows.awaitNanos(left);
      }
      if (state == State.PENDING && share.progress() == before && share.isStalled()) {
        share.relieve();
      }
      return false;
    } catch (InterruptedException e) {
      return true;
    }
  }

  /// Whether its rows wait for somebody to take them. Under the lock.
  boolean isHeldUp() {
    return heldUp;
  }

  /// Its rows may wait in any number. Under the lock.
  void lift() {
    lifted = true;
    hasRoom.signalAll();
  }

  /// Nobody wants its rows. Under the lock.
  void halt() {
    if (state == State.PENDING) {
      state = State.ENDED;
    }
    run.waiting(-waitingBytes);
    waitingBytes = 0;
    batches.clear();
    hasRows.signalAll();
    hasRoom.signalAll();
  }

  /// Under the lock.
  Servers.Progress progress() {
    long until = state == State.RUNNING ? System.nanoTime() : ended;
    return new Servers.Progress(
        rows, firstRow < 0 ? -1 : (firstRow - begun) / 1e6, begun == 0 ? 0 : (until - begun) / 1e6);
  }
}
