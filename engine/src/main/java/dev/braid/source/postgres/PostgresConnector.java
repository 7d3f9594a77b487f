package dev.braid.source.postgres;

import dev.braid.catalog.Dataset;
import dev.braid.catalog.PoolSettings;
import dev.braid.catalog.PostgresSource;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.apache.commons.pool2.BasePooledObjectFactory;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.DefaultPooledObject;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.jdbc.PgConnection;

/// Opens connections to one server, each checked before anybody uses it.
///
/// Read-only starts here: `default_transaction_read_only` and the timeouts travel in the startup
/// packet, so that `RESET ALL` returns to them, and a login that could reach past a READ ONLY
/// transaction (superuser, server files) is refused.
final class PostgresConnector extends BasePooledObjectFactory<ServerConnection> {
  private static final String CHECK =
      """
      SELECT r.rolname,
             r.rolsuper,
             array_to_string(ARRAY(
               SELECT g.rolname FROM pg_catalog.pg_roles g
               WHERE g.rolname IN ('pg_read_server_files', 'pg_write_server_files', 'pg_execute_server_program')
                 AND pg_catalog.pg_has_role(r.oid, g.oid, 'MEMBER') ORDER BY 1), ', '),
             pg_catalog.current_setting('transaction_read_only'),
             pg_catalog.current_setting('server_version_num')::int,
             pg_catalog.current_setting('server_version')
      FROM pg_catalog.pg_roles r WHERE r.rolname = current_user
      """;

  private static final String READ_ONLY = " -c default_transaction_read_only=on";

  private static final String WATCH_CLIENT = " -c client_connection_check_interval=2000";

  private static final int VALID_SECONDS = 5;

  /// Longest wait for a lock; a reader waits only behind DDL.
  private static final long LOCK_TIMEOUT_MS = 10_000;

  /// Bytes of one result the driver may hold before it gives up on the statement.
  private static final long MOST_RESULT_BYTES = 256L << 20;

  private final Dataset dataset;
  private final PostgresSource source;

  /// What every transaction begins with. It changes little, but it is the first thing sent: a
  /// connection that died in the pool is noticed by it and not by a caller's statement.
  private final String prologue;

  private volatile boolean watched = true;

  PostgresConnector(Dataset dataset, PostgresSource source) {
    this.dataset = dataset;
    this.source = source;
    this.prologue =
        "SET LOCAL statement_timeout = "
            + dataset.pool().queryTimeout().toMillis()
            + (dataset.timeZone().isEmpty()
                ? ""
                : "; SET LOCAL TimeZone = '" + dataset.timeZone().replace("'", "''") + "'");
  }

