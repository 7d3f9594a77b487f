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
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// One dataset's connections.
///
/// [ConnectionStore] keeps them; in front of it stands a fair semaphore with one permit per
/// connection, which makes waiting first-in-first-out and lets a caller take several connections
/// all or nothing, so that callers who need several at once cannot block each other.
public final class PostgresPool implements Backend {
  /// A connection idle for longer may be dead without anybody having noticed.
  private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final int BEGIN_TIMEOUT_MS = 10_000;

  private static final int MOST_RESETS = 3;

  /// How long a server may take to notice that connections were ended.
  private static final long SHED_NANOS = TimeUnit.SECONDS.toNanos(2);

  /// The server is there, and starting up.
  private static final String CANNOT_CONNECT_NOW = "57P03";

  private final Dataset dataset;
  private final PostgresSource source;
  private final PoolSettings settings;
  private final ConnectionStore store;
  private final Semaphore permits;
  private final WaitTimes waits = new WaitTimes();
  private final AtomicLong timeouts = new AtomicLong();
  private final Object returned = new Object();
  private volatile long shedAt = System.nanoTime() - SHED_NANOS;
  private volatile boolean closed;

  public PostgresPool(Dataset dataset, PostgresSource source) {
    this.dataset = dataset;
    this.source = source;
    this.settings = dataset.pool();
    this.store = new ConnectionStore(new PostgresConnector(dataset, source), settings);
    this.permits = new Semaphore(settings.max(), true);
    OpenPools.add(this);
  }

  /// The address without the database.
  String server() {
    String url = source.jdbcUrl();
    int end = url.indexOf('/', url.indexOf("//") + 2);
    return end < 0 ? url : url.substring(0, end);
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
    return permits.availablePermits();
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
    takePermits(count, deadline, cancellation);
    return open(count, start, deadline, cancellation);
  }

  /// Waits until a session of this pool is promised. Whoever needs one of each of several pools
  /// asks all of them in the same order as everybody else, and opens them then side by side.
  ///
  /// @throws BraidException as [#acquire]
  public Promise reserve(Cancellation cancellation) {
    long start = System.nanoTime();
    long deadline = start + settings.acquireTimeout().toNanos();
    takePermits(1, deadline, cancellation);
    return new Promise(start, deadline);
  }

