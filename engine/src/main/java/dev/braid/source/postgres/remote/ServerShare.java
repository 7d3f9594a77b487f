package dev.braid.source.postgres.remote;

import dev.braid.catalog.table.Servers;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.parallel.Cancellation;
import dev.braid.source.postgres.PartsTransaction;
import dev.braid.source.postgres.PostgresPool;
import dev.braid.source.postgres.ReadOnlySession;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A run's part of one server: its sessions and the tasks that wait for one. All of it under the
/// run's lock, but for what is said to be without.
final class ServerShare {
  final int server;
  final PostgresPool pool;
  private final ServersRun run;
  private Servers.First first;
  private final List<ReadOnlySession> held = new ArrayList<>();
  private final List<ReadOnlySession> lost = new ArrayList<>();
  private final Deque<ReadOnlySession> free = new ArrayDeque<>();
  private final Deque<ServerTask> pending = new ArrayDeque<>();
  private final Set<ServerTask> running = new HashSet<>();
  private @Nullable String snapshot;
  private volatile @Nullable String checked;
  private volatile @Nullable Answer answer;
  private boolean answered;
  private int opening;
  private long taken;
  private volatile String host = "";
  private long begun;
  private long seen;

  ServerShare(ServersRun run, Servers.First first, PostgresPool pool) {
    this.run = run;
    this.first = first;
    this.server = first.server();
    this.pool = pool;
  }

  /// The session without which there is no run. Without the lock.
  ///
  /// @param alone whether nothing of other servers is held meanwhile, so that there may be waited
  /// @param proven whether its connection must have answered
  void openFirst(
      PostgresPool.Promise promise, boolean alone, boolean proven, Cancellation cancellation) {
    ReadOnlySession session = promise.open(alone, proven, cancellation);
    run.lock.lock();
    try {
      held.add(session);
    } finally {
      run.lock.unlock();
    }
  }

  /// Takes the snapshot with the first session, and looks at the types of the first part's columns;
  /// or gets the answer at once where nothing else will be asked. Without the lock.
  ///
  /// @param proven whether its connection had to answer before
  /// @return false if it was lost before it could answer anything, or its answer was too large to
  ///   be had at once
  boolean begin(boolean proven, Cancellation cancellation) {
    ReadOnlySession session = held.getFirst();
    host = session.host();
    begun = System.nanoTime();
    try {
      if (first.only()) {
        answer(session, cancellation);
      } else {
        begin(session, cancellation);
      }
      return true;
    } catch (BraidException e) {
      if (!proven && !session.isProven() && SqlState.isConnectionLoss(e.sqlState())) {
        return false;
      }
      if (first.only() && e.sqlState().equals(SqlState.PROGRAM_LIMIT_EXCEEDED)) {
        first = first.withOthers();
        return false;
      }
      throw e;
    }
  }

  private void answer(ReadOnlySession session, Cancellation cancellation) {
    Answer got;
    try {
      PartsTransaction.Rows rows = session.answer(run.parts(null, first), cancellation);
      TypeCheck.require(first.types(), rows.types());
      got = Answer.of(first.types(), rows.values());
    } catch (BraidException e) {
      if (!ServerErrors.isOfValues(e.sqlState())) {
        throw e;
      }
      got = Answer.failed(e);
    }
    seen = System.nanoTime();
    answer = got;
    close();
    held.clear();
  }

  private void begin(ReadOnlySession session, Cancellation cancellation) {
    PartsTransaction.Begun begin = began(session, cancellation);
    long answered = System.nanoTime();
    run.lock.lock();
    try {
      seen = answered;
      snapshot = begin.snapshot();
      free.add(session);
    } finally {
      run.lock.unlock();
    }
  }

  private PartsTransaction.Begun began(ReadOnlySession session, Cancellation cancellation) {
    PartsTransaction parts = run.parts(null, first);
    try {
      PartsTransaction.Begun begin = session.beginParts(parts, cancellation);
      if (first.sql() != null) {
        TypeCheck.require(first.types(), begin.types());
        checked = first.sql();
      }
      return begin;
    } catch (BraidException e) {
      if (first.sql() == null || !ServerErrors.isOfValues(e.sqlState())) {
        throw e;
      }
      // Of constants; perhaps nobody will ask for them.
      session.rollback();
      return session.beginParts(parts.unasked(), cancellation);
    }
  }

  /// What the server has answered already, if it was asked once and for all.
  @Nullable Answer answer(String sql) {
    Answer answer = this.answer;
    if (answer != null && !sql.equals(first.sql())) {
      throw new IllegalArgumentException("more is asked of the server than was said");
    }
    return answer;
  }

