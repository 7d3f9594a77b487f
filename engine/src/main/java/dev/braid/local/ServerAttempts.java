package dev.braid.local;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.parallel.Cancellation;
import dev.braid.source.postgres.remote.ServerFailure;
import dev.braid.source.postgres.remote.ServerTables;
import java.util.Map;
import java.util.TreeMap;

/// A statement over servers. It only reads, and nobody has seen a row of it yet when it is asked
/// whether to go on: so it is tried anew, a few times, after a connection was lost, or a server
/// refused it for the sake of others (40001, 40P01).
///
/// Once more when a table seems to have been altered since it was looked up. And where a partial
/// answer is allowed, without a server that cannot be had.
final class ServerAttempts implements Attempted {
  private final ServersBackend backend;
  private final Cancellation cancellation;
  private final boolean partial;
  private final Map<Integer, BraidException> missing;
  private final Retries retries;
  private boolean refreshed;

  /// @param partial whether servers may be left out
  ServerAttempts(ServersBackend backend, boolean partial, Cancellation cancellation) {
    this.backend = backend;
    this.partial = partial;
    this.cancellation = cancellation;
    this.retries = new Retries(cancellation);
    this.missing = partial ? backend.lookups().lost() : new TreeMap<>();
  }

  @Override
  public LocalStatement prepare() {
    return backend.statement(missing, cancellation);
  }

  /// The tables, for what is no statement.
  ServerTables tables() {
    return backend.lookups().tables(missing.keySet(), cancellation);
  }

  @Override
  public boolean mayEndBetter(BraidException failure, int attempts) {
    if (cancellation.isCancelled()) {
      return false;
    }
    ServerFailure of = ServerFailure.of(failure);
    if (of == null ? isUnknownName(failure) : of.isOutdated()) {
      boolean again = !refreshed && backend.lookups().forget(retries.start());
      refreshed = true;
      return again;
    }
    if (of == null) {
      return false;
    }
    return (of.isPassing() && retries.again(failure))
        || (partial && of.isAbsence() && leaveOut(of.server(), failure));
  }

  /// Whether it may be something that has been there only for a moment.
  private static boolean isUnknownName(BraidException failure) {
    return failure.sqlState().equals(SqlState.UNDEFINED_TABLE)
        || failure.sqlState().equals(SqlState.UNDEFINED_COLUMN);
  }

  private boolean leaveOut(int server, BraidException failure) {
    if (missing.size() + 1 >= backend.servers() || missing.putIfAbsent(server, failure) != null) {
      return false;
    }
    backend.lookups().lost(server, failure);
    return true;
  }
}