  /// What connections to a server have in common.
  ///
  /// @param options for the startup packet
  static Properties properties(PoolSettings pool, PostgresSource source, String options) {
    Properties properties = new Properties();
    if (source.user() != null) {
      PGProperty.USER.set(properties, source.user());
    }
    if (source.password() != null) {
      PGProperty.PASSWORD.set(properties, source.password());
    }
    long query = pool.queryTimeout().toMillis();
    int connectSeconds = Math.toIntExact(Math.max(1, pool.connectTimeout().toSeconds()));
    PGProperty.CONNECT_TIMEOUT.set(properties, connectSeconds);
    PGProperty.LOGIN_TIMEOUT.set(properties, connectSeconds);
    // The server ends a statement at statement_timeout; the socket's own end is for a server that
    // is gone.
    PGProperty.SOCKET_TIMEOUT.set(properties, Math.toIntExact(query / 1000 + 30));
    PGProperty.CANCEL_SIGNAL_TIMEOUT.set(properties, 10);
    PGProperty.TCP_KEEP_ALIVE.set(properties, true);
    PGProperty.APPLICATION_NAME.set(properties, "braid");
    // Then the name travels in the startup packet, where RESET ALL returns to it.
    PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "14");
    // Text results only, so that values are the server's own text; no named statements to go stale.
    PGProperty.PREPARE_THRESHOLD.set(properties, 0);
    PGProperty.READ_ONLY_MODE.set(properties, "transaction");
    PGProperty.MAX_RESULT_BUFFER.set(properties, Long.toString(MOST_RESULT_BYTES));
    PGProperty.OPTIONS.set(
        properties,
        "-c standard_conforming_strings=on -c statement_timeout="
            + query
            + " -c lock_timeout="
            + Math.min(query, LOCK_TIMEOUT_MS)
            + " -c idle_in_transaction_session_timeout="
            + (query + 60_000)
            + options);
    return properties;
  }

  /// Opens and checks a connection. Called by whoever needs one, in his own thread: so ten queries
  /// of a cold batch connect side by side.
  ///
  /// @throws BraidException with the server's or the network's reason
  @Override
  public ServerConnection create() {
    try {
      return new ServerConnection(open(), prologue);
    } catch (SQLException e) {
      throw PostgresErrors.connecting(e, source.safe());
    }
  }

  /// A server only notices at its next write that a client has died, unless it is told to look:
  /// then a query ends soon after a Braid that was killed. Not every server's system can look, and
  /// one that cannot refuses the login, so it is tried once.
  private Connection connect() throws SQLException {
    if (watched) {
      try {
        return connect(properties(dataset.pool(), source, READ_ONLY + WATCH_CLIENT));
      } catch (SQLException e) {
        if (!SqlState.INVALID_PARAMETER_VALUE.equals(e.getSQLState())) {
          throw e;
        }
        watched = false;
      }
    }
    return connect(properties(dataset.pool(), source, READ_ONLY));
  }

  private Connection connect(Properties properties) throws SQLException {
    return connect(source, properties);
  }

  static Connection connect(PostgresSource source, Properties properties) throws SQLException {
    Connection connection = new Driver().connect(source.jdbcUrl(), properties);
    if (connection == null) {
      throw new SQLException("not a PostgreSQL address", SqlState.CANNOT_CONNECT);
    }
    return connection;
  }

  private PgConnection open() throws SQLException {
    Connection connection = connect();
    try {
      check(connection);
      connection.setReadOnly(true);
      connection.setAutoCommit(false);
      return connection.unwrap(PgConnection.class);
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  @Override
  public PooledObject<ServerConnection> wrap(ServerConnection connection) {
    return new DefaultPooledObject<>(connection);
  }

  /// Asked of idle connections now and then, which also keeps what lies in between awake.
  @Override
  public boolean validateObject(PooledObject<ServerConnection> pooled) {
    try {
      return pooled.getObject().jdbc().isValid(VALID_SECONDS);
    } catch (SQLException e) {
      return false;
    }
  }

  @Override
  public void destroyObject(PooledObject<ServerConnection> pooled) throws SQLException {
    pooled.getObject().jdbc().close();
  }

  private void check(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(CHECK)) {
      if (!row.next()) {
        throw new SQLException("the login role is not in pg_roles", SqlState.INVALID_AUTHORIZATION);
      }
      String role = row.getString(1);
      String powers = row.getBoolean(2) ? "superuser" : row.getString(3);
      if (!powers.isEmpty() && !dataset.allowPrivilegedRole()) {
        throw refusal(
            SqlState.INSUFFICIENT_PRIVILEGE,
            "role \"%s\" is refused: %s (a read-only transaction does not bind such a role)"
                .formatted(
                    role,
                    powers.equals("superuser")
                        ? "it is a superuser"
                        : "it is a member of " + powers),
            "use an ordinary role with SELECT rights, or set allow_privileged_role: true for this"
                + " dataset");
      }
      if (!row.getString(4).equals("on")) {
        throw refusal(
            SqlState.OBJECT_NOT_IN_PREREQUISITE_STATE,
            "the session is not read-only although it asked to be",
            "a pooler in between drops the startup option default_transaction_read_only; connect to"
                + " the server itself or let the pooler pass \"options\"");
      }
      if (row.getInt(5) < 140000) {
        throw refusal(
            SqlState.FEATURE_NOT_SUPPORTED,
            "PostgreSQL " + row.getString(6) + " is too old",
            "Braid needs PostgreSQL 14 or newer");
      }
    }
  }

  /// Carried within an SQLException, as every reason why a connection cannot be had.
  private static SQLException refusal(String sqlState, String message, String hint) {
    return new SQLException(
        message, sqlState, new BraidException(sqlState, message).withHint(hint));
  }
}
