package dev.braid.jdbc;

import dev.braid.result.Column;
import java.lang.reflect.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An array: `getArray` has Java's arrays of what the element is (`Integer[]`, `String[][]`).
final class SqlArray implements java.sql.Array {
  private final PgType element;
  private final String text;

  SqlArray(PgType element, String text) {
    this.element = element;
    this.text = text;
  }

  @Override
  public String getBaseTypeName() {
    return element.name();
  }

  @Override
  public int getBaseType() {
    return element.code();
  }

  @Override
  public Object getArray() throws SQLException {
    return array(values());
  }

  @Override
  public Object getArray(@Nullable Map<String, Class<?>> map) throws SQLException {
    return getArray();
  }

  /// @param index of the first element, from 1
  @Override
  public Object getArray(long index, int count) throws SQLException {
    return array(slice(index, count));
  }

  @Override
  public Object getArray(long index, int count, @Nullable Map<String, Class<?>> map)
      throws SQLException {
    return getArray(index, count);
  }

  @Override
  public ResultSet getResultSet() throws SQLException {
    return rows(values(), 1);
  }

  @Override
  public ResultSet getResultSet(@Nullable Map<String, Class<?>> map) throws SQLException {
    return getResultSet();
  }

  @Override
  public ResultSet getResultSet(long index, int count) throws SQLException {
    return rows(slice(index, count), index);
  }

  @Override
  public ResultSet getResultSet(long index, int count, @Nullable Map<String, Class<?>> map)
      throws SQLException {
    return getResultSet(index, count);
  }

  @Override
  public void free() {}

  private List<@Nullable Object> values() throws SQLException {
    return ArrayText.parse(text, element);
  }

  private List<@Nullable Object> slice(long index, int count) throws SQLException {
    List<@Nullable Object> values = values();
    if (index < 1 || count < 0 || index - 1 + count > values.size()) {
      throw SqlErrors.invalid(
          "elements %d to %d of an array of %d".formatted(index, index + count - 1, values.size()));
    }
    return values.subList((int) index - 1, (int) index - 1 + count);
  }

  private Object array(List<@Nullable Object> values) throws SQLException {
    int depth = 1;
    Object first = values.isEmpty() ? null : values.getFirst();
    while (first instanceof List<?> inner) {
      depth++;
      first = inner.isEmpty() ? null : inner.getFirst();
    }
    return fill(values, depth);
  }

  private Object fill(List<?> values, int depth) throws SQLException {
    Class<?> component = ObjectValue.elementClass(element);
    for (int i = 1; i < depth; i++) {
      component = component.arrayType();
    }
    Object array = Array.newInstance(component, values.size());
    for (int i = 0; i < values.size(); i++) {
      Object value = values.get(i);
      if (value instanceof List<?> inner) {
        Array.set(array, i, fill(inner, depth - 1));
      } else if (value != null) {
        Array.set(array, i, ObjectValue.element(element, value.toString()));
      }
    }
    return array;
  }

  /// Number and value of each element, as JDBC wants it.
  private ResultSet rows(List<@Nullable Object> values, long first) throws SQLException {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      Object value = values.get(i);
      rows.add(
          Arrays.asList(
              (int) (first + i), value instanceof List<?> inner ? literal(inner) : value));
    }
    boolean nested = !values.isEmpty() && values.getFirst() instanceof List<?>;
    return new BraidResultSet(
        null,
        new ListedRows(
            List.of(
                new Column("INDEX", "int4"),
                new Column("VALUE", nested ? "_" + element.name() : element.name())),
            rows));
  }

  private static String literal(List<?> values) {
    List<String> texts = new ArrayList<>();
    for (Object value : values) {
      texts.add(
          switch (value) {
            case null -> "NULL";
            case List<?> inner -> literal(inner);
            default -> '"' + value.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
          });
    }
    return "{" + String.join(",", texts) + "}";
  }

  /// PostgreSQL's text, which is also what a parameter of this value is sent as.
  @Override
  public String toString() {
    return text;
  }
}
