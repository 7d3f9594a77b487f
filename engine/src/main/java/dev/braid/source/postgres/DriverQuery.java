package dev.braid.source.postgres;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Field;
import org.postgresql.core.NativeQuery;
import org.postgresql.core.Query;
import org.postgresql.core.QueryExecutor;
import org.postgresql.core.ResultCursor;
import org.postgresql.core.ResultHandlerBase;
import org.postgresql.core.SqlCommand;
import org.postgresql.core.SqlCommandType;
import org.postgresql.core.Tuple;
import org.postgresql.jdbc.PgConnection;

/// Statements asked by the driver's inner interface, in one round trip.
///
/// JDBC's metadata knows no numbers of types, takes question marks for parameters, and asks the
/// catalogue more than once; its statements begin a transaction first.
final class DriverQuery extends ResultHandlerBase {
  private int[] types = {};
  private PartsTransaction.@Nullable Rows first;
  private @Nullable String value;

  private DriverQuery() {}

  /// Types of a query's columns by their numbers in `pg_type`, without running it.
  static int[] columnTypes(PgConnection connection, String sql) throws SQLException {
    return ask(connection, sql, QueryExecutor.QUERY_DESCRIBE_ONLY).types;
  }

  /// Runs statements, separated by semicolons. Where there is no transaction, they are one.
  static DriverQuery run(PgConnection connection, String sql) throws SQLException {
    return ask(connection, sql, QueryExecutor.QUERY_NO_BINARY_TRANSFER);
  }

  /// The same in one message, which spares the server the work of taking them one by one.
  static DriverQuery text(PgConnection connection, String sql) throws SQLException {
    // Without the driver's reading of it, which would send each statement by itself.
    Query query =
        connection
            .getQueryExecutor()
            .wrap(
                List.of(
                    new NativeQuery(
                        sql, SqlCommand.createStatementTypeInfo(SqlCommandType.BLANK))));
    return ask(connection, query, QueryExecutor.QUERY_EXECUTE_AS_SIMPLE);
  }

  private static DriverQuery ask(PgConnection connection, String sql, int flag)
      throws SQLException {
    return ask(connection, connection.getQueryExecutor().createSimpleQuery(sql), flag);
  }

  private static DriverQuery ask(PgConnection connection, Query query, int flag)
      throws SQLException {
    QueryExecutor executor = connection.getQueryExecutor();
    DriverQuery asked = new DriverQuery();
    try {
      executor.execute(
          query,
          null,
          asked,
          0,
          0,
          flag | QueryExecutor.QUERY_ONESHOT | QueryExecutor.QUERY_SUPPRESS_BEGIN);
    } finally {
      query.close();
    }
    return asked;
  }

  /// Of the last statement that returns rows: the types of its columns.
  int[] types() {
    return types;
  }

  /// Of the last statement that returned a row: the first value of its first row.
  @Nullable String value() {
    return value;
  }

  /// What the first statement that returns rows has returned.
  PartsTransaction.Rows first() {
    return Objects.requireNonNull(first);
  }

  @Override
  public void handleResultRows(
      Query query, Field[] fields, List<Tuple> rows, @Nullable ResultCursor cursor) {
    types = new int[fields.length];
    for (int i = 0; i < fields.length; i++) {
      types[i] = fields[i].getOID();
    }
    if (first == null) {
      first = new PartsTransaction.Rows(types, rows.stream().map(DriverQuery::texts).toList());
    }
    if (!rows.isEmpty() && fields.length > 0) {
      value = text(rows.getFirst().get(0));
    }
  }

  private static @Nullable String[] texts(Tuple row) {
    @Nullable String[] texts = new String[row.fieldCount()];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = text(row.get(i));
    }
    return texts;
  }

  private static @Nullable String text(byte @Nullable [] value) {
    return value == null ? null : new String(value, StandardCharsets.UTF_8);
  }

  @Override
  public void handleWarning(SQLWarning warning) {
    // Nothing is run that could deserve one.
  }
}
