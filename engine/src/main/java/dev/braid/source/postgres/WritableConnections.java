package dev.braid.source.postgres;

import dev.braid.catalog.Limits;
import dev.braid.catalog.PoolSettings;
import dev.braid.catalog.PostgresSource;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.guard.Statement;
import dev.braid.parallel.Cancellation;
import dev.braid.result.CommandTag;
import dev.braid.result.Result;
import dev.braid.source.ByteBudget;
import dev.braid.source.RowCollector;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGProperty;
import org.postgresql.jdbc.PgConnection;

/// Connections to one server that may write. They are apart from those of the server's
/// [PostgresPool], none of which can; a dataset that is not writable has none of these.
///
/// Each statement is a transaction. It is never tried twice once it has been sent.
public final class WritableConnections implements AutoCloseable {
  private static final int MOST_IDLE = 4;
  private static final String RESET =
      "ROLLBACK; RESET ALL; SELECT pg_catalog.pg_advisory_unlock_all()";

  private final PoolSettings pool;
  private final PostgresSource source;
  private final Deque<PgConnection> idle = new ArrayDeque<>();
  private final Set<PgConnection> used = new HashSet<>();
  private boolean closed;

  public WritableConnections(PoolSettings pool, PostgresSource source) {
    this.pool = pool;
    this.source = source;
  }

  /// Runs an INSERT and commits it.
  ///
  /// @param settings statements that set what values are read and shown under
  /// @return the rows of RETURNING, or what was done
  /// @throws BraidException 40003 when the connection was lost while it was being committed, so
  ///   that nobody knows whether it was
  public Result insert(
      Statement statement,
      List<@Nullable Object> parameters,
      List<String> settings,
      Cancellation cancellation) {
    PgConnection connection = begin(String.join("; ", settings), cancellation);
    boolean sound = false;
    try {
      Result result = run(connection, statement, parameters, cancellation);
      cancellation.check();
      commit(connection);
      sound = true;
      return result;
    } catch (SQLException e) {
      cancellation.check();
      BraidException error = PostgresErrors.translate(e);
      sound = !SqlState.isConnectionLoss(error.sqlState());
      throw error;
    } finally {
      giveBack(connection, sound && !cancellation.isCancelled());
    }
  }

  /// A connection in a transaction. One that has died meanwhile has not seen the statement.
  private PgConnection begin(String settings, Cancellation cancellation) {
    while (true) {
      cancellation.check();
      PgConnection known = takeIdle();
      PgConnection connection = known == null ? open() : known;
      try (java.sql.Statement begin = connection.createStatement()) {
        begin.execute(settings);
        return connection;
      } catch (SQLException e) {
        giveBack(connection, false);
        BraidException error = PostgresErrors.translate(e);
        if (known == null || !SqlState.isConnectionLoss(error.sqlState())) {
          throw error;
        }
      }
    }
  }

  private synchronized @Nullable PgConnection takeIdle() {
    if (closed) {
      throw new BraidException(SqlState.CONNECTION_DOES_NOT_EXIST, "Braid is closed");
    }
    PgConnection connection = idle.pollLast();
    if (connection != null) {
      used.add(connection);
    }
    return connection;
  }

  private PgConnection open() {
    Properties properties = PostgresConnector.properties(pool, source, "");
    // Of several hosts, the one that can be written to.
    PGProperty.TARGET_SERVER_TYPE.set(properties, "primary");
    try {
      Connection connection = PostgresConnector.connect(source, properties);
      connection.setAutoCommit(false);
      PgConnection opened = connection.unwrap(PgConnection.class);
      synchronized (this) {
        used.add(opened);
      }
      return opened;
    } catch (SQLException e) {
      throw PostgresErrors.connecting(e, source.safe());
    }
  }

  private static Result run(
      PgConnection connection,
      Statement statement,
      List<@Nullable Object> parameters,
      Cancellation cancellation)
      throws SQLException {
    cancellation.check();
    RunningStatement running = new RunningStatement(connection, cancellation);
    try (BoundStatement bound = BoundStatement.prepare(connection, statement, "", "", parameters)) {
      if (!bound.run()) {
        return Result.of(new CommandTag("INSERT 0", bound.jdbc().getLargeUpdateCount()));
      }
      try (ResultSet rows = bound.jdbc().getResultSet()) {
        RowReader reader = new RowReader(rows);
        RowCollector collector =
            new RowCollector(reader.columns(), false, Limits.NONE, new ByteBudget(Long.MAX_VALUE));
        while (rows.next()) {
          boolean _ = collector.add(reader.row(), reader.lastRowBytes());
        }
        return collector.result();
      }
    } finally {
      int _ = running.settle();
    }
  }

  private static void commit(PgConnection connection) throws SQLException {
    try {
      connection.commit();
    } catch (SQLException e) {
      BraidException error = PostgresErrors.translate(e);
      if (SqlState.isConnectionLoss(error.sqlState())) {
        throw new BraidException(
            SqlState.STATEMENT_COMPLETION_UNKNOWN,
            "the connection was lost while the INSERT was being committed: it may have been done",
            0,
            error.message(),
            "look whether the rows are there before it is sent again",
            e);
      }
      throw e;
    }
  }

  private void giveBack(PgConnection connection, boolean sound) {
    boolean kept = false;
    if (sound) {
      try (java.sql.Statement reset = connection.createStatement()) {
        reset.execute(RESET);
        kept = true;
      } catch (SQLException e) {
        // It is closed below.
        kept = false;
      }
    }
    synchronized (this) {
      used.remove(connection);
      kept &= !closed && idle.size() < MOST_IDLE;
      if (kept) {
        idle.add(connection);
      }
    }
    if (!kept) {
      end(connection);
    }
  }

  private static void end(PgConnection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      // It is gone already.
      return;
    }
  }

  /// Ends what runs, which is then rolled back.
  @Override
  public synchronized void close() {
    closed = true;
    idle.forEach(WritableConnections::end);
    idle.clear();
    used.forEach(WritableConnections::abort);
  }

  private static void abort(PgConnection connection) {
    try {
      connection.cancelQuery();
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      // The server is gone, or does not answer; so is the connection.
      return;
    }
  }
}
