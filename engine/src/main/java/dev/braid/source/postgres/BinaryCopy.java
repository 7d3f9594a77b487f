package dev.braid.source.postgres;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.parallel.Cancellation;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyOut;
import org.postgresql.jdbc.PgConnection;

/// `COPY (...) TO STDOUT (FORMAT binary)` while it runs: the messages as the server sends them,
/// each of whole rows, the first with the header before them. Used by one thread.
///
/// Whoever wants no more rows cancels and closes: what is on its way is then read and dropped until
/// the server has heard of it.
public final class BinaryCopy implements AutoCloseable {
  private final ReadOnlySession session;
  private final RunningStatement running;
  private @Nullable CopyOut copy;
  private @Nullable BraidException failure;
  private boolean closed;

  private BinaryCopy(ReadOnlySession session, RunningStatement running) {
    this.session = session;
    this.running = running;
  }

  static BinaryCopy start(
      ReadOnlySession session, PgConnection connection, String sql, Cancellation cancellation) {
    cancellation.check();
    BinaryCopy started = new BinaryCopy(session, new RunningStatement(connection, cancellation));
    try {
      // The line feed ends a comment that the query's last line may close with.
      started.copy =
          connection.getCopyAPI().copyOut("COPY (" + sql + "\n) TO STDOUT (FORMAT binary)");
      return started;
    } catch (SQLException e) {
      BraidException error = started.failed(e);
      started.close();
      throw error;
    }
  }

  /// The next message, or null after the last.
  ///
  /// @throws BraidException the server's, 57014 when it was cancelled
  public byte @Nullable [] next() {
    if (copy == null) {
      return null;
    }
    try {
      byte[] message = copy.readFromCopy();
      if (message == null) {
        copy = null;
      }
      return message;
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private BraidException failed(SQLException e) {
    copy = null;
    failure = PostgresErrors.translate(e);
    return failure;
  }

  /// Leaves the session ready for its next statement, at once or after [ReadOnlySession#resume]; or
  /// in doubt, when the connection is lost or a cancel request may still be on its way to it.
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    drain();
    int requests = running.settle();
    boolean met = failure != null && failure.sqlState().equals(SqlState.QUERY_CANCELED);
    if ((requests > 0 && !(requests == 1 && met))
        || (failure != null && SqlState.isConnectionLoss(failure.sqlState()))) {
      session.doubt();
    }
  }

  private void drain() {
    try {
      while (copy != null) {
        byte @Nullable [] _ = next();
      }
    } catch (BraidException e) {
      // It has ended, which is all that matters now.
      return;
    }
  }
}
