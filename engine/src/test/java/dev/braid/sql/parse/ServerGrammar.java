package dev.braid.sql.parse;

import dev.braid.testing.TestPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/// PostgreSQL's grammar, and nothing behind it: in a transaction that has failed the server still
/// reads every statement's text, then refuses whatever it was with 25P02.
final class ServerGrammar implements AutoCloseable {
  private static final String TRANSACTION_HAS_FAILED = "25P02";

  private final Connection connection;

  ServerGrammar() throws SQLException {
    connection =
        DriverManager.getConnection(
            TestPostgres.jdbcUrl() + "?preferQueryMode=simple",
            TestPostgres.READER,
            TestPostgres.READER_PASSWORD);
    connection.setAutoCommit(false);
    Objects.requireNonNull(complaint("SELECT 1/0"));
  }

  /// What the grammar finds wrong with a text; null for nothing.
  @Nullable ServerErrorMessage complaint(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql);
      throw new AssertionError("the server ran " + sql);
    } catch (PSQLException e) {
      ServerErrorMessage message = Objects.requireNonNull(e.getServerErrorMessage());
      return TRANSACTION_HAS_FAILED.equals(message.getSQLState()) ? null : message;
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
