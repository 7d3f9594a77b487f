package dev.braid.source.postgres;

import dev.braid.catalog.Dataset;
import dev.braid.catalog.PoolSettings;
import dev.braid.catalog.PostgresSource;
import dev.braid.catalog.Schema;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.guard.Statement;
import dev.braid.parallel.Cancellation;
import dev.braid.source.Backend;
import dev.braid.source.RowCursor;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One dataset's connections.
///
/// [ServerGrants] has them from the server; in front of it stand [Permits], one per connection,
/// which make waiting first-in-first-out and let a caller take several connections all or nothing,
/// so that callers who need several at once cannot block each other.
public final class PostgresPool implements Backend {
  /// A connection idle for longer may be dead without anybody having noticed.
  private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final int BEGIN_TIMEOUT_MS = 10_000;

  private final Dataset dataset;
  private final PostgresSource source;
  private final PoolSettings settings;
  private final ServerGrants grants;
  private final Permits permits;
  private final WaitTimes waits = new WaitTimes();

  public PostgresPool(Dataset dataset, PostgresSource source) {
    this.dataset = dataset;
    this.source = source;
    this.settings = dataset.pool();
    this.grants = new ServerGrants(dataset, source);
    this.permits = new Permits(dataset);
  }

  @Override
  public Dataset dataset() {
    return dataset;
  }

  @Override
  public int capacity() {
    return dataset.pool().max();
  }

  /// Connections that nobody has now, those included that are not open yet.
  int free() {
    return permits.free();
  }

  @Override
  public RowCursor stream(
      Statement statement, List<@Nullable Object> parameters, Cancellation cancellation) {
    return stream(statement, parameters, PostgresCursor.PORTION_ROWS, cancellation);
  }

  @Override
  public RowCursor stream(
      Statement statement,
      List<@Nullable Object> parameters,
      int portion,
      Cancellation cancellation) {
    ReadOnlySession session = acquire(cancellation);
    try {
      return PostgresCursor.open(session, statement, parameters, portion, cancellation);
    } catch (RuntimeException | Error e) {
      session.close();
      throw e;
    }
  }

  @Override
  public Schema schema(Cancellation cancellation) {
    try (ReadOnlySession session = acquire(cancellation)) {
      return PostgresCatalog.read(session, dataset.content(), cancellation);
    }
  }

  /// A session of its own for one caller, in a READ ONLY transaction.
  ///
  /// @throws BraidException 53300 when none became free in time or too many wait; 57014 when
  ///   cancelled; the server's reason when it cannot be reached
  @Override
  public ReadOnlySession acquire(Cancellation cancellation) {
    return acquire(1, cancellation).getFirst();
  }

  /// Several sessions at once, all or nothing as far as this pool's own limit goes. When the server
  /// itself grants fewer connections, those are returned, at least one.
  ///
  /// @param wished from 1; more than the pool's maximum means the maximum
  public List<ReadOnlySession> acquire(int wished, Cancellation cancellation) {
    int count = Math.min(wished, settings.max());
    long start = System.nanoTime();
    long deadline = start + settings.acquireTimeout().toNanos();
    permits.take(count, deadline, cancellation);
    return open(count, start, deadline, cancellation);
  }

  /// Waits until a session of this pool is promised. Whoever needs one of each of several pools
  /// asks all of them in the same order as everybody else, and opens them then side by side.
  ///
  /// @throws BraidException as [#acquire]
  public Promise reserve(Cancellation cancellation) {
    long start = System.nanoTime();
    long deadline = start + settings.acquireTimeout().toNanos();
    permits.take(1, deadline, cancellation);
    return new Promise(start, deadline);
  }

  /// A promised session, if there is one that nobody has to be waited for.
  public Optional<Promise> tryReserve() {
    if (!permits.takeNow()) {
      return Optional.empty();
    }
    long start = System.nanoTime();
    return Optional.of(new Promise(start, start + settings.acquireTimeout().toNanos()));
  }

  /// The right to one session. It ends with [#open], whether that succeeds or not, or with
  /// [#release].
  public final class Promise {
    private final long start;
    private final long deadline;

    private Promise(long start, long deadline) {
      this.start = start;
      this.deadline = deadline;
    }

