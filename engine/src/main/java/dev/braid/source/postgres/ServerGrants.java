package dev.braid.source.postgres;

import dev.braid.catalog.Dataset;
import dev.braid.catalog.PostgresSource;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.parallel.Cancellation;
import java.util.concurrent.TimeUnit;

/// Connections as far as their server grants them, whatever a pool's own limit is: where it refuses
/// one now, and that may change, it is asked again.
final class ServerGrants implements AutoCloseable {
  private static final int MOST_RESETS = 3;

  /// How long a server may take to notice that connections were ended.
  private static final long SHED_NANOS = TimeUnit.SECONDS.toNanos(2);

  /// The server is there, and starting up.
  private static final String CANNOT_CONNECT_NOW = "57P03";

  private final ConnectionStore store;
  private final String server;
  private final Object returned = new Object();
  private volatile long shedAt = System.nanoTime() - SHED_NANOS;
  private volatile boolean closed;

  ServerGrants(Dataset dataset, PostgresSource source) {
    this.store = new ConnectionStore(new PostgresConnector(dataset, source), dataset.pool());
    this.server = server(source);
    OpenPools.add(this);
  }

  /// The address without the database.
  private static String server(PostgresSource source) {
    String url = source.jdbcUrl();
    int end = url.indexOf('/', url.indexOf("//") + 2);
    return end < 0 ? url : url.substring(0, end);
  }

  String server() {
    return server;
  }

  /// @param mayWait whether to wait where the server grants no connection now
  ServerConnection borrow(long deadline, boolean mayWait, Cancellation cancellation) {
    for (int attempt = 0; ; attempt++) {
      cancellation.check();
      if (closed) {
        throw new BraidException(SqlState.CONNECTION_DOES_NOT_EXIST, "Braid is closed");
      }
      try (Cancellation.Registration _ = cancellation.interruptOnCancel()) {
        return store.borrow();
      } catch (InterruptedException e) {
        throw Permits.interrupted(cancellation);
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

  /// Whether a refusal may end by itself, however often it has been met; a reset is none such.
  boolean mayComeTrue(BraidException refused) {
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

  private void awaitReturn(Cancellation cancellation) {
    synchronized (returned) {
      try (Cancellation.Registration _ = cancellation.interruptOnCancel()) {
        if (store.idle() == 0) {
          TimeUnit.MILLISECONDS.timedWait(returned, 100);
        }
      } catch (InterruptedException e) {
        throw Permits.interrupted(cancellation);
      }
    }
  }

  /// Ends a connection of which nobody has been told.
  void discard(ServerConnection connection) {
    store.discard(connection);
  }

  /// Takes a connection back, to be lent again or, in doubt, to be ended.
  void giveBack(ServerConnection connection, boolean inDoubt) {
    if (inDoubt) {
      store.discard(connection);
    } else {
      store.giveBack(connection);
    }
  }

  /// Tells those who wait that something has come back.
  void tellReturned() {
    synchronized (returned) {
      returned.notifyAll();
    }
  }

  int idle() {
    return store.idle();
  }

  int active() {
    return store.active();
  }

  long created() {
    return store.created();
  }

  /// Closes all connections. What still runs is cancelled on the server.
  @Override
  public void close() {
    closed = true;
    OpenPools.remove(this);
    store.close();
  }
}
