package dev.braid.source.postgres;

import dev.braid.result.Column;
import dev.braid.source.RowCollector;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows of a JDBC result as Java values: numbers and booleans as such, all else as the server's own
/// text.
final class RowReader {
  private final ResultSet rows;
  private final List<Column> columns;
  private final List<String> modifiedTypes;
  private long lastRowBytes;

  RowReader(ResultSet rows) throws SQLException {
    this.rows = rows;
    ResultSetMetaData meta = rows.getMetaData();
    List<Column> found = new ArrayList<>(meta.getColumnCount());
    List<String> modified = new ArrayList<>(meta.getColumnCount());
    for (int i = 1; i <= meta.getColumnCount(); i++) {
      String type = typeName(meta.getColumnTypeName(i));
      found.add(new Column(meta.getColumnLabel(i), type));
      modified.add(type + modifier(type, meta.getPrecision(i), meta.getScale(i)));
    }
    this.columns = List.copyOf(found);
    this.modifiedTypes = List.copyOf(modified);
  }

  /// What the driver has told from the type's modifier.
  private static String modifier(String type, int precision, int scale) {
    return switch (type) {
      case "numeric" -> precision == 0 ? "" : "(" + precision + "," + scale + ")";
      case "varchar", "bpchar", "bit", "varbit" ->
          precision <= 0 || precision == Integer.MAX_VALUE ? "" : "(" + precision + ")";
      case "time", "timetz", "timestamp", "timestamptz" -> scale == 6 ? "" : "(" + scale + ")";
      default -> "";
    };
  }

  List<String> modifiedTypes() {
    return modifiedTypes;
  }

  /// pgjdbc calls an integer column with a sequence behind it `serial`, which is no type.
  private static String typeName(String driverName) {
    return switch (driverName) {
      case "smallserial" -> "int2";
      case "serial" -> "int4";
      case "bigserial" -> "int8";
      default -> driverName;
    };
  }

  List<Column> columns() {
    return columns;
  }

  /// The current row.
  List<@Nullable Object> row() throws SQLException {
    List<@Nullable Object> row = new ArrayList<>(columns.size());
    lastRowBytes = 0;
    for (int i = 0; i < columns.size(); i++) {
      String text = rows.getString(i + 1);
      lastRowBytes += RowCollector.bytes(text);
      row.add(text == null ? null : value(columns.get(i).type(), text));
    }
    return row;
  }

  /// Bytes of the row read last, as they count against the caps.
  long lastRowBytes() {
    return lastRowBytes;
  }

  private static Object value(String type, String text) {
    return switch (type) {
      case "bool" -> text.equals("t");
      case "int2" -> Short.valueOf(text);
      case "int4" -> Integer.valueOf(text);
      case "int8", "oid" -> Long.valueOf(text);
      case "float4" -> Float.valueOf(text);
      case "float8" -> Double.valueOf(text);
      case "numeric" ->
          Character.isLetter(text.charAt(text.length() - 1)) ? text : new BigDecimal(text);
      default -> text;
    };
  }
}
