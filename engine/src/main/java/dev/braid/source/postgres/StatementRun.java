package dev.braid.source.postgres;

import dev.braid.catalog.Limits;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.guard.Statement;
import dev.braid.parallel.Cancellation;
import dev.braid.result.Column;
import dev.braid.result.Result;
import dev.braid.result.Truncation;
import dev.braid.result.Truncation.Reason;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
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
    this.rowCap = statement.aggregated() ? limits.aggregatedRows() : limits.rawRows();
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
    List<Column> columns = reader.columns();
    List<List<@Nullable Object>> kept = new ArrayList<>();
    long size = 0;
    Truncation truncation = null;
    while (truncation == null && rows.next()) {
      if (kept.size() == rowCap) {
        truncation = rowTruncation();
        break;
      }
      List<@Nullable Object> row = reader.row();
      long rowBytes = reader.lastRowBytes();
      if (size + rowBytes > limits.queryBytes()) {
        truncation = cut(Reason.QUERY_BYTES, limits.queryBytes(), kept.size(), "bytes per query");
      } else if (!bytes.tryTake(rowBytes)) {
        truncation = cut(Reason.BATCH_BYTES, bytes.total(), kept.size(), "bytes per batch");
      } else {
        size += rowBytes;
        kept.add(row);
      }
    }
    return new Result(columns, kept, statement.aggregated(), truncation, size);
  }

  private Truncation rowTruncation() {
    return statement.aggregated()
        ? new Truncation(
            Reason.AGGREGATED_ROWS,
            rowCap,
            "Only the first %d rows are shown. Group more coarsely, filter with WHERE or HAVING, or take the top rows"
                    .formatted(rowCap)
                + " with ORDER BY ... LIMIT.")
        : new Truncation(
            Reason.RAW_ROWS,
            rowCap,
            "Only the first %d rows are shown: raw rows are limited. Aggregate with GROUP BY, or filter with WHERE."
                .formatted(rowCap));
  }

  private static Truncation cut(Reason reason, long limit, int kept, String what) {
    return new Truncation(
        reason,
        limit,
        "Only the first %d rows are shown: the limit is %d %s. Select fewer columns or rows, or shorten long values."
            .formatted(kept, limit, what));
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

  /// Bytes of a value's text in UTF-8; exact for ASCII without encoding it.
  static long utf8Length(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0x7f) {
        return text.getBytes(StandardCharsets.UTF_8).length;
      }
    }
    return text.length();
  }
}