  /// A promised session, if there is one that nobody has to be waited for.
  public Optional<Promise> tryReserve() {
    try {
      if (!permits.tryAcquire(1, 0, TimeUnit.NANOSECONDS)) {
        return Optional.empty();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
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
      permits.release();
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
      permits.release(count - sessions.size());
      sessions.forEach(ReadOnlySession::close);
      throw e;
    }
    permits.release(count - sessions.size());
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

  private void takePermits(int count, long deadline, Cancellation cancellation) {
    try (Cancellation.Registration _ = cancellation.interruptOnCancel()) {
      // Asked with a timeout of nothing, not without one: that would overtake those who wait.
      if (permits.tryAcquire(count, 0, TimeUnit.NANOSECONDS)) {
        return;
      }
      if (permits.getQueueLength() >= settings.maxWaiting()) {
        throw new BraidException(
                SqlState.TOO_MANY_CONNECTIONS,
                "dataset \"%s\": %d callers already wait for a connection"
                    .formatted(dataset.name(), permits.getQueueLength()))
            .withHint("ask again later, or raise pool.max_waiting");
      }
      if (!permits.tryAcquire(count, deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        throw timedOut();
      }
    } catch (InterruptedException e) {
      throw interrupted(cancellation);
    }
  }

  private BraidException timedOut() {
    timeouts.incrementAndGet();
    return new BraidException(
            SqlState.TOO_MANY_CONNECTIONS,
            "dataset \"%s\": no connection became free within %s (all %d in use, %d callers waiting)"
                .formatted(
                    dataset.name(),
                    words(settings.acquireTimeout()),
                    settings.max(),
                    permits.getQueueLength()))
        .withHint("raise pool.max or pool.acquire_timeout, or run fewer queries at once");
  }

  private static BraidException interrupted(Cancellation cancellation) {
    BraidException error = cancellation.error();
    if (error != null) {
      return error;
    }
    Thread.currentThread().interrupt();
    return new BraidException(
        SqlState.QUERY_CANCELED, "interrupted while waiting for a connection");
  }

  /// A begun session. A connection that turns out dead here has not seen the caller's statement
  /// yet, so another takes its place: this is how a server's restart heals unseen.
  ///
  /// @param proven whether that is looked at now even if the connection was in use a moment ago
  private ReadOnlySession session(
      long deadline, boolean mayWait, boolean proven, Cancellation cancellation) {
    while (true) {
      ServerConnection connection = connection(deadline, mayWait, cancellation);
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
        store.discard(connection);
        BraidException error = PostgresErrors.translate(e);
        if (!SqlState.isConnectionLoss(error.sqlState()) || System.nanoTime() > deadline) {
          throw error;
        }
      } catch (RuntimeException | Error e) {
        store.discard(connection);
        throw e;
      }
    }
  }

  private ServerConnection connection(long deadline, boolean mayWait, Cancellation cancellation) {
    for (int attempt = 0; ; attempt++) {
      cancellation.check();
      if (closed) {
        throw new BraidException(SqlState.CONNECTION_DOES_NOT_EXIST, "Braid is closed");
      }
      try (Cancellation.Registration _ = cancellation.interruptOnCancel()) {
        return store.borrow();
      } catch (InterruptedException e) {
        throw interrupted(cancellation);
      } catch (BraidException e) {
        cancellation.check();
        long now = System.nanoTime();
        boolean full = e.sqlState().equals(SqlState.TOO_MANY_CONNECTIONS);
        if (full) {
          OpenPools.shedOthers(this);
        }
        boolean room = full && OpenPools.othersMakeRoom(this);
        if (!mayWait || now > deadline || !(room || mayComeTrue(e, attempt))) {
          throw e;
        }
        awaitReturn(cancellation);
      }
    }
  }

  /// Whether trying again may help: the server starts up, it ended the process that was to answer,
  /// as it does when it recovers from a crash, or it grants no more connections while some of this
  /// pool's are in use and will come back. At first others may still be opening theirs.
  private boolean mayComeTrue(BraidException refused, int attempt) {
    return refused.sqlState().equals(CANNOT_CONNECT_NOW)
        || (attempt < MOST_RESETS && PostgresErrors.isReset(refused))
        || (refused.sqlState().equals(SqlState.TOO_MANY_CONNECTIONS)
            && (store.active() + store.idle() > 0 || (attempt == 0 && store.opening() > 0)));
  }

  /// Whether a refusal by the server may end by itself: it starts up, or connections of this pool
  /// will come back.
  public boolean mayBeGranted(BraidException refused) {
    return mayComeTrue(refused, MOST_RESETS);
  }

  /// Whether connections will come back, or were ended just now and the server may not have noticed
  /// yet.
  boolean makesRoom() {
    return store.active() + store.opening() > 0 || System.nanoTime() - shedAt < SHED_NANOS;
  }

  /// Ends the connections that nobody has.
  void shed() {
    if (store.idle() > 0) {
      shedAt = System.nanoTime();
      store.shed();
    }
  }

  /// How long a caller waits for a session.
  public Duration acquireTimeout() {
    return settings.acquireTimeout();
  }

  private void awaitReturn(Cancellation cancellation) {
    synchronized (returned) {
      try (Cancellation.Registration _ = cancellation.interruptOnCancel()) {
        if (store.idle() == 0) {
          TimeUnit.MILLISECONDS.timedWait(returned, 100);
        }
      } catch (InterruptedException e) {
        throw interrupted(cancellation);
      }
    }
  }

  /// Takes a session's connection back, which is rolled back and reset by now, or in doubt.
  void release(ServerConnection connection, boolean inDoubt) {
    try {
      if (inDoubt) {
        store.discard(connection);
      } else {
        store.giveBack(connection);
      }
    } finally {
      permits.release();
      synchronized (returned) {
        returned.notifyAll();
      }
    }
  }

  public PoolStatistics statistics() {
    long created = store.created();
    int idle = store.idle();
    int active = store.active();
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
        permits.getQueueLength(),
        Math.max(0, created - idle - active),
        timeouts.get(),
        waits.count(),
        waited[0],
        waited[1],
        waited[2]);
  }

  private static String words(Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? duration.toSeconds() + " s"
        : duration.toMillis() + " ms";
  }

  /// Closes all connections. What still runs is cancelled on the server and ends with an error.
  @Override
  public void close() {
    closed = true;
    OpenPools.remove(this);
    store.close();
  }
}
