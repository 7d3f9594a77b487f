package dev.braid.source.postgres;

import dev.braid.catalog.Limits;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.guard.Statement;
import dev.braid.parallel.Cancellation;
import dev.braid.result.Result;
import dev.braid.source.BackendSession;
import dev.braid.source.ByteBudget;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.postgresql.jdbc.PgConnection;

/// A connection lent to one caller, inside a READ ONLY transaction. Used by one thread at a time.
///
/// However it is used, [#close] rolls back, so that no setting outlasts its transaction, resets
/// what was set before, releases advisory locks, or throws the connection away when its state is in
/// doubt.
public final class ReadOnlySession implements BackendSession {
  /// A session that shares a snapshot may idle between its statements; whoever holds it ends it
  /// long before this.
  public static final String SHARED_IDLE_TIMEOUT = "10min";

  /// What a transaction leaves behind even when it is rolled back. Settings are not among it.
  private static final String FORGET = "DEALLOCATE ALL; SELECT pg_catalog.pg_advisory_unlock_all()";

  private static final String RESET = "ROLLBACK; RESET ALL; " + FORGET;

  private static final String RESET_PARTS = "ROLLBACK; " + FORGET;

  private final PostgresPool pool;
  private final ServerConnection connection;
  private boolean shared;
  private boolean inDoubt;
  private boolean closed;
  private int workers = Statement.ANY;
  private boolean begun;
  private boolean proven;

  ReadOnlySession(PostgresPool pool, ServerConnection connection) {
    this.pool = pool;
    this.connection = connection;
  }

  /// Begins the transaction: one round trip, in which pgjdbc puts BEGIN READ ONLY before the
  /// statement.
  ///
  /// It is the first thing sent: a connection that died in the pool is noticed by it and not by a
  /// caller's statement.
  void begin() throws SQLException {
    begun = true;
    execute(connection.prologue());
    proven = true;
  }

  /// Whether the connection has answered since it was lent. One that has not may be dead without
  /// anybody having noticed.
  public boolean isProven() {
    return proven;
  }

