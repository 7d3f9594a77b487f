package dev.braid.source.postgres;

import dev.braid.catalog.Dataset;
import dev.braid.catalog.Limits;
import dev.braid.catalog.PostgresSource;
import dev.braid.catalog.Schema;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.guard.Statement;
import dev.braid.parallel.Cancellation;
import dev.braid.result.Result;
import dev.braid.source.Backend;
import dev.braid.source.BackendSession;
import dev.braid.source.ByteBudget;
import dev.braid.source.RowCursor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A primary server and its standbys, each behind a pool of its own: a statement goes to the one
/// with the most free connections.
///
/// A server that cannot be reached is passed over for a while. What a standby had to cancel,
/// because the rows it reads were to be removed, is asked of the primary. A standby is as far
/// behind as it is: two statements may see the later state first.
public final class ReplicatedPools implements Backend {
  private static final long AVOIDED_NANOS = Duration.ofSeconds(5).toNanos();

  private final List<PostgresPool> pools = new ArrayList<>();
  private final AtomicLongArray failures;
  private final AtomicInteger turn = new AtomicInteger();

  /// @param source the primary, which names its standbys
  public ReplicatedPools(Dataset dataset, PostgresSource source) {
    pools.add(new PostgresPool(dataset, source));
    source.replicas().forEach(replica -> pools.add(new PostgresPool(dataset, replica)));
    failures = new AtomicLongArray(pools.size());
  }

  /// The pool of the server that is written to.
  public PostgresPool primary() {
    return pools.getFirst();
  }

  /// All pools, the primary's first.
  public List<PostgresPool> pools() {
    return List.copyOf(pools);
  }

  @Override
  public Dataset dataset() {
    return primary().dataset();
  }

  @Override
  public int capacity() {
    return pools.stream().mapToInt(PostgresPool::capacity).sum();
  }

  @Override
  public BackendSession acquire(Cancellation cancellation) {
    return reached(pool -> new Session(pool, pool.acquire(cancellation)));
  }

  @Override
  public RowCursor stream(
      Statement statement, List<@Nullable Object> parameters, Cancellation cancellation) {
    return reached(pool -> pool.stream(statement, parameters, cancellation));
  }

  @Override
  public RowCursor stream(
      Statement statement,
      List<@Nullable Object> parameters,
      int portion,
      Cancellation cancellation) {
    return reached(pool -> pool.stream(statement, parameters, portion, cancellation));
  }

  @Override
  public Schema schema(Cancellation cancellation) {
    return reached(pool -> pool.schema(cancellation));
  }

  /// Asks the servers in turn until one can be reached.
  ///
  /// @throws BraidException of the first, where none can
  private <T> T reached(Function<PostgresPool, T> ask) {
    BraidException first = null;
    for (int server : order()) {
      try {
        return ask.apply(pools.get(server));
      } catch (BraidException e) {
        if (!isUnreachable(e)) {
          throw e;
        }
        failures.set(server, System.nanoTime());
        first = first == null ? e : first;
      }
    }
    throw first == null ? new IllegalStateException("no server") : first;
  }

  private static boolean isUnreachable(BraidException e) {
    return SqlState.isConnectionLoss(e.sqlState())
        || e.sqlState().equals(SqlState.SERIALIZATION_FAILURE);
  }

  /// Those that failed lately last; of the others the one with the most free connections first, and
  /// of equal ones each in its turn.
  private List<Integer> order() {
    int start = Math.floorMod(turn.getAndIncrement(), pools.size());
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < pools.size(); i++) {
      order.add((start + i) % pools.size());
    }
    long now = System.nanoTime();
    order.sort(
        Comparator.<Integer, Boolean>comparing(server -> isAvoided(server, now))
            .thenComparingInt(server -> -pools.get(server).free()));
    return order;
  }

  private boolean isAvoided(int server, long now) {
    long failed = failures.get(server);
    return failed != 0 && now - failed < AVOIDED_NANOS;
  }

  @Override
  public void close() {
    pools.forEach(PostgresPool::close);
  }

  /// A session that asks the primary what a standby could not finish.
  private final class Session implements BackendSession {
    private final PostgresPool pool;
    private final ReadOnlySession session;

    Session(PostgresPool pool, ReadOnlySession session) {
      this.pool = pool;
      this.session = session;
    }

    @Override
    public Result run(
        Statement statement,
        List<@Nullable Object> parameters,
        Limits limits,
        ByteBudget bytes,
        Cancellation cancellation) {
      try {
        return session.run(statement, parameters, limits, bytes, cancellation);
      } catch (BraidException e) {
        if (pool == primary() || cancellation.isCancelled() || !isUnreachable(e)) {
          throw e;
        }
        try (ReadOnlySession other = primary().acquire(cancellation)) {
          return other.run(statement, parameters, limits, bytes, cancellation);
        }
      }
    }

    @Override
    public void close() {
      session.close();
    }
  }
}
