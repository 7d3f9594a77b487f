package dev.braid.source.postgres.remote;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import org.jspecify.annotations.Nullable;

/// Errors of one of several servers, which say of which.
final class ServerErrors {
  private ServerErrors() {}

  /// The error with the server's name: in front of the message where the server itself is the
  /// matter (it is lost, full, shut down), else in the detail, so that the message stays what
  /// PostgreSQL says of such data. Its position lies in a text that the caller never saw.
  static BraidException of(PostgresServers servers, int server, BraidException error) {
    return of(servers, server, error, false);
  }

  /// @param late whether most of the other servers had answered by then
  static BraidException of(
      PostgresServers servers, int server, BraidException error, boolean late) {
    String name = servers.name(server);
    boolean own = isOfServer(error.sqlState());
    boolean only = !own && servers.count() == 1;
    return new BraidException(
        error.sqlState(),
        own && !error.message().contains(name) ? name + ": " + error.message() : error.message(),
        0,
        own || only ? error.detail() : joined(error.detail(), "Raised by server " + name + "."),
        error.hint(),
        new ServerFailure(server, error, late));
  }

  /// Whether a statement failed for a value that it computed, or a row too many, and its server can
  /// go on with others.
  static boolean isOfValues(String sqlState) {
    return sqlState.startsWith("22") || sqlState.equals(SqlState.CARDINALITY_VIOLATION);
  }

  private static boolean isOfServer(String sqlState) {
    return SqlState.isConnectionLoss(sqlState)
        || sqlState.startsWith("53")
        || sqlState.startsWith("57")
        || sqlState.startsWith("58")
        || sqlState.startsWith("XX");
  }

  private static String joined(@Nullable String detail, String more) {
    return detail == null ? more : detail + "\n" + more;
  }

  /// Anything thrown, as an error.
  static BraidException of(Throwable thrown) {
    return thrown instanceof BraidException error
        ? error
        : new BraidException(
            SqlState.INTERNAL_ERROR,
            "reading from a server failed: " + thrown,
            0,
            null,
            null,
            thrown);
  }
}
