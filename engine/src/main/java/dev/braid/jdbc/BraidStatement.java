package dev.braid.jdbc;

import dev.braid.RowStream;
import dev.braid.error.BraidException;
import dev.braid.parallel.Cancellation;
import dev.braid.result.Result;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Runs one statement at a time. For one thread, but for [#cancel] and [#close].
class BraidStatement extends StatementDefaults {
  private static final String TOO_MANY_RESULTS = "0100E";
  private static final String NO_DATA = "02000";

  private final BraidConnection connection;
  private final List<Request> batch = new ArrayList<>();
  private volatile @Nullable Cancellation running;
  private volatile boolean closed;

  /// Held by whoever starts the statement, reads a row or closes: a connection may be closed while
  /// another thread reads.
  private final ReentrantLock use = new ReentrantLock();

  private @Nullable ParameterMarks marks;
  private @Nullable BraidResultSet result;
  private long updateCount = -1;
  private int fetchSize;
  private int queryTimeout;
  private long maxRows;
  private boolean closeOnCompletion;

  BraidStatement(BraidConnection connection) {
    this.connection = connection;
    this.fetchSize = connection.url().fetchSize();
    this.queryTimeout = connection.url().queryTimeout();
  }

  @Override
  final void checkOpen() throws SQLException {
    if (closed) {
      throw SqlErrors.closed("statement");
    }
    connection.checkOpen();
  }

  final long maxRows() {
    return maxRows;
  }

  final int fetchSize() {
    return fetchSize;
  }

  /// @return whether there are rows
  final boolean run(Request request) throws SQLException {
    use.lock();
    try {
      return start(request);
    } finally {
      use.unlock();
    }
  }

  private boolean start(Request request) throws SQLException {
    checkOpen();
    closeResult();
    updateCount = -1;
    marks = request.marks();
    Cancellation cancellation = new Cancellation();
    running = cancellation;
    checkOpen();
    StatementClock clock = StatementClock.start(queryTimeout, cancellation);
    try {
      Result done = connection.runIfCommand(request, cancellation);
      if (done != null && done.columns().isEmpty()) {
        updateCount = done.command() == null ? 0 : Math.max(0, done.command().rows());
        return false;
      }
      if (done != null) {
        result = new BraidResultSet(this, new ListedRows(done.columns(), done.rows()));
        return true;
      }
      RowStream stream = connection.stream(request, fetchSize, cancellation);
      result = new BraidResultSet(this, new StreamedRows(stream, clock));
      return true;
    } catch (BraidException e) {
      throw failure(e);
    } finally {
      if (result == null) {
        clock.close();
      }
    }
  }

  final SQLException failure(BraidException e) {
    return SqlErrors.of(e, marks);
  }

  final ResultSet runQuery(Request request) throws SQLException {
    if (!run(request)) {
      throw SqlErrors.error(NO_DATA, "the statement returns no rows");
    }
    return Objects.requireNonNull(result);
  }

  final long runUpdate(Request request) throws SQLException {
    if (run(request)) {
      closeResult();
      throw SqlErrors.error(TOO_MANY_RESULTS, "the statement returns rows where none are expected");
    }
    return updateCount;
  }

  @Override
  public ResultSet executeQuery(String sql) throws SQLException {
    return runQuery(Request.of(sql));
  }

  @Override
  public boolean execute(String sql) throws SQLException {
    return run(Request.of(sql));
  }

  @Override
  public int executeUpdate(String sql) throws SQLException {
    return Math.toIntExact(executeLargeUpdate(sql));
  }

  @Override
  public long executeLargeUpdate(String sql) throws SQLException {
    return runUpdate(Request.of(sql));
  }

  @Override
  public final @Nullable ResultSet getResultSet() throws SQLException {
    checkOpen();
    return result;
  }

  @Override
  public final int getUpdateCount() throws SQLException {
    return (int) Math.min(Integer.MAX_VALUE, getLargeUpdateCount());
  }

  @Override
  public final long getLargeUpdateCount() throws SQLException {
    checkOpen();
    return updateCount;
  }

  @Override
  public final boolean getMoreResults() throws SQLException {
    return getMoreResults(CLOSE_CURRENT_RESULT);
  }

  /// There never is a second result.
  @Override
  public final boolean getMoreResults(int current) throws SQLException {
    checkOpen();
    if (current == KEEP_CURRENT_RESULT) {
      throw SqlErrors.unsupported("several open results");
    }
    closeResult();
    updateCount = -1;
    return false;
  }

  @Override
  public final void cancel() throws SQLException {
    if (closed) {
      throw SqlErrors.closed("statement");
    }
    stop("canceling statement due to user request");
  }

  private void stop(String reason) {
    Cancellation now = running;
    if (now != null) {
      now.cancel(reason);
    }
  }

  @Override
  public final int getQueryTimeout() throws SQLException {
    checkOpen();
    return queryTimeout;
  }

  @Override
  public final void setQueryTimeout(int seconds) throws SQLException {
    checkOpen();
    queryTimeout = notNegative(seconds, "query timeout");
  }

  @Override
  public final int getFetchSize() throws SQLException {
    checkOpen();
    return fetchSize;
  }

  @Override
  public final void setFetchSize(int rows) throws SQLException {
    checkOpen();
    fetchSize = notNegative(rows, "fetch size");
  }

  private static int notNegative(int number, String what) throws SQLException {
    if (number < 0) {
      throw SqlErrors.invalid("the " + what + " must not be negative, got " + number);
    }
    return number;
  }

  @Override
  public final int getMaxRows() throws SQLException {
    return (int) Math.min(Integer.MAX_VALUE, getLargeMaxRows());
  }

  @Override
  public final void setMaxRows(int rows) throws SQLException {
    setLargeMaxRows(rows);
  }

  @Override
  public final long getLargeMaxRows() throws SQLException {
    checkOpen();
    return maxRows;
  }

  @Override
  public final void setLargeMaxRows(long rows) throws SQLException {
    checkOpen();
    if (rows < 0) {
      throw SqlErrors.invalid("the number of rows must not be negative, got " + rows);
    }
    maxRows = rows;
  }

  @Override
  public void addBatch(String sql) throws SQLException {
    add(Request.of(sql));
  }

  final void add(Request request) throws SQLException {
    checkOpen();
    batch.add(request);
  }

  @Override
  public final void clearBatch() throws SQLException {
    checkOpen();
    batch.clear();
  }

  @Override
  public final int[] executeBatch() throws SQLException {
    return Arrays.stream(executeLargeBatch()).mapToInt(Math::toIntExact).toArray();
  }

  /// One after another, up to the first that fails or returns rows.
  @Override
  public final long[] executeLargeBatch() throws SQLException {
    checkOpen();
    List<Request> requests = List.copyOf(batch);
    batch.clear();
    long[] counts = new long[requests.size()];
    for (int i = 0; i < counts.length; i++) {
      try {
        counts[i] = runUpdate(requests.get(i));
      } catch (SQLException e) {
        throw new BatchUpdateException(
            "batch entry %d: %s".formatted(i + 1, e.getMessage()),
            e.getSQLState(),
            e.getErrorCode(),
            Arrays.copyOf(counts, i),
            e);
      }
    }
    return counts;
  }

  @Override
  public final Connection getConnection() throws SQLException {
    checkOpen();
    return connection;
  }

  @Override
  public final void closeOnCompletion() throws SQLException {
    checkOpen();
    closeOnCompletion = true;
  }

  @Override
  public final boolean isCloseOnCompletion() throws SQLException {
    checkOpen();
    return closeOnCompletion;
  }

  final ReentrantLock use() {
    return use;
  }

  /// Closes the rows of the last execution, which stops it where it still runs.
  final void closeResult() {
    BraidResultSet last = result;
    result = null;
    if (last != null) {
      last.close();
    }
  }

  final void resultClosed(ResultSet what) {
    if (what == result) {
      result = null;
    }
    if (closeOnCompletion) {
      close();
    }
  }

  @Override
  public final boolean isClosed() {
    return closed;
  }

  @Override
  public final void close() {
    if (closed) {
      return;
    }
    closed = true;
    // Who takes the lock from here on sees that the statement is closed.
    if (use.isLocked() && !use.isHeldByCurrentThread()) {
      stop("the statement has been closed");
    }
    use.lock();
    try {
      closeResult();
    } finally {
      use.unlock();
    }
    connection.forget(this);
  }
}
