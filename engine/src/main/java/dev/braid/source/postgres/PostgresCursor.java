package dev.braid.source.postgres;

import dev.braid.error.BraidException;
import dev.braid.guard.Statement;
import dev.braid.parallel.Cancellation;
import dev.braid.result.Column;
import dev.braid.source.RowCursor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A statement's rows fetched in portions, holding one portion at a time. Owns its session.
final class PostgresCursor implements RowCursor {
  /// What is fetched at a time where nobody says otherwise.
  static final int PORTION_ROWS = 1000;

  private final ReadOnlySession session;
  private final BoundStatement bound;
  private final RunningStatement running;
  private final ResultSet rows;
  private final RowReader reader;
  private final Cancellation cancellation;

  private PostgresCursor(
      ReadOnlySession session,
      BoundStatement bound,
      RunningStatement running,
      ResultSet rows,
      Cancellation cancellation)
      throws SQLException {
    this.session = session;
    this.bound = bound;
    this.running = running;
    this.rows = rows;
    this.reader = new RowReader(rows);
    this.cancellation = cancellation;
  }

  /// Starts the statement. On failure the session is still the caller's to close.
  ///
  /// @param portion rows fetched at a time, 0 for all at once
  static PostgresCursor open(
      ReadOnlySession session,
      Statement statement,
      List<@Nullable Object> parameters,
      int portion,
      Cancellation cancellation) {
    session.workers(statement.workers(), cancellation);
    try {
      BoundStatement bound =
          BoundStatement.prepare(session.connection(), statement, "", "", parameters);
      bound.jdbc().setFetchSize(portion);
      RunningStatement running = new RunningStatement(session.connection(), cancellation);
      try {
        return new PostgresCursor(session, bound, running, bound.execute(), cancellation);
      } catch (SQLException e) {
        running.close();
        bound.close();
        throw e;
      }
    } catch (SQLException e) {
      throw failure(session, e, cancellation);
    }
  }

  private static BraidException failure(
      ReadOnlySession session, SQLException error, Cancellation cancellation) {
    BraidException cancelled = cancellation.error();
    BraidException translated = PostgresErrors.translate(error);
    session.settle(translated, cancellation);
    return cancelled != null ? cancelled : translated;
  }

  @Override
  public List<Column> columns() {
    return reader.columns();
  }

  @Override
  public List<String> modifiedTypes() {
    return reader.modifiedTypes();
  }

  @Override
  public @Nullable List<@Nullable Object> next() {
    cancellation.check();
    try {
      return rows.next() ? reader.row() : null;
    } catch (SQLException e) {
      throw failure(session, e, cancellation);
    }
  }

  @Override
  public void close() {
    running.close();
    session.doubtIfCancelled(cancellation);
    try {
      rows.close();
      bound.close();
    } catch (SQLException e) {
      session.settle(PostgresErrors.translate(e), cancellation);
    } finally {
      session.close();
    }
  }
}
