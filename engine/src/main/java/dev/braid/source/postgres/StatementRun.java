package dev.braid.source.postgres;

import dev.braid.catalog.Limits;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.guard.Statement;
import dev.braid.parallel.Cancellation;
import dev.braid.result.Result;
import dev.braid.source.ByteBudget;
import dev.braid.source.RowCollector;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.jdbc.PgConnection;

/// One statement's run on a session: the row cap put into the SQL, rows read up to the byte caps,
/// cancellation.
///
/// The cap goes into the statement as `SELECT * FROM (...) LIMIT n` and not into the protocol: a
/// row limit there (`Statement.setMaxRows`, a fetch size) forbids the server its parallel plans.
/// One row more than the cap is asked for, which tells "exactly the cap" from "more".
final class StatementRun {
  private static final String BEFORE = "SELECT * FROM (";

  /// The line feed ends a comment that the caller's last line may close with.
  private static final String AFTER = "\n) AS braid LIMIT ";

  private final PgConnection connection;
  private final Statement statement;
  private final List<@Nullable Object> parameters;
  private final Limits limits;
  private final ByteBudget bytes;
  private final int rowCap;
  private final boolean wrapped;

  StatementRun(
      PgConnection connection,
      Statement statement,
      List<@Nullable Object> parameters,
      Limits limits,
      ByteBudget bytes) {
    this.connection = connection;
    this.statement = statement;
    this.parameters = parameters;
    this.limits = limits;
    this.bytes = bytes;
    this.rowCap = RowCollector.rowCap(statement.aggregated(), limits);
    this.wrapped = statement.kind() == Statement.Kind.QUERY && rowCap < Limits.NONE.rawRows();
  }

  /// @throws BraidException with positions in the caller's own text
  Result execute(Cancellation cancellation) throws SQLException {
    cancellation.check();
    try (BoundStatement bound =
            BoundStatement.prepare(
                connection,
                statement,
                wrapped ? BEFORE : "",
                wrapped ? AFTER + (rowCap + 1) : "",
                parameters);
        RunningStatement _ = new RunningStatement(connection, cancellation);
        ResultSet rows = bound.execute()) {
      cancellation.check();
      return read(rows);
    } catch (SQLException e) {
      BraidException cancelled = cancellation.error();
      if (cancelled != null) {
        throw cancelled;
      }
      throw locate(PostgresErrors.translate(e));
    }
  }

  private Result read(ResultSet rows) throws SQLException {
    RowReader reader = new RowReader(rows);
    RowCollector collector =
        new RowCollector(reader.columns(), statement.aggregated(), limits, bytes);
    boolean more = true;
    while (more && rows.next()) {
      // A row beyond the cap is not read: that it is there is enough.
      more =
          collector.isFull()
              ? collector.add(List.of(), 0)
              : collector.add(reader.row(), reader.lastRowBytes());
    }
    return collector.result();
  }

  /// Moves a position into the caller's own text. A complaint about what was put behind it means
  /// that it ended too soon.
  private BraidException locate(BraidException error) {
    int length = statement.text().codePointCount(0, statement.text().length());
    int position = error.position() - (wrapped ? BEFORE.length() : 0);
    if (!wrapped || error.position() == 0) {
      return error;
    }
    if (position <= length) {
      return error.at(Math.max(1, position));
    }
    return error.sqlState().equals(SqlState.SYNTAX_ERROR)
        ? new BraidException(
            SqlState.SYNTAX_ERROR, "syntax error at end of input", length + 1, null, null, error)
        : error.at(0);
  }
}
