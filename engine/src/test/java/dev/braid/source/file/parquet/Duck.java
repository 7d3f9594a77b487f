package dev.braid.source.file.parquet;

import dev.braid.type.Bytes;
import dev.braid.type.Numeric;
import dev.braid.type.Type;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// DuckDB, the other reader and writer of Parquet that ours are compared with.
final class Duck implements AutoCloseable {
  private final Connection connection;

  Duck() throws SQLException {
    connection = DriverManager.getConnection("jdbc:duckdb:");
    run("SET threads = 1");
    run("SET TimeZone = 'UTC'");
  }

  void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /// Rows of a query, each value in Java's form of the type.
  List<List<@Nullable Object>> rows(String sql, List<Type> types) throws SQLException {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    StringBuilder list = new StringBuilder();
    for (int i = 0; i < types.size(); i++) {
      list.append(i == 0 ? "" : ", ").append(expression(types.get(i), "c" + i));
    }
    StringBuilder names = new StringBuilder();
    for (int i = 0; i < types.size(); i++) {
      names.append(i == 0 ? "" : ", ").append("c" + i);
    }
    try (Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery("SELECT " + list + " FROM (" + sql + ") AS t(" + names + ")")) {
      while (result.next()) {
        List<@Nullable Object> row = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
          row.add(value(result, i + 1, types.get(i)));
        }
        rows.add(row);
      }
    }
    return rows;
  }

  private static String expression(Type type, String column) {
    return switch (type.kind()) {
      case DATE ->
          "CASE WHEN isinf(%s) THEN CASE WHEN %<s > DATE '2000-01-01' THEN 2147483647 ELSE -2147483648 END ELSE (%<s - DATE '2000-01-01')::INTEGER END"
              .formatted(column);
      case TIMESTAMP ->
          "CASE WHEN isinf(%s) THEN CASE WHEN %<s > TIMESTAMP '2000-01-01' THEN 9223372036854775807 ELSE (-9223372036854775808)::BIGINT END ELSE epoch_us(%<s) - 946684800000000 END"
              .formatted(column);
      case TIMESTAMPTZ -> "epoch_us(" + column + ") - 946684800000000";
      case TIME -> "epoch_us(" + column + ")";
      case NUMERIC, UUID, JSON, TEXT, VARCHAR -> column + "::VARCHAR";
      default -> column;
    };
  }

  private static @Nullable Object value(ResultSet result, int index, Type type)
      throws SQLException {
    Object raw = result.getObject(index);
    if (raw == null) {
      return null;
    }
    return switch (type.kind()) {
      case BOOL -> raw;
      case INT2, INT4, DATE -> ((Number) raw).intValue();
      case INT8, TIME, TIMESTAMP, TIMESTAMPTZ -> ((Number) raw).longValue();
      case FLOAT4, FLOAT8 -> ((Number) raw).doubleValue();
      case NUMERIC -> Numeric.of(new BigDecimal(raw.toString()));
      case BYTEA -> new Bytes(result.getBytes(index));
      case UUID -> java.util.UUID.fromString(raw.toString());
      default -> raw.toString();
    };
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