  /// Whether the types of this part's columns are known to be as planned.
  boolean isChecked(String sql) {
    return sql.equals(checked);
  }

  /// Before this the snapshot was not taken, as [System#nanoTime] has it.
  long begun() {
    return begun;
  }

  /// After this it was.
  long seen() {
    return seen;
  }

  /// Lets others have the connection that was opened in vain. Without the lock.
  ///
  /// @param end whether it is ended, so that the server can grant another to somebody else
  void giveUp(boolean end) {
    if (end) {
      held.forEach(ReadOnlySession::doubt);
    }
    close();
    held.clear();
    answer = null;
  }

  void add(ServerTask task) {
    pending.add(task);
  }

  /// A task that a reader waits for comes before those that nobody asks for yet.
  void prefer(ServerTask task) {
    if (pending.peekFirst() != task && pending.remove(task)) {
      pending.addFirst(task);
    }
  }

  /// Gives free sessions to waiting tasks, and opens more of them where that may help.
  void dispatch() {
    while (!pending.isEmpty() && !free.isEmpty() && !run.isOver()) {
      ReadOnlySession session = free.remove();
      ServerTask task = pending.remove();
      running.add(task);
      task.begin();
      run.spawn("braid-remote-task", () -> task.run(session));
    }
    while (opening < pending.size()
        && held.size() + opening < run.servers.connections()
        && !run.isOver()) {
      openMore();
    }
  }

  private void openMore() {
    opening++;
    run.spawn("braid-remote-open", this::open);
  }

  /// One more session, if that needs no waiting. Without the lock.
  private void open() {
    ReadOnlySession session = null;
    try {
      session = another();
    } catch (BraidException e) {
      // It was only to be quicker, unless there is none left.
      session = null;
    } finally {
      run.lock.lock();
      try {
        opening--;
        if (session != null) {
          held.add(session);
          free.add(session);
          dispatch();
        } else if (held.isEmpty() && opening == 0) {
          run.fail(ServerErrors.of(run.servers, server, lost()));
        }
      } finally {
        run.lock.unlock();
      }
    }
  }

  private static BraidException lost() {
    return new BraidException(
        SqlState.CONNECTION_FAILURE, "the connection that saw the statement's snapshot is lost");
  }

  private @Nullable ReadOnlySession another() {
    String shared;
    run.lock.lock();
    try {
      shared = snapshot;
    } finally {
      run.lock.unlock();
    }
    Optional<PostgresPool.Promise> promise = shared == null ? Optional.empty() : pool.tryReserve();
    if (promise.isEmpty()) {
      return null;
    }
    ReadOnlySession session = promise.get().open(true, false, run.opening());
    if (!session.host().equals(host)) {
      // Another host's snapshot may have the same name, and show something else.
      session.close();
      return null;
    }
    try {
      session.beginParts(run.parts(shared, null), run.opening());
      return session;
    } catch (RuntimeException | Error e) {
      session.doubt();
      session.close();
      throw e;
    }
  }

  /// A task has ended.
  ///
  /// @param usable whether its session can take another
  void ended(ServerTask task, ReadOnlySession session, boolean usable) {
    running.remove(task);
    answered |= usable;
    if (usable) {
      free.add(session);
    } else {
      held.remove(session);
      lost.add(session);
    }
    dispatch();
  }

  /// Whether it has been asked something, and has answered all of it.
  boolean hasAnswered() {
    return answer != null || (answered && pending.isEmpty() && running.isEmpty());
  }

  /// Counts batches taken from tasks of this server.
  void taken() {
    taken++;
  }

  long progress() {
    return taken;
  }

  /// Whether all sessions are held up by tasks whose rows nobody takes.
  boolean isStalled() {
    return opening == 0 && free.isEmpty() && running.stream().allMatch(ServerTask::isHeldUp);
  }

  /// A reader waits for a task that has no session, while others hold all of them and are not read:
  /// it may be the same reader who would have to. One more session is tried for, and the others may
  /// go on to their end, their rows waiting in memory.
  void relieve() {
    running.forEach(ServerTask::lift);
    if (held.size() + opening < Math.max(run.servers.connections(), pool.capacity())) {
      openMore();
    }
  }

  /// Nothing more is to be started.
  void forget() {
    pending.clear();
  }

  void remove(ServerTask task) {
    pending.remove(task);
  }

  /// Whether there is anything to return. Without the lock, too.
  boolean isHolding() {
    return !held.isEmpty() || !lost.isEmpty();
  }

  /// Returns the sessions. Without the lock, when no thread uses them any more.
  void close() {
    held.forEach(ReadOnlySession::close);
    lost.forEach(ReadOnlySession::close);
  }
}
