package dev.braid.server.cli.doctor;

import static dev.braid.server.cli.doctor.Finding.good;
import static dev.braid.server.cli.doctor.Finding.note;
import static dev.braid.server.cli.doctor.Finding.wrong;

import dev.braid.Braid;
import dev.braid.catalog.Dataset;
import dev.braid.catalog.PostgresSource;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.server.cli.doctor.Finding.Section;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/// What one dataset's server says about itself, over a connection of the doctor's own (the pool
/// would refuse a role before the doctor could say what is wrong with it), and whether the pool's
/// sessions are read-only in fact.
final class ServerExamination {
  private static final int LEAST_VERSION = 140_000;
  private static final int REFERENCE_VERSION = 180_000;
  private static final int LO_OPEN_CHECKED_VERSION = 160_000;
  private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);
  private static final int PATIENCE_SECONDS = 10;

  private static final String DO_NOT_USE = "do not use this dataset, and report it to Braid";

  private static final String FACTS =
      """
      SELECT current_setting('server_version') AS version,
             current_setting('server_version_num')::int AS version_num,
             current_user AS role,
             r.rolsuper AS superuser,
             array_to_string(ARRAY(
               SELECT g.rolname FROM pg_roles g
               WHERE g.rolname IN ('pg_read_server_files', 'pg_write_server_files',
                                   'pg_execute_server_program')
                 AND pg_has_role(r.oid, g.oid, 'MEMBER') ORDER BY 1), ', ') AS file_roles,
             current_setting('max_connections')::int AS max_connections,
             current_setting('superuser_reserved_connections')::int
               + coalesce(current_setting('reserved_connections', true), '0')::int AS reserved,
             (SELECT sum(numbackends) FROM pg_stat_database) - 1 AS used,
             r.rolconnlimit AS role_limit,
             clock_timestamp() AS clock,
             (SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()) AS tls,
             current_setting('server_encoding') AS encoding,
             inet_server_addr() IS NULL OR inet_server_addr() <<= inet '127.0.0.0/8'
               OR inet_server_addr() = inet '::1' AS local
      FROM pg_roles r WHERE r.rolname = current_user
      """;

  private final Braid braid;
  private final Dataset dataset;
  private final PostgresSource source;
  private final List<Finding> findings = new ArrayList<>();

  ServerExamination(Braid braid, Dataset dataset, PostgresSource source) {
    this.braid = braid;
    this.dataset = dataset;
    this.source = source;
  }

  Section examine() {
    long start = System.nanoTime();
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet facts = statement.executeQuery(FACTS)) {
      long elapsedMs = (System.nanoTime() - start) / 1_000_000;
      facts.next();
      findings.add(good("reachable (" + elapsedMs + "ms)"));
      version(facts);
      role(facts);
      connections(facts);
      clock(facts, Instant.now());
      tls(facts);
      encoding(facts);
      if (findings.stream().noneMatch(finding -> finding.level() == Finding.Level.WRONG)) {
        readOnly(facts.getInt("version_num"));
      }
    } catch (SQLException e) {
      unreachable(e);
    }
    return new Section(dataset.id() + " " + dataset.name() + "  " + source.safe(), findings);
  }

  private Connection connect() throws SQLException {
    Properties properties = new Properties();
    if (source.user() != null) {
      PGProperty.USER.set(properties, source.user());
    }
    if (source.password() != null) {
      PGProperty.PASSWORD.set(properties, source.password());
    }
    PGProperty.CONNECT_TIMEOUT.set(properties, PATIENCE_SECONDS);
    PGProperty.LOGIN_TIMEOUT.set(properties, PATIENCE_SECONDS);
    PGProperty.SOCKET_TIMEOUT.set(properties, PATIENCE_SECONDS);
    PGProperty.APPLICATION_NAME.set(properties, "braid doctor");
    Connection connection = new Driver().connect(source.jdbcUrl(), properties);
    if (connection == null) {
      throw new SQLException("not a PostgreSQL address", SqlState.CANNOT_CONNECT);
    }
    return connection;
  }

  private void unreachable(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    String mend =
        switch (state) {
          case "28P01" -> "the password is wrong: set it in the source, PGPASSWORD or ~/.pgpass";
          case "28000" -> "the server's pg_hba.conf does not admit this role from here, or not so";
          case "3D000" -> "there is no such database: see the last part of the source's address";
          case "53300" ->
              "the server has no connection left: lower the pools' max, or raise"
                  + " max_connections";
          case "08004" ->
              "the server answers, but not so: is there a password (in the source, PGPASSWORD or"
                  + " ~/.pgpass), and is sslmode right?";
          case "08001", "08006" -> "is the server up, and are host and port right?";
          default -> null;
        };
    // pgjdbc says "the connection attempt failed"; the host that is unknown is in its cause.
    String host =
        e.getCause() instanceof UnknownHostException u
            ? "unknown host " + u.getMessage() + ": "
            : "";
    findings.add(wrong("not reachable: " + host + e.getMessage() + " (" + state + ")", mend));
  }

  private void version(ResultSet facts) throws SQLException {
    String version = "PostgreSQL " + facts.getString("version");
    int number = facts.getInt("version_num");
    if (number < LEAST_VERSION) {
      findings.add(wrong(version, "Braid needs PostgreSQL 14 or newer: upgrade the server"));
    } else if (number < REFERENCE_VERSION) {
      findings.add(note(version + ": works; answers are proved against 18", null));
    } else {
      findings.add(good(version));
    }
  }

  private void role(ResultSet facts) throws SQLException {
    String role = "role \"" + facts.getString("role") + "\"";
    String files = facts.getString("file_roles");
    boolean superuser = facts.getBoolean("superuser");
    if (!superuser && files.isEmpty()) {
      findings.add(good(role + " is an ordinary one"));
      return;
    }
    String power = superuser ? " is a superuser" : " can reach the server's files (" + files + ")";
    if (dataset.allowPrivilegedRole()) {
      findings.add(note(role + power + ", and allow_privileged_role permits it", null));
    } else {
      findings.add(
          wrong(
              role + power + ": a read-only transaction does not bind it",
              """
              make one that may only read, and name it in the source:
              CREATE ROLE braid LOGIN PASSWORD '...';
              GRANT pg_read_all_data TO braid;
              """));
    }
  }

  private void connections(ResultSet facts) throws SQLException {
    int pool = dataset.pool().max();
    int all = facts.getInt("max_connections");
    int used = facts.getInt("used");
    int reserved = facts.getInt("reserved");
    int role = facts.getInt("role_limit");
    int free = all - reserved - used;
    String sums =
        "pool of %d; the server has %d connections, %d reserved, %d in use"
            .formatted(pool, all, reserved, used);
    if (role >= 0 && pool > role) {
      findings.add(
          wrong(
              "pool of %d, but the role may have only %d connections".formatted(pool, role),
              "set pool.max to at most %d, or ALTER ROLE ... CONNECTION LIMIT".formatted(role)));
    } else if (pool > all - reserved) {
      findings.add(wrong(sums, "set pool.max to at most %d".formatted(all - reserved)));
    } else if (pool > free) {
      findings.add(note(sums, "only %d are free now: batches run with fewer".formatted(free)));
    } else {
      findings.add(good(sums));
    }
  }

  private void clock(ResultSet facts, Instant now) throws SQLException {
    Duration difference = Duration.between(facts.getTimestamp("clock").toInstant(), now);
    String text = "clocks differ by %dms".formatted(difference.abs().toMillis());
    findings.add(
        difference.abs().compareTo(CLOCK_TOLERANCE) > 0
            ? note(text, "relative dates are the server's; set both clocks by NTP")
            : good(text));
  }

  private void tls(ResultSet facts) throws SQLException {
    if (facts.getBoolean("tls")) {
      findings.add(good("TLS in use"));
    } else if (facts.getBoolean("local")) {
      findings.add(good("no TLS, on this machine's own network"));
    } else {
      findings.add(
          note(
              "no TLS: passwords and rows can be read on the way",
              "add ?sslmode=verify-full to the source, where the server has a certificate"));
    }
  }

  private void encoding(ResultSet facts) throws SQLException {
    String encoding = facts.getString("encoding");
    findings.add(
        encoding.toUpperCase(Locale.ROOT).equals("SQL_ASCII")
            ? note("encoding SQL_ASCII: the server does not know what its bytes mean", null)
            : good("encoding " + encoding));
  }

  /// Asked through the pool, as every query is. Opening a large object for writing passes the
  /// guard, so that only the server's READ ONLY stops it (since PostgreSQL 16); where nothing does,
  /// it fails too, for want of that object, and nothing is changed.
  private void readOnly(int version) {
    try {
      Object on = braid.query(dataset.name(), "SHOW transaction_read_only").single();
      if (!"on".equals(on)) {
        findings.add(wrong("sessions are not read-only: transaction_read_only is " + on, null));
        return;
      }
    } catch (BraidException e) {
      findings.add(wrong("the pool cannot ask: " + e.message(), e.hint()));
      return;
    }
    if (version < LO_OPEN_CHECKED_VERSION) {
      findings.add(good("read-only in force (transaction_read_only is on)"));
      return;
    }
    try {
      braid.query(dataset.name(), "SELECT pg_catalog.lo_open(0, x'20000'::int)");
      findings.add(wrong("a write was not refused", DO_NOT_USE));
    } catch (BraidException e) {
      findings.add(
          e.sqlState().equals(SqlState.READ_ONLY_SQL_TRANSACTION)
              ? good("read-only in force: a write is refused (25006)")
              : wrong("a write was not refused as one, but: " + e.message(), DO_NOT_USE));
    }
  }
}
