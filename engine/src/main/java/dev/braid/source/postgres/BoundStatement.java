package dev.braid.source.postgres;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.guard.Statement;
import dev.braid.source.ParameterText;
import dev.braid.source.TypedParameter;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.CachedQuery;
import org.postgresql.core.NativeQuery;
import org.postgresql.core.QueryExecutor;
import org.postgresql.core.SqlCommand;
import org.postgresql.core.SqlCommandType;
import org.postgresql.jdbc.PgConnection;
import org.postgresql.util.PGobject;

/// A JDBC statement ready to execute, its parameters bound.
///
/// Parameters travel as text, untyped where their caller names no type, so that the server infers
/// their types from where they stand, as it does for a literal.
final class BoundStatement implements AutoCloseable {
  /// Longer ones do not fit into the driver's cache of parsed statements (5 MiB).
  private static final int LONGEST_WITH_PARAMETERS = 500_000;

  private final java.sql.Statement jdbc;
  private final String sql;

  private BoundStatement(java.sql.Statement jdbc, String sql) {
    this.jdbc = jdbc;
    this.sql = sql;
  }

  /// @param before put before the statement's text
  /// @param after put behind it
  static BoundStatement prepare(
      PgConnection connection,
      Statement statement,
      String before,
      String after,
      List<@Nullable Object> parameters)
      throws SQLException {
    if (parameters.size() != statement.parameters()) {
      throw new BraidException(
          SqlState.UNDEFINED_PARAMETER,
          "the statement names %d parameters, %d values are given"
              .formatted(statement.parameters(), parameters.size()));
    }
    if (parameters.isEmpty()) {
      java.sql.Statement jdbc = connection.createStatement();
      jdbc.setEscapeProcessing(false);
      return new BoundStatement(jdbc, before + statement.text() + after);
    }
    String sql = before + statement.text() + after;
    if (sql.length() > LONGEST_WITH_PARAMETERS) {
      throw new BraidException(
              SqlState.STATEMENT_TOO_COMPLEX,
              "a statement with parameters may have %d characters, this one has %d"
                  .formatted(LONGEST_WITH_PARAMETERS, statement.text().length()))
          .withHint("pass long values as parameters, or write them all into the statement");
    }
    PreparedStatement jdbc = prepareNative(connection, sql, parameters.size());
    for (int i = 0; i < parameters.size(); i++) {
      Object value = parameters.get(i);
      if (value == null) {
        jdbc.setNull(i + 1, Types.OTHER);
      } else if (value instanceof TypedParameter(String type, _)) {
        bindTyped(jdbc, i + 1, type, ((TypedParameter) value).text());
      } else {
        jdbc.setObject(i + 1, ParameterText.of(value), Types.OTHER);
      }
    }
    return new BoundStatement(jdbc, "");
  }

  private static void bindTyped(
      PreparedStatement jdbc, int number, String type, @Nullable String text) throws SQLException {
    if (text == null) {
      jdbc.setNull(number, Types.OTHER, type);
      return;
    }
    PGobject typed = new PGobject();
    typed.setType(type);
    typed.setValue(text);
    jdbc.setObject(number, typed);
  }

  /// Prepares a text that already is PostgreSQL's own, with `$1`, `$2`, ... in it.
  ///
  /// JDBC only knows `?`, and would make two parameters of a `$1` that stands twice: then `GROUP BY
  /// x + $1` no longer is the `x + $1` of the select list, and a type inferred at one place is
  /// unknown at the other. So the driver's cache of parsed statements is given this text as parsed,
  /// and finds it there.
  private static PreparedStatement prepareNative(PgConnection connection, String sql, int count)
      throws SQLException {
    QueryExecutor executor = connection.getQueryExecutor();
    NativeQuery parsed =
        new NativeQuery(
            sql, new int[count], false, SqlCommand.createStatementTypeInfo(SqlCommandType.SELECT));
    executor.releaseQuery(
        new CachedQuery(
            executor.createQueryKey(sql, true, true), executor.wrap(List.of(parsed)), false));
    return connection.prepareStatement(sql);
  }

  java.sql.Statement jdbc() {
    return jdbc;
  }

  ResultSet execute() throws SQLException {
    return jdbc instanceof PreparedStatement prepared
        ? prepared.executeQuery()
        : jdbc.executeQuery(sql);
  }

  /// Executes what need not return rows.
  ///
  /// @return whether it does
  boolean run() throws SQLException {
    return jdbc instanceof PreparedStatement prepared ? prepared.execute() : jdbc.execute(sql);
  }

  @Override
  public void close() throws SQLException {
    jdbc.close();
  }
}