  /// Makes this transaction's snapshot importable, and this session one of the group that shares
  /// it.
  ///
  /// @return the snapshot's identifier, valid while this transaction lasts
  public String exportSnapshot() {
    try {
      share("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
      try (java.sql.Statement statement = connection.jdbc().createStatement();
          ResultSet row = statement.executeQuery("SELECT pg_catalog.pg_export_snapshot()")) {
        row.next();
        return row.getString(1);
      }
    } catch (SQLException e) {
      inDoubt = true;
      throw PostgresErrors.translate(e);
    }
  }

  /// Makes this transaction see what the exporter sees.
  public void importSnapshot(String id) {
    PartsTransaction.checkSnapshot(id);
    try {
      share(
          "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ; SET TRANSACTION SNAPSHOT '" + id + "'");
    } catch (SQLException e) {
      inDoubt = true;
      throw PostgresErrors.translate(e);
    }
  }

  private void share(String isolation) throws SQLException {
    execute(isolation);
    execute("SET LOCAL idle_in_transaction_session_timeout = '" + SHARED_IDLE_TIMEOUT + "'");
    shared = true;
  }

  @Override
  public Result run(
      Statement statement,
      List<@Nullable Object> parameters,
      Limits limits,
      ByteBudget bytes,
      Cancellation cancellation) {
    try {
      if (shared) {
        execute("SAVEPOINT braid");
      }
      workers(statement.workers(), cancellation);
      Result result =
          new StatementRun(connection.jdbc(), statement, parameters, limits, bytes)
              .execute(cancellation);
      doubtIfCancelled(cancellation);
      if (shared && !inDoubt) {
        endSavepoint();
      }
      return result;
    } catch (BraidException e) {
      settle(e, cancellation);
      throw e;
    } catch (SQLException e) {
      BraidException error = PostgresErrors.translate(e);
      settle(error, cancellation);
      throw error;
    } catch (RuntimeException | Error e) {
      inDoubt = true;
      throw e;
    }
  }

  /// Makes the session one of those that answer a statement's parts. One round trip, but for the
  /// first time on a connection that keeps the settings.
  ///
  /// @throws BraidException also what is wrong with the first part, if its types are asked for:
  ///   then [#rollback] makes it possible to begin once more
  public PartsTransaction.Begun beginParts(PartsTransaction parts, Cancellation cancellation) {
    String sql = parts.statements(begun, isSet(parts, cancellation));
    begun = true;
    DriverQuery answer = driver(() -> DriverQuery.run(connection.jdbc(), sql), cancellation);
    return new PartsTransaction.Begun(parts.export() ? answer.value() : null, answer.types());
  }

  /// Answers one part in a transaction of its own, all of it in one round trip. For few rows, which
  /// are held in memory as text.
  public PartsTransaction.Rows answer(PartsTransaction parts, Cancellation cancellation) {
    String sql = parts.whole(isSet(parts, cancellation)) + "; " + FORGET;
    begun = true;
    DriverQuery answer = driver(() -> DriverQuery.text(connection.jdbc(), sql), cancellation);
    begun = false;
    return answer.first();
  }

  /// Whether the connection has the settings of parts, after they have been set where they may
  /// last.
  private boolean isSet(PartsTransaction parts, Cancellation cancellation) {
    if (parts.lasting() && !begun && !connection.settings().equals(parts.settings())) {
      String sql = parts.lastingSettings();
      DriverQuery _ = driver(() -> DriverQuery.run(connection.jdbc(), sql), cancellation);
      connection.keep(parts.settings());
    }
    return connection.settings().equals(parts.settings());
  }

  private DriverQuery driver(Asked<DriverQuery> asked, Cancellation cancellation) {
    DriverQuery answer = cancellable(cancellation, asked);
    proven = true;
    return Objects.requireNonNull(answer);
  }

  /// Ends a transaction that could not be begun as it was wished.
  public void rollback() {
    try {
      execute("ROLLBACK");
      begun = false;
    } catch (SQLException e) {
      inDoubt = true;
      throw PostgresErrors.translate(e);
    }
  }

  /// Runs statements, separated by semicolons.
  ///
  /// @return first column of the first row that one of them returns, as text
  public @Nullable String ask(String sql, Cancellation cancellation) {
    return cancellable(cancellation, () -> answer(sql));
  }

  private @Nullable String answer(String sql) throws SQLException {
    try (java.sql.Statement statement = connection.jdbc().createStatement()) {
      String answer = null;
      boolean isRows = statement.execute(sql);
      while (isRows || statement.getUpdateCount() >= 0) {
        if (isRows) {
          try (ResultSet row = statement.getResultSet()) {
            answer = row.next() ? row.getString(1) : null;
          }
        }
        isRows = statement.getMoreResults();
      }
      return answer;
    }
  }

  /// Runs a statement with something before it.
  ///
  /// @return first column of the first row, as text
  public @Nullable String ask(
      String before,
      Statement statement,
      List<@Nullable Object> parameters,
      Cancellation cancellation) {
    return cancellable(
        cancellation,
        () -> {
          try (BoundStatement bound =
                  BoundStatement.prepare(connection.jdbc(), statement, before, "", parameters);
              ResultSet row = bound.execute()) {
            return row.next() ? row.getString(1) : null;
          }
        });
  }

  /// Types of a query's columns, by their numbers in `pg_type`. One round trip.
  public int[] columnTypes(String sql, Cancellation cancellation) {
    int[] types = cancellable(cancellation, () -> DriverQuery.columnTypes(connection.jdbc(), sql));
    return types == null ? new int[0] : types;
  }

  private <T> @Nullable T cancellable(Cancellation cancellation, Asked<T> asked) {
    cancellation.check();
    RunningStatement running = new RunningStatement(connection.jdbc(), cancellation);
    try {
      return asked.get();
    } catch (SQLException e) {
      BraidException error = PostgresErrors.translate(e);
      inDoubt |= isUnread(error);
      throw error;
    } finally {
      inDoubt |= running.settle() > 0;
    }
  }

  /// What may fail at the server.
  @FunctionalInterface
  private interface Asked<T> {
    @Nullable T get() throws SQLException;
  }

  /// With how many workers of its own the server may compute what follows.
  ///
  /// @param most [Statement#ANY] for as many as it likes
  public void workers(int most, Cancellation cancellation) {
    if (workers != most) {
      String number = most == Statement.ANY ? "DEFAULT" : Integer.toString(most);
      ask("SET LOCAL max_parallel_workers_per_gather = " + number, cancellation);
      workers = most;
    }
  }

  /// Starts to read a query's rows in the server's binary form. To be closed before anything else
  /// is asked of the session.
  ///
  /// @param cancellation also of one who wants no more rows
  public BinaryCopy copy(String sql, Cancellation cancellation) {
    return BinaryCopy.start(this, connection.jdbc(), sql, cancellation);
  }

  /// Goes back to where [#beginParts] left off, after a part has failed or was ended early.
  ///
  /// @return whether the session can be asked again
  public boolean resume() {
    for (int attempt = 0; attempt < 2; attempt++) {
      try {
        execute("ROLLBACK TO SAVEPOINT braid");
        workers = Statement.ANY;
        return true;
      } catch (SQLException e) {
        // A cancel request that came too late for the part has met this statement instead.
        if (!SqlState.QUERY_CANCELED.equals(e.getSQLState())) {
          break;
        }
      }
    }
    inDoubt = true;
    return false;
  }

  /// Whether the connection is lost, or the driver has given up in the midst of rows.
  private static boolean isUnread(BraidException error) {
    return SqlState.isConnectionLoss(error.sqlState())
        || error.sqlState().equals(SqlState.PROGRAM_LIMIT_EXCEEDED);
  }

  /// The connection will be thrown away at the end.
  public void doubt() {
    inDoubt = true;
  }

  /// After an error: a shared transaction goes on from its savepoint; a connection that was
  /// cancelled or lost is in doubt, since a cancel request may still be on its way to it.
  void settle(BraidException error, Cancellation cancellation) {
    if (isUnread(error) || cancellation.isCancelled()) {
      inDoubt = true;
    } else if (shared) {
      try {
        endSavepoint();
      } catch (SQLException e) {
        inDoubt = true;
      }
    }
  }

  private void endSavepoint() throws SQLException {
    execute("ROLLBACK TO SAVEPOINT braid; RELEASE SAVEPOINT braid");
    workers = Statement.ANY;
  }

  /// After a statement that has ended: a cancel request that came too late for it may still be on
  /// its way, and would hit the next one.
  void doubtIfCancelled(Cancellation cancellation) {
    inDoubt |= cancellation.isCancelled();
  }

  /// Whether the session can take no further statement.
  public boolean isInDoubt() {
    return inDoubt;
  }

  /// The host that the connection leads to: of several, one.
  public String host() {
    return connection.jdbc().getQueryExecutor().getHostSpec().toString();
  }

  /// For row streams, which drive the connection themselves.
  PgConnection connection() {
    return connection.jdbc();
  }

  private void execute(String sql) throws SQLException {
    try (java.sql.Statement statement = connection.jdbc().createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    boolean reset = false;
    try {
      if (!inDoubt && begun) {
        execute(connection.settings().isEmpty() ? RESET : RESET_PARTS);
      }
      reset = !inDoubt;
    } catch (SQLException e) {
      inDoubt = true;
    } finally {
      pool.release(connection, !reset);
    }
  }
}
