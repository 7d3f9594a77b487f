package dev.braid.source.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import dev.braid.catalog.Dataset;
import dev.braid.catalog.PoolSettings;
import dev.braid.catalog.PostgresSource;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.parallel.Cancellation;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/// One dataset's connections.
///
/// HikariCP keeps them; in front of it stands a fair semaphore with one permit per connection,
/// which makes waiting first-in-first-out (Hikari alone prefers the thread that asked last) and
/// lets a caller take several connections all or nothing, so that callers who need several at once
/// cannot block each other. The pool itself is made at the first connection that succeeds: a server
/// that cannot be reached costs its callers one attempt, shared by all who wait, and nobody else
/// anything.
public final class PostgresPool implements AutoCloseable {
  private final Dataset dataset;
  private final PoolSettings settings;
  private final PostgresConnector connector;
  private final Semaphore permits;
  private final String prologue;
  private final WaitTimes waits = new WaitTimes();
  private final AtomicLong timeouts = new AtomicLong();
  private final Map<PGConnection, Long> queriesRun = new WeakHashMap<>();
  private final Object lock = new Object();

  private @Nullable HikariDataSource hikari;
  private @Nullable CompletableFuture<HikariDataSource> opening;
  private boolean closed;

  public PostgresPool(Dataset dataset, PostgresSource source) {
    this.dataset = dataset;
    this.settings = dataset.pool();
    this.connector = new PostgresConnector(dataset, source);
    this.permits = new Semaphore(settings.max(), true);
    this.prologue =
        "SET LOCAL statement_timeout = "
            + settings.queryTimeout().toMillis()
            + (dataset.timeZone().isEmpty()
                ? ""
                : "; SET LOCAL TimeZone = '" + dataset.timeZone().replace("'", "''") + "'");
  }

  public Dataset dataset() {
    return dataset;
  }

  /// What every session's transaction begins with. It changes little, but it is the first thing
  /// sent: a connection that died in the pool is noticed by it and not by a caller's statement.
  String prologue() {
    return prologue;
  }

