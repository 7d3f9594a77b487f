package dev.braid.jdbc;

import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.ClientInfoStatus;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Savepoint;
import java.sql.Statement;
import java.sql.Struct;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// What java.sql.Connection also asks for, and of which there is one answer or none.
abstract class ConnectionDefaults implements Connection {
  private final Properties clientInfo = new Properties();
  private int isolation = TRANSACTION_READ_COMMITTED;
  private int networkTimeout;

  abstract void checkOpen() throws SQLException;

  /// READ UNCOMMITTED is READ COMMITTED, as in PostgreSQL. No snapshot spans several statements, so
  /// that the levels above are refused.
  @Override
  public final void setTransactionIsolation(int level) throws SQLException {
    checkOpen();
    if (level != TRANSACTION_READ_COMMITTED && level != TRANSACTION_READ_UNCOMMITTED) {
      throw SqlErrors.unsupported("isolation levels above READ COMMITTED");
    }
    isolation = level;
  }

  @Override
  public final int getTransactionIsolation() throws SQLException {
    checkOpen();
    return isolation;
  }

  @Override
  public final Statement createStatement(int type, int concurrency) throws SQLException {
    checkKind(type, concurrency, ResultSet.CLOSE_CURSORS_AT_COMMIT);
    return createStatement();
  }

  @Override
  public final Statement createStatement(int type, int concurrency, int holdability)
      throws SQLException {
    checkKind(type, concurrency, holdability);
    return createStatement();
  }

  @Override
  public final PreparedStatement prepareStatement(String sql, int type, int concurrency)
      throws SQLException {
    checkKind(type, concurrency, ResultSet.CLOSE_CURSORS_AT_COMMIT);
    return prepareStatement(sql);
  }

  @Override
  public final PreparedStatement prepareStatement(
      String sql, int type, int concurrency, int holdability) throws SQLException {
    checkKind(type, concurrency, holdability);
    return prepareStatement(sql);
  }

  private static void checkKind(int type, int concurrency, int holdability) throws SQLException {
    if (type != ResultSet.TYPE_FORWARD_ONLY) {
      throw SqlErrors.unsupported("scrollable result sets");
    }
    if (concurrency != ResultSet.CONCUR_READ_ONLY) {
      throw SqlErrors.unsupported("updatable result sets");
    }
    checkHoldability(holdability);
  }

  private static void checkHoldability(int holdability) throws SQLException {
    if (holdability != ResultSet.CLOSE_CURSORS_AT_COMMIT) {
      throw SqlErrors.unsupported("result sets held over commit");
    }
  }

  @Override
  public final PreparedStatement prepareStatement(String sql, int keys) throws SQLException {
    if (keys != Statement.NO_GENERATED_KEYS) {
      throw SqlErrors.unsupported("generated keys");
    }
    return prepareStatement(sql);
  }

  @Override
  public final PreparedStatement prepareStatement(String sql, int[] columns) throws SQLException {
    throw SqlErrors.unsupported("generated keys");
  }

  @Override
  public final PreparedStatement prepareStatement(String sql, String[] columns)
      throws SQLException {
    throw SqlErrors.unsupported("generated keys");
  }

  @Override
  public final CallableStatement prepareCall(String sql) throws SQLException {
    throw SqlErrors.unsupported("callable statements");
  }

  @Override
  public final CallableStatement prepareCall(String sql, int type, int concurrency)
      throws SQLException {
    throw SqlErrors.unsupported("callable statements");
  }

  @Override
  public final CallableStatement prepareCall(String sql, int type, int concurrency, int holdability)
      throws SQLException {
    throw SqlErrors.unsupported("callable statements");
  }

  /// The text that is sent: each `?` as `$1`, `$2`, ...
  @Override
  public final String nativeSQL(String sql) throws SQLException {
    checkOpen();
    try {
      return ParameterMarks.of(sql).text();
    } catch (dev.braid.error.BraidException e) {
      throw SqlErrors.of(e);
    }
  }

  @Override
  public final void setHoldability(int holdability) throws SQLException {
    checkOpen();
    checkHoldability(holdability);
  }

  @Override
  public final int getHoldability() throws SQLException {
    checkOpen();
    return ResultSet.CLOSE_CURSORS_AT_COMMIT;
  }

  /// One connection is one dataset; another name is passed over, as JDBC wants it of databases that
  /// cannot change.
  @Override
  public final void setCatalog(@Nullable String catalog) throws SQLException {
    checkOpen();
  }

  @Override
  public final Map<String, Class<?>> getTypeMap() throws SQLException {
    checkOpen();
    return Map.of();
  }

  @Override
  public final void setTypeMap(Map<String, Class<?>> map) throws SQLException {
    checkOpen();
    if (!map.isEmpty()) {
      throw SqlErrors.unsupported("type maps");
    }
  }

  @Override
  public final Savepoint setSavepoint() throws SQLException {
    throw SqlErrors.unsupported("savepoints");
  }

  @Override
  public final Savepoint setSavepoint(String name) throws SQLException {
    throw SqlErrors.unsupported("savepoints");
  }

  @Override
  public final void rollback(Savepoint savepoint) throws SQLException {
    throw SqlErrors.unsupported("savepoints");
  }

  @Override
  public final void releaseSavepoint(Savepoint savepoint) throws SQLException {
    throw SqlErrors.unsupported("savepoints");
  }

  @Override
  public final Clob createClob() throws SQLException {
    throw SqlErrors.unsupported("large objects");
  }

  @Override
  public final Blob createBlob() throws SQLException {
    throw SqlErrors.unsupported("large objects");
  }

  @Override
  public final NClob createNClob() throws SQLException {
    throw SqlErrors.unsupported("large objects");
  }

  @Override
  public final SQLXML createSQLXML() throws SQLException {
    throw SqlErrors.unsupported("writable XML values");
  }

  @Override
  public final Struct createStruct(String typeName, Object[] attributes) throws SQLException {
    throw SqlErrors.unsupported("structured values");
  }

  /// Kept for whoever asks, and sent nowhere.
  @Override
  public final void setClientInfo(String name, @Nullable String value)
      throws SQLClientInfoException {
    checkClientInfo();
    if (value == null) {
      clientInfo.remove(name);
    } else {
      clientInfo.setProperty(name, value);
    }
  }

  @Override
  public final void setClientInfo(Properties properties) throws SQLClientInfoException {
    checkClientInfo();
    clientInfo.clear();
    clientInfo.putAll(properties);
  }

  private void checkClientInfo() throws SQLClientInfoException {
    try {
      checkOpen();
    } catch (SQLException e) {
      throw new SQLClientInfoException(Map.<String, ClientInfoStatus>of(), e);
    }
  }

  @Override
  public final @Nullable String getClientInfo(String name) throws SQLException {
    checkOpen();
    return clientInfo.getProperty(name);
  }

  @Override
  public final Properties getClientInfo() throws SQLException {
    checkOpen();
    Properties copy = new Properties();
    copy.putAll(clientInfo);
    return copy;
  }

  /// Servers' sockets have timeouts of their own, from the dataset's pool; this one is only kept.
  @Override
  public final void setNetworkTimeout(@Nullable Executor executor, int milliseconds)
      throws SQLException {
    checkOpen();
    if (milliseconds < 0) {
      throw SqlErrors.invalid("the timeout must not be negative, got " + milliseconds);
    }
    networkTimeout = milliseconds;
  }

  @Override
  public final int getNetworkTimeout() throws SQLException {
    checkOpen();
    return networkTimeout;
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
