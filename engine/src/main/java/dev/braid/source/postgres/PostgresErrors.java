package dev.braid.source.postgres;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.SocketException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/// pgjdbc's exceptions as Braid's: the server's own words, SQLSTATE, position, detail and hint.
public final class PostgresErrors {
  /// Longest error text kept; servers can be made to quote whole values.
  private static final int LONGEST = 2000;

  private PostgresErrors() {}

  public static BraidException translate(SQLException error) {
    if (error.getCause() instanceof BraidException own) {
      return own;
    }
    String sqlState = error.getSQLState() == null ? SqlState.INTERNAL_ERROR : error.getSQLState();
    if (error instanceof PSQLException postgres && postgres.getServerErrorMessage() != null) {
      ServerErrorMessage server = postgres.getServerErrorMessage();
      return new BraidException(
          sqlState,
          shorten(server.getMessage() == null ? "unknown error" : server.getMessage()),
          server.getPosition(),
          shortenOrNull(server.getDetail()),
          shortenOrNull(server.getHint()),
          error);
    }
    String message = error.getMessage() == null ? error.toString() : error.getMessage();
    Throwable cause = error.getCause();
    if (cause != null && cause.getMessage() != null && !message.contains(cause.getMessage())) {
      // pgjdbc says "the connection attempt failed"; the host that is unknown is in its cause.
      message += " (" + cause.getClass().getSimpleName() + ": " + cause.getMessage() + ")";
    }
    if (message.contains("maxResultBuffer")) {
      return new BraidException(
          SqlState.PROGRAM_LIMIT_EXCEEDED,
          "the result's rows are too large to be held",
          0,
          null,
          "select fewer or narrower columns",
          error);
    }
    return new BraidException(sqlState, shorten(message), 0, null, null, error);
  }

  /// An error met while opening a connection, with the address and what to look at.
  public static BraidException connecting(SQLException error, String safe) {
    BraidException cause = translate(error);
    String hint =
        switch (cause.sqlState()) {
          case "28P01", "28000" -> "check user and password (the URL, PGPASSWORD or ~/.pgpass)";
          case "3D000" -> "check the database name in the dataset's source";
          case "53300" -> "lower pool.max of the datasets on this server, or raise max_connections";
          case "08004" ->
              "check the password (the URL, PGPASSWORD or ~/.pgpass) and the TLS settings"
                  + " (sslmode)";
          case "08001", "08006" -> "check that the server runs and its host, port and TLS settings";
          case "42501", "55000" -> cause.hint();
          default -> "run: braid doctor";
        };
    return new BraidException(
        cause.sqlState(),
        "cannot connect to " + safe + ": " + cause.message(),
        0,
        cause.detail(),
        hint,
        error);
  }

  private static @Nullable String shortenOrNull(@Nullable String text) {
    return text == null ? null : shorten(text);
  }

  private static String shorten(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
  }

  /// Whether somebody accepted a connection and then let it go, unlike where nobody listens.
  static boolean isReset(BraidException refused) {
    for (Throwable cause = refused.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof EOFException
          || (cause instanceof SocketException && !(cause instanceof ConnectException))) {
        return true;
      }
    }
    return false;
  }
}