  /// A session of its own for one caller, in a READ ONLY transaction.
  ///
  /// @throws BraidException 53300 when none became free in time or too many wait; 57014 when
  ///   cancelled; the server's reason when it cannot be reached
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
    List<ReadOnlySession> sessions = new ArrayList<>(count);
    try {
      for (int i = 0; i < count; i++) {
        if (i > 0) {
          openOneMore();
        }
        sessions.add(session(deadline, cancellation));
      }
    } catch (RuntimeException e) {
      permits.release(count - sessions.size());
      if (sessions.isEmpty() || cancellation.isCancelled()) {
        sessions.forEach(ReadOnlySession::close);
        throw e;
      }
    } finally {
      if (count > 1) {
        connector.closePrimed();
      }
    }
    waits.add(System.nanoTime() - start);
    return sessions;
  }

  /// Whoever takes several must hear at once when the server grants no more, instead of waiting for
  /// a connection that he himself holds.
  private void openOneMore() {
    synchronized (lock) {
      if (hikari == null || hikari.getHikariPoolMXBean().getIdleConnections() > 0) {
        return;
      }
    }
    connector.prime();
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
  private ReadOnlySession session(long deadline, Cancellation cancellation) {
    while (true) {
      cancellation.check();
      Connection connection = connection(deadline, cancellation);
      ReadOnlySession session = new ReadOnlySession(this, connection);
      try {
        session.begin();
        return session;
      } catch (SQLException e) {
        discard(connection);
        BraidException error = PostgresErrors.translate(e);
        if (!SqlState.isConnectionLoss(error.sqlState()) || System.nanoTime() > deadline) {
          throw error;
        }
      }
    }
  }

  private Connection connection(long deadline, Cancellation cancellation) {
    try (Cancellation.Registration _ = cancellation.interruptOnCancel()) {
      return open(deadline).getConnection();
    } catch (InterruptedException e) {
      throw interrupted(cancellation);
    } catch (SQLException e) {
      cancellation.check();
      SQLException failure = connector.lastFailure();
      if (failure != null) {
        throw PostgresErrors.connecting(failure, dataset.source().safe());
      }
      throw timedOut();
    }
  }

  /// The pool with at least one connection that works, or the reason why there is none. Callers who
  /// arrive while another's attempt is under way share its end.
  private HikariDataSource open(long deadline) throws InterruptedException {
    while (true) {
      CompletableFuture<HikariDataSource> attempt;
      synchronized (lock) {
        if (closed) {
          throw new BraidException(SqlState.CONNECTION_DOES_NOT_EXIST, "Braid is closed");
        }
        if (hikari != null && hikari.getHikariPoolMXBean().getTotalConnections() > 0) {
          return hikari;
        }
        if (opening == null) {
          CompletableFuture<HikariDataSource> fresh = new CompletableFuture<>();
          opening = fresh;
          Thread.ofVirtual().name("braid-connect").start(() -> attempt(fresh));
        }
        attempt = opening;
      }
      try {
        return attempt.get();
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof BraidException error)) {
          throw new IllegalStateException(e.getCause());
        }
        // 57P03: the server is there and starting up.
        if (!error.sqlState().equals("57P03") || System.nanoTime() > deadline) {
          throw error;
        }
        Thread.sleep(100);
      }
    }
  }

  private void attempt(CompletableFuture<HikariDataSource> outcome) {
    try {
      connector.prime();
      synchronized (lock) {
        opening = null;
        if (closed) {
          connector.closePrimed();
          throw new BraidException(SqlState.CONNECTION_DOES_NOT_EXIST, "Braid is closed");
        }
        if (hikari == null) {
          hikari = new HikariDataSource(hikariConfig());
        }
        outcome.complete(hikari);
      }
    } catch (RuntimeException e) {
      synchronized (lock) {
        opening = null;
      }
      outcome.completeExceptionally(e);
    }
  }

  private HikariConfig hikariConfig() {
    HikariConfig config = new HikariConfig();
    config.setPoolName("braid-" + dataset.name());
    config.setDataSource(connector);
    config.setMaximumPoolSize(settings.max());
    config.setMinimumIdle(settings.min());
    if (settings.min() < settings.max()) {
      config.setIdleTimeout(settings.idleTimeout().toMillis());
    }
    config.setExceptionOverride(new KeepAfterRefusal());
    config.setMaxLifetime(settings.maxLifetime().toMillis());
    config.setConnectionTimeout(settings.acquireTimeout().toMillis());
    config.setValidationTimeout(Math.min(5000, settings.acquireTimeout().toMillis()));
    config.setInitializationFailTimeout(-1);
    config.setAutoCommit(false);
    config.setReadOnly(true);
    return config;
  }

  /// Takes a session's connection back, which is rolled back and reset by now, or in doubt.
  void release(Connection connection, boolean inDoubt) {
    try {
      if (inDoubt || usedUp(connection)) {
        discard(connection);
      } else {
        connection.close();
      }
    } catch (SQLException e) {
      discard(connection);
    } finally {
      permits.release();
    }
  }

  private boolean usedUp(Connection connection) throws SQLException {
    if (settings.maxQueries() == 0) {
      return false;
    }
    PGConnection physical = connection.unwrap(PGConnection.class);
    synchronized (queriesRun) {
      return queriesRun.merge(physical, 1L, Long::sum) >= settings.maxQueries();
    }
  }

  private void discard(Connection connection) {
    HikariDataSource pool;
    synchronized (lock) {
      pool = hikari;
    }
    if (pool != null) {
      pool.evictConnection(connection);
    }
  }

  public PoolStatistics statistics() {
    int idle = 0;
    int active = 0;
    synchronized (lock) {
      if (hikari != null && !closed) {
        HikariPoolMXBean pool = hikari.getHikariPoolMXBean();
        idle = pool.getIdleConnections();
        active = pool.getActiveConnections();
      }
    }
    int total = idle + active;
    long created = connector.created();
    double[] waited = waits.percentiles();
    return new PoolStatistics(
        dataset.id(),
        dataset.name(),
        dataset.source().safe(),
        settings.min(),
        settings.max(),
        created,
        idle,
        active,
        total,
        permits.getQueueLength(),
        Math.max(0, created - total),
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

  /// Closes all connections; a statement still running is aborted by its connection's end.
  @Override
  public void close() {
    HikariDataSource pool;
    synchronized (lock) {
      closed = true;
      pool = hikari;
      connector.closePrimed();
    }
    if (pool != null) {
      pool.close();
    }
  }
}
