package dev.braid.jdbc;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.result.Partial;
import dev.braid.source.RowCursor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Where a result set stands: before, on or after a row that it got from its cursor.
abstract class ForwardRows extends RowsByLabel {
  private static final String INVALID_CURSOR_STATE = "24000";

  private final @Nullable BraidStatement statement;
  private final RowCursor rows;
  private final ReentrantLock use;
  private final ResultColumns columns;
  private final long most;
  private @Nullable Map<String, Integer> byLabel;
  private @Nullable List<@Nullable Object> current;
  private @Nullable List<@Nullable Object> following;
  private long number;
  private boolean ended;
  private volatile boolean closed;
  private int fetchSize;
  private @Nullable SQLWarning warning;

  ForwardRows(@Nullable BraidStatement statement, RowCursor rows) {
    this.statement = statement;
    this.rows = rows;
    this.use = statement == null ? new ReentrantLock() : statement.use();
    this.columns = ResultColumns.of(rows);
    this.most = statement == null ? 0 : statement.maxRows();
    this.fetchSize = statement == null ? 0 : statement.fetchSize();
    Partial partial = rows.partial();
    this.warning = partial == null ? null : new SQLWarning(partial.message(), "01000");
  }

  final ResultColumns columns() {
    return columns;
  }

  final PgType type(int column) throws SQLException {
    return columns.type(column);
  }

  final List<@Nullable Object> row() throws SQLException {
    checkOpen();
    List<@Nullable Object> row = current;
    if (row == null) {
      throw SqlErrors.error(
          INVALID_CURSOR_STATE,
          number == 0 && !ended
              ? "the result set stands before its first row: call next"
              : "the result set stands after its last row");
    }
    return row;
  }

  final void checkOpen() throws SQLException {
    if (closed) {
      throw SqlErrors.closed("result set");
    }
  }

  @Override
  public final boolean next() throws SQLException {
    checkOpen();
    current = peek();
    following = null;
    if (current != null) {
      number++;
      return true;
    }
    return false;
  }

  /// The row behind the current one. After the last one the statement is over, and what it held is
  /// given back at once.
  private @Nullable List<@Nullable Object> peek() throws SQLException {
    List<@Nullable Object> known = following;
    if (known != null) {
      return known;
    }
    use.lock();
    try {
      // Under the lock: who closes from another thread must not look like the end of the rows.
      checkOpen();
      if (ended) {
        return null;
      }
      if (statement != null) {
        statement.checkOpen();
      }
      following = most > 0 && number >= most ? null : rows.next();
    } catch (BraidException e) {
      throw statement == null ? SqlErrors.of(e) : statement.failure(e);
    } finally {
      if (following == null) {
        finish();
      }
      use.unlock();
    }
    return following;
  }

  private void finish() {
    if (!ended) {
      ended = true;
      rows.close();
    }
  }

  @Override
  public final boolean isBeforeFirst() throws SQLException {
    checkOpen();
    return number == 0 && peek() != null;
  }

  @Override
  public final boolean isAfterLast() throws SQLException {
    checkOpen();
    return number > 0 && current == null;
  }

  @Override
  public final boolean isFirst() throws SQLException {
    checkOpen();
    return number == 1 && current != null;
  }

  @Override
  public final boolean isLast() throws SQLException {
    checkOpen();
    return current != null && peek() == null;
  }

  @Override
  public final int getRow() throws SQLException {
    checkOpen();
    return current == null ? 0 : (int) Math.min(number, Integer.MAX_VALUE);
  }

  private SQLException forwardOnly() throws SQLException {
    checkOpen();
    return SqlErrors.error(INVALID_CURSOR_STATE, "the result set goes forwards only");
  }

  @Override
  public final void beforeFirst() throws SQLException {
    throw forwardOnly();
  }

  @Override
  public final void afterLast() throws SQLException {
    throw forwardOnly();
  }

  @Override
  public final boolean first() throws SQLException {
    throw forwardOnly();
  }

  @Override
  public final boolean last() throws SQLException {
    throw forwardOnly();
  }

  @Override
  public final boolean absolute(int row) throws SQLException {
    throw forwardOnly();
  }

  @Override
  public final boolean relative(int rows) throws SQLException {
    throw forwardOnly();
  }

  @Override
  public final boolean previous() throws SQLException {
    throw forwardOnly();
  }

  @Override
  public final int getType() {
    return TYPE_FORWARD_ONLY;
  }

  @Override
  public final int getHoldability() {
    return CLOSE_CURSORS_AT_COMMIT;
  }

  @Override
  public final void setFetchDirection(int direction) throws SQLException {
    checkOpen();
    if (direction != FETCH_FORWARD) {
      throw forwardOnly();
    }
  }

  @Override
  public final int getFetchDirection() {
    return FETCH_FORWARD;
  }

  /// Taken for the next execution at the earliest: the server has been told already.
  @Override
  public final void setFetchSize(int size) throws SQLException {
    checkOpen();
    if (size < 0) {
      throw SqlErrors.invalid("the fetch size must not be negative, got " + size);
    }
    fetchSize = size;
  }

  @Override
  public final int getFetchSize() throws SQLException {
    checkOpen();
    return fetchSize;
  }

  /// A column by its name in any case; of several with one name the first, but one that is written
  /// exactly so goes before.
  @Override
  public final int findColumn(String label) throws SQLException {
    checkOpen();
    Map<String, Integer> known = byLabel;
    if (known == null) {
      known = new HashMap<>();
      for (int i = 0; i < columns.columns().size(); i++) {
        known.putIfAbsent(columns.columns().get(i).name(), i + 1);
      }
      for (int i = 0; i < columns.columns().size(); i++) {
        known.putIfAbsent(columns.columns().get(i).name().toLowerCase(Locale.ROOT), i + 1);
      }
      byLabel = known;
    }
    Integer found = known.get(label);
    if (found == null) {
      found = known.get(label.toLowerCase(Locale.ROOT));
    }
    if (found == null) {
      throw SqlErrors.error(
          SqlState.UNDEFINED_COLUMN, "the result has no column \"" + label + "\"");
    }
    return found;
  }

  @Override
  public final String getCursorName() throws SQLException {
    throw SqlErrors.unsupported("named cursors");
  }

  /// Of a partial answer, what it lacks.
  @Override
  public final @Nullable SQLWarning getWarnings() throws SQLException {
    checkOpen();
    return warning;
  }

  @Override
  public final void clearWarnings() throws SQLException {
    checkOpen();
    warning = null;
  }

  @Override
  public final @Nullable Statement getStatement() throws SQLException {
    checkOpen();
    return statement;
  }

  @Override
  public final boolean isClosed() {
    return closed;
  }

  /// Stops the statement on the server if it still runs.
  @Override
  public final void close() {
    if (closed) {
      return;
    }
    closed = true;
    use.lock();
    try {
      current = null;
      following = null;
      finish();
    } finally {
      use.unlock();
    }
    if (statement != null) {
      statement.resultClosed((ResultSet) this);
    }
  }

  @Override
  public final <T> T unwrap(Class<T> wanted) throws SQLException {
    return Wrapped.unwrap(this, wanted);
  }

  @Override
  public final boolean isWrapperFor(@Nullable Class<?> wanted) {
    return wanted != null && wanted.isInstance(this);
  }
}
