package dev.braid.source.postgres;

import dev.braid.catalog.PoolSettings;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.commons.pool2.DestroyMode;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.EvictionConfig;
import org.apache.commons.pool2.impl.EvictionPolicy;
import org.apache.commons.pool2.impl.GenericObjectPool;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;

/// The connections themselves, kept by Commons Pool: opened by whoever needs one, the one used last
/// lent first, idle ones checked, closed and replenished by its evictor.
///
/// Nothing is opened, and the evictor does not run, before the first connection has succeeded: a
/// server that nobody asks is left alone.
final class ConnectionStore implements AutoCloseable {
  private static final Duration LONGEST_BETWEEN_CHECKS = Duration.ofSeconds(30);

  /// Whoever has a permit waits for nobody, but for the evictor at an unlucky moment.
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  private final PoolSettings settings;
  private final GenericObjectPool<ServerConnection> pool;
  private final Set<ServerConnection> lent = ConcurrentHashMap.newKeySet();
  private final AtomicInteger opening = new AtomicInteger();
  private final AtomicBoolean started = new AtomicBoolean();

  ConnectionStore(PostgresConnector connector, PoolSettings settings) {
    this.settings = settings;
    this.pool = new GenericObjectPool<>(connector, config(settings));
  }

  private static GenericObjectPoolConfig<ServerConnection> config(PoolSettings settings) {
    GenericObjectPoolConfig<ServerConnection> config = new GenericObjectPoolConfig<>();
    config.setJmxEnabled(false);
    config.setMaxTotal(settings.max());
    config.setMaxIdle(settings.max());
    config.setMinIdle(settings.min());
    config.setTestWhileIdle(true);
    config.setNumTestsPerEvictionRun(-1);
    config.setMinEvictableIdleDuration(Duration.ofMillis(-1));
    config.setSoftMinEvictableIdleDuration(settings.idleTimeout());
    config.setEvictionPolicy(new Worn(settings.maxLifetime()));
    return config;
  }

  /// Too long idle while more than the minimum are, or too old.
  private record Worn(Duration maxLifetime) implements EvictionPolicy<ServerConnection> {
    @Override
    public boolean evict(
        EvictionConfig config, PooledObject<ServerConnection> idle, int idleCount) {
      return idle.getObject().ageNanos() > maxLifetime.toNanos()
          || (idleCount > config.getMinIdle()
              && idle.getIdleDuration().compareTo(config.getIdleSoftEvictDuration()) > 0);
    }
  }

  /// An idle connection, or a new one.
  ///
  /// @throws BraidException the reason why none could be opened
  ServerConnection borrow() throws InterruptedException {
    ServerConnection connection;
    opening.incrementAndGet();
    try {
      connection = pool.borrowObject(LONGEST_WAIT);
    } catch (NoSuchElementException e) {
      // The evictor was just closing the one that a permit promised.
      throw new BraidException(SqlState.TOO_MANY_CONNECTIONS, "no connection became free");
    } catch (InterruptedException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      // Declared by the library for its factories; ours throws what is caught above.
      throw new IllegalStateException(e);
    } finally {
      opening.decrementAndGet();
    }
    lent.add(connection);
    if (pool.isClosed()) {
      // Opened while the pool was being closed, too late to be among those it stopped.
      connection.abort();
    } else if (started.compareAndSet(false, true)) {
      start();
    }
    return connection;
  }

  private void start() {
    Duration half = settings.idleTimeout().dividedBy(2);
    pool.setDurationBetweenEvictionRuns(
        half.compareTo(LONGEST_BETWEEN_CHECKS) < 0 ? half : LONGEST_BETWEEN_CHECKS);
    Thread.ofVirtual().name("braid-pool-fill").start(this::fill);
  }

  private void fill() {
    try {
      pool.preparePool();
    } catch (Exception e) {
      // The minimum is a wish: the evictor tries again, and a query would say what is wrong.
      return;
    }
  }

  /// Takes back a connection that is ready for its next use.
  void giveBack(ServerConnection connection) {
    lent.remove(connection);
    long queries = connection.used();
    if ((settings.maxQueries() > 0 && queries >= settings.maxQueries())
        || connection.ageNanos() > settings.maxLifetime().toNanos()) {
      destroy(connection);
    } else {
      pool.returnObject(connection);
    }
  }

  /// Ends a connection that is in doubt.
  void discard(ServerConnection connection) {
    lent.remove(connection);
    destroy(connection);
  }

  private void destroy(ServerConnection connection) {
    try {
      pool.invalidateObject(connection, DestroyMode.NORMAL);
    } catch (Exception e) {
      // Closing failed; the pool has dropped it all the same.
      connection.abort();
    }
  }

  /// Ends what is idle.
  void shed() {
    pool.clear();
  }

  /// Callers who are just being given a connection, perhaps a new one.
  int opening() {
    return opening.get();
  }

  int idle() {
    return pool.getNumIdle();
  }

  int active() {
    return pool.getNumActive();
  }

  long created() {
    return pool.getCreatedCount();
  }

  /// Closes what is idle, stops what runs.
  @Override
  public void close() {
    pool.close();
    lent.forEach(ServerConnection::abort);
  }
}
