package dev.braid.source.postgres.spread;

import dev.braid.catalog.PostgresSource;
import dev.braid.error.SqlState;
import dev.braid.source.postgres.PostgresErrors;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGConnection;
import org.postgresql.PGProperty;

/// Connections of the operator's own, which may write: no pool lends them.
final class SpreadConnections {
  private static final int CONNECT_SECONDS = 30;

  private SpreadConnections() {}

  /// A connection in a transaction, with the settings under which text is the same everywhere.
  ///
  /// @param reading whether it sees one snapshot throughout, and cannot write
  static Connection open(PostgresSource server, boolean reading) throws SQLException {
    Properties properties = new Properties();
    if (server.user() != null) {
      PGProperty.USER.set(properties, server.user());
    }
    if (server.password() != null) {
      PGProperty.PASSWORD.set(properties, server.password());
    }
    PGProperty.CONNECT_TIMEOUT.set(properties, CONNECT_SECONDS);
    PGProperty.LOGIN_TIMEOUT.set(properties, CONNECT_SECONDS);
    PGProperty.TCP_KEEP_ALIVE.set(properties, true);
    PGProperty.APPLICATION_NAME.set(properties, "braid shard");
    try {
      Connection connection = new Driver().connect(server.jdbcUrl(), properties);
      if (connection == null) {
        throw new SQLException("not a PostgreSQL address", SqlState.CANNOT_CONNECT);
      }
      begin(connection, reading);
      return connection;
    } catch (SQLException e) {
      throw PostgresErrors.connecting(e, server.safe());
    }
  }

  private static void begin(Connection connection, boolean reading) throws SQLException {
    connection.setAutoCommit(false);
    if (reading) {
      connection.setReadOnly(true);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET LOCAL DateStyle = 'ISO, YMD'");
      statement.execute(
          "SET LOCAL IntervalStyle = postgres; SET LOCAL TimeZone = 'UTC'; SET LOCAL bytea_output ="
              + " hex; SET LOCAL extra_float_digits = 1; SET LOCAL statement_timeout = 0; SET LOCAL"
              + " idle_in_transaction_session_timeout = 0");
    }
  }

  /// Ends whatever runs on a connection, and the connection.
  static void cut(Connection connection) {
    try {
      connection.unwrap(PGConnection.class).cancelQuery();
    } catch (SQLException e) {
      // Nothing runs there, or nobody is there.
    }
    try {
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      // It is gone already.
    }
  }
}