    /// A session for [ReadOnlySession#beginParts].
    ///
    /// @param mayWait whether to wait where the server grants no connection now: not for those who
    ///   hold what others may wait for
    /// @param proven whether its connection must have answered; else one that was in use a moment
    ///   ago is taken for alive
    /// @throws BraidException as [PostgresPool#acquire]
    public ReadOnlySession open(boolean mayWait, boolean proven, Cancellation cancellation) {
      boolean kept = false;
      try {
        ReadOnlySession session = session(deadline, mayWait, proven, cancellation);
        waits.add(System.nanoTime() - start);
        kept = true;
        return session;
      } finally {
        if (!kept) {
          release();
        }
      }
    }

    public void release() {
      permits.giveBack(1);
    }
  }

  private List<ReadOnlySession> open(
      int count, long start, long deadline, Cancellation cancellation) {
    List<ReadOnlySession> sessions = new ArrayList<>(count);
    try {
      if (count > 1) {
        openSideBySide(count, deadline, cancellation, sessions);
      }
      if (sessions.isEmpty()) {
        sessions.add(session(deadline, true, true, cancellation));
      }
      cancellation.check();
    } catch (RuntimeException | Error e) {
      permits.giveBack(count - sessions.size());
      sessions.forEach(ReadOnlySession::close);
      throw e;
    }
    permits.giveBack(count - sessions.size());
    waits.add(System.nanoTime() - start);
    return sessions;
  }

  /// As many sessions as the server grants now. None of them waits for a connection to come back:
  /// it might be one that this very caller holds.
  private void openSideBySide(
      int count, long deadline, Cancellation cancellation, List<ReadOnlySession> sessions) {
    List<Future<ReadOnlySession>> opening = new ArrayList<>(count);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < count; i++) {
        opening.add(threads.submit(() -> session(deadline, false, true, cancellation)));
      }
    }
    Throwable unexpected = null;
    for (Future<ReadOnlySession> one : opening) {
      if (one.state() == Future.State.SUCCESS) {
        sessions.add(one.resultNow());
      } else if (!(one.exceptionNow() instanceof BraidException)) {
        unexpected = one.exceptionNow();
      }
    }
    if (unexpected != null) {
      // Only now, when every session that was opened is the caller's to close.
      throw new IllegalStateException(unexpected);
    }
  }

  /// A begun session. A connection that turns out dead here has not seen the caller's statement
  /// yet, so another takes its place: this is how a server's restart heals unseen.
  ///
  /// @param proven whether that is looked at now even if the connection was in use a moment ago
  private ReadOnlySession session(
      long deadline, boolean mayWait, boolean proven, Cancellation cancellation) {
    while (true) {
      ServerConnection connection = grants.borrow(deadline, mayWait, cancellation);
      ReadOnlySession session = new ReadOnlySession(this, connection);
      try {
        boolean fresh = connection.idleNanos() < FRESH_NANOS;
        if (fresh && !proven) {
          return session;
        }
        if (fresh) {
          session.begin();
        } else {
          connection.within(BEGIN_TIMEOUT_MS, session::begin);
        }
        return session;
      } catch (SQLException e) {
        grants.discard(connection);
        BraidException error = PostgresErrors.translate(e);
        if (!SqlState.isConnectionLoss(error.sqlState()) || System.nanoTime() > deadline) {
          throw error;
        }
      } catch (RuntimeException | Error e) {
        grants.discard(connection);
        throw e;
      }
    }
  }

  /// Whether a refusal by the server may end by itself: it starts up, or connections of this pool
  /// will come back.
  public boolean mayBeGranted(BraidException refused) {
    return grants.mayComeTrue(refused);
  }

  /// How long a caller waits for a session.
  public Duration acquireTimeout() {
    return settings.acquireTimeout();
  }

  /// Takes a session's connection back, which is rolled back and reset by now, or in doubt.
  void release(ServerConnection connection, boolean inDoubt) {
    try {
      grants.giveBack(connection, inDoubt);
    } finally {
      permits.giveBack(1);
      grants.tellReturned();
    }
  }

  public PoolStatistics statistics() {
    long created = grants.created();
    int idle = grants.idle();
    int active = grants.active();
    double[] waited = waits.percentiles();
    return new PoolStatistics(
        dataset.id(),
        dataset.name(),
        source.safe(),
        settings.min(),
        settings.max(),
        created,
        idle,
        active,
        idle + active,
        permits.waiting(),
        Math.max(0, created - idle - active),
        permits.timeouts(),
        waits.count(),
        waited[0],
        waited[1],
        waited[2]);
  }

  /// Closes all connections. What still runs is cancelled on the server and ends with an error.
  @Override
  public void close() {
    grants.close();
  }
}
