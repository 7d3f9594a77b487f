package dev.braid.source.postgres.remote;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// Stands among the causes of what a statement fails with, and says which server it comes from.
public final class ServerFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int server;
  private final BraidException error;
  private final boolean late;

  /// @param late whether most of the other servers had answered by then
  ServerFailure(int server, BraidException error, boolean late) {
    super("server " + server, error);
    this.server = server;
    this.error = error;
    this.late = late;
  }

  /// The one among an error's causes, or null where no server has failed.
  public static @Nullable ServerFailure of(Throwable thrown) {
    for (Throwable it = thrown; it != null; it = it.getCause()) {
      if (it instanceof ServerFailure failure) {
        return failure;
      }
    }
    return null;
  }

  /// Number of the server.
  public int server() {
    return server;
  }

  /// Whether the server cannot be reached, was lost, takes no more connections, or is slow where
  /// the others are not: nothing is known of what it would have answered. Not so when it is Braid's
  /// own pool that is full or closed.
  public boolean isAbsence() {
    String state = error.sqlState();
    return isServers()
        && !state.equals(SqlState.PROTOCOL_VIOLATION)
        && (SqlState.isConnectionLoss(state)
            || state.equals(SqlState.TOO_MANY_CONNECTIONS)
            || (late && state.equals(SqlState.QUERY_CANCELED)));
  }

  /// Whether the same statement may well succeed when it is asked once more.
  public boolean isPassing() {
    return isServers()
        && switch (error.sqlState()) {
          case SqlState.SERIALIZATION_FAILURE,
              SqlState.DEADLOCK_DETECTED,
              SqlState.CONNECTION_EXCEPTION,
              SqlState.CANNOT_CONNECT,
              SqlState.CONNECTION_DOES_NOT_EXIST,
              SqlState.CONNECTION_FAILURE ->
              true;
          default -> error.sqlState().startsWith("57P");
        };
  }

  /// Whether a table or column may have been altered since it was looked up.
  public boolean isOutdated() {
    return switch (error.sqlState()) {
      case SqlState.UNDEFINED_TABLE,
          SqlState.UNDEFINED_COLUMN,
          SqlState.UNDEFINED_FUNCTION,
          SqlState.INVALID_SCHEMA_NAME,
          SqlState.DATATYPE_MISMATCH ->
          true;
      default ->
          error.getCause() == null && error.sqlState().equals(SqlState.FEATURE_NOT_SUPPORTED);
    };
  }

  /// Whether the server or the way to it has failed, and not Braid.
  private boolean isServers() {
    return error.getCause() instanceof SQLException;
  }
}
