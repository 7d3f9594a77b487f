package dev.braid.source.postgres;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Executor;
import org.postgresql.jdbc.PgConnection;

/// One open connection with what the pool must remember of it.
final class ServerConnection {
  private static final Executor HERE = Runnable::run;

  private final PgConnection jdbc;
  private final String prologue;
  private final long openedNanos = System.nanoTime();
  private long usedNanos = openedNanos;
  private long queries;
  private List<String> settings = List.of();

  /// @param prologue what each of its transactions begins with
  ServerConnection(PgConnection jdbc, String prologue) {
    this.jdbc = jdbc;
    this.prologue = prologue;
  }

  String prologue() {
    return prologue;
  }

  /// What has been set to last until its session is reset.
  List<String> settings() {
    return settings;
  }

  void keep(List<String> lasting) {
    settings = lasting;
  }

  PgConnection jdbc() {
    return jdbc;
  }

  long ageNanos() {
    return System.nanoTime() - openedNanos;
  }

  long idleNanos() {
    return System.nanoTime() - usedNanos;
  }

  /// Counts one more use, which is over now.
  long used() {
    usedNanos = System.nanoTime();
    return ++queries;
  }

  /// Stops whatever the server is doing for it, and ends it. A closed socket alone would let the
  /// server's statement run on.
  void abort() {
    try {
      jdbc.cancelQuery();
    } catch (SQLException e) {
      // The server is gone, or does not answer; the socket is closed all the same.
    }
    try {
      jdbc.abort(HERE);
    } catch (SQLException e) {
      // It is closed already.
    }
  }

  /// Runs something that must not wait long for the network.
  void within(int milliseconds, SqlAction action) throws SQLException {
    int usual = jdbc.getNetworkTimeout();
    jdbc.setNetworkTimeout(HERE, milliseconds);
    action.run();
    jdbc.setNetworkTimeout(HERE, usual);
  }

  /// What may fail at the server.
  @FunctionalInterface
  interface SqlAction {
    void run() throws SQLException;
  }
}
