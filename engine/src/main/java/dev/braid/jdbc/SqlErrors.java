package dev.braid.jdbc;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLTimeoutException;
import org.jspecify.annotations.Nullable;

/// Failures as JDBC reports them: SQLSTATE beside the message; detail, hint and position in it, as
/// pgjdbc writes them. The [BraidException] is the cause.
final class SqlErrors {
  /// Why a statement with a query timeout is stopped.
  static final String TIMED_OUT = "canceling statement due to statement timeout";

  private SqlErrors() {}

  static SQLException of(BraidException error) {
    return of(error, null);
  }

  /// @param marks of the statement, whose positions are those of the text with `?`
  static SQLException of(BraidException error, @Nullable ParameterMarks marks) {
    BraidException located =
        marks == null || error.position() == 0 ? error : error.at(marks.original(error.position()));
    String text = text(located);
    String state = located.sqlState();
    if (state.equals(SqlState.FEATURE_NOT_SUPPORTED)) {
      return new SQLFeatureNotSupportedException(text, state, located);
    }
    return state.equals(SqlState.QUERY_CANCELED) && located.message().equals(TIMED_OUT)
        ? new SQLTimeoutException(text, state, located)
        : new SQLException(text, state, located);
  }

  private static String text(BraidException error) {
    StringBuilder text = new StringBuilder(error.message());
    if (error.detail() != null) {
      text.append("\n  Detail: ").append(error.detail());
    }
    if (error.hint() != null) {
      text.append("\n  Hint: ").append(error.hint());
    }
    if (error.position() > 0) {
      text.append("\n  Position: ").append(error.position());
    }
    return text.toString();
  }

  static SQLException error(String sqlState, String message) {
    return new SQLException(message, sqlState);
  }

  /// @param feature as the message begins: `savepoints`
  static SQLFeatureNotSupportedException unsupported(String feature) {
    return new SQLFeatureNotSupportedException(
        feature + " are not supported by the Braid driver", SqlState.FEATURE_NOT_SUPPORTED);
  }

  static SQLException closed(String what) {
    return error(
        what.equals("connection")
            ? SqlState.CONNECTION_DOES_NOT_EXIST
            : SqlState.OBJECT_NOT_IN_PREREQUISITE_STATE,
        "this " + what + " has been closed");
  }

  static SQLException invalid(String message) {
    return error(SqlState.INVALID_PARAMETER_VALUE, message);
  }
}
