package dev.braid.source.postgres;

import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Field;
import org.postgresql.core.Query;
import org.postgresql.core.QueryExecutor;
import org.postgresql.core.ResultCursor;
import org.postgresql.core.ResultHandlerBase;
import org.postgresql.core.Tuple;
import org.postgresql.jdbc.PgConnection;

/// Asks what columns a query has, without running it.
///
/// By the driver's inner interface: JDBC's metadata knows no numbers of types, takes question marks
/// for parameters, and asks the catalogue more than once.
final class ColumnTypes extends ResultHandlerBase {
  private int[] oids = {};

  private ColumnTypes() {}

  static int[] of(PgConnection connection, String sql) throws SQLException {
    QueryExecutor executor = connection.getQueryExecutor();
    Query query = executor.createSimpleQuery(sql);
    ColumnTypes types = new ColumnTypes();
    try {
      executor.execute(
          query,
          null,
          types,
          0,
          0,
          QueryExecutor.QUERY_DESCRIBE_ONLY
              | QueryExecutor.QUERY_ONESHOT
              | QueryExecutor.QUERY_SUPPRESS_BEGIN);
    } finally {
      query.close();
    }
    return types.oids;
  }

  @Override
  public void handleResultRows(
      Query query, Field[] fields, List<Tuple> rows, @Nullable ResultCursor cursor) {
    oids = new int[fields.length];
    for (int i = 0; i < fields.length; i++) {
      oids[i] = fields[i].getOID();
    }
  }

  @Override
  public void handleWarning(SQLWarning warning) {
    // Nothing has been run that could deserve one.
  }
}
