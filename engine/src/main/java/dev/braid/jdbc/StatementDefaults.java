package dev.braid.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/// What java.sql.Statement also asks for, and of which there is one answer or none.
abstract class StatementDefaults implements Statement {
  private boolean poolable;

  abstract void checkOpen() throws SQLException;

  private static SQLException noKeys() {
    return SqlErrors.unsupported("generated keys");
  }

  @Override
  public int executeUpdate(String sql, int keys) throws SQLException {
    return Math.toIntExact(executeLargeUpdate(sql, keys));
  }

  @Override
  public long executeLargeUpdate(String sql, int keys) throws SQLException {
    if (keys != NO_GENERATED_KEYS) {
      throw noKeys();
    }
    return executeLargeUpdate(sql);
  }

  @Override
  public int executeUpdate(String sql, int[] columns) throws SQLException {
    throw noKeys();
  }

  @Override
  public int executeUpdate(String sql, String[] columns) throws SQLException {
    throw noKeys();
  }

  @Override
  public boolean execute(String sql, int keys) throws SQLException {
    if (keys != NO_GENERATED_KEYS) {
      throw noKeys();
    }
    return execute(sql);
  }

  @Override
  public boolean execute(String sql, int[] columns) throws SQLException {
    throw noKeys();
  }

  @Override
  public boolean execute(String sql, String[] columns) throws SQLException {
    throw noKeys();
  }

  @Override
  public final ResultSet getGeneratedKeys() throws SQLException {
    throw noKeys();
  }

  @Override
  public final void setCursorName(String name) throws SQLException {
    throw SqlErrors.unsupported("named cursors");
  }

  /// JDBC's `{escapes}` are never processed: a brace is a syntax error, as it is in PostgreSQL.
  @Override
  public final void setEscapeProcessing(boolean enable) throws SQLException {
    checkOpen();
  }

  @Override
  public final int getMaxFieldSize() throws SQLException {
    checkOpen();
    return 0;
  }

  @Override
  public final void setMaxFieldSize(int bytes) throws SQLException {
    checkOpen();
    if (bytes != 0) {
      throw SqlErrors.unsupported("limits of a field's size");
    }
  }

  @Override
  public final void setFetchDirection(int direction) throws SQLException {
    checkOpen();
    if (direction != ResultSet.FETCH_FORWARD
        && direction != ResultSet.FETCH_REVERSE
        && direction != ResultSet.FETCH_UNKNOWN) {
      throw SqlErrors.invalid("not a fetch direction: " + direction);
    }
  }

  @Override
  public final int getFetchDirection() throws SQLException {
    checkOpen();
    return ResultSet.FETCH_FORWARD;
  }

  @Override
  public final int getResultSetConcurrency() throws SQLException {
    checkOpen();
    return ResultSet.CONCUR_READ_ONLY;
  }

  @Override
  public final int getResultSetType() throws SQLException {
    checkOpen();
    return ResultSet.TYPE_FORWARD_ONLY;
  }

  @Override
  public final int getResultSetHoldability() throws SQLException {
    checkOpen();
    return ResultSet.CLOSE_CURSORS_AT_COMMIT;
  }

  @Override
  public final @Nullable SQLWarning getWarnings() throws SQLException {
    checkOpen();
    return null;
  }

  @Override
  public final void clearWarnings() throws SQLException {
    checkOpen();
  }

  @Override
  public final void setPoolable(boolean wanted) throws SQLException {
    checkOpen();
    poolable = wanted;
  }

  @Override
  public final boolean isPoolable() throws SQLException {
    checkOpen();
    return poolable;
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
