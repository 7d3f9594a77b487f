package dev.braid.jdbc;

import dev.braid.error.SqlState;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads PostgreSQL's text of an array, `{1,NULL,"a b"}` or `[0:1]={{1},{2}}`, into lists of texts,
/// nulls and lists. Lower bounds are dropped, as Java's arrays have none.
final class ArrayText {
  private final String text;
  private final char delimiter;
  private int at;

  private ArrayText(String text, char delimiter) {
    this.text = text;
    this.delimiter = delimiter;
  }

  /// @param element type of the elements; boxes are separated by semicolons
  static List<@Nullable Object> parse(String text, PgType element) throws SQLException {
    ArrayText reader = new ArrayText(text, element.name().equals("box") ? ';' : ',');
    reader.at = text.startsWith("[") ? text.indexOf('=') + 1 : 0;
    List<@Nullable Object> values = reader.list();
    if (reader.at != text.length()) {
      throw reader.malformed();
    }
    return values;
  }

  private List<@Nullable Object> list() throws SQLException {
    expect('{');
    List<@Nullable Object> values = new ArrayList<>();
    if (peek() == '}') {
      at++;
      return values;
    }
    while (true) {
      values.add(peek() == '{' ? list() : peek() == '"' ? quoted() : bare());
      if (peek() == '}') {
        at++;
        return values;
      }
      expect(delimiter);
    }
  }

  private String quoted() throws SQLException {
    StringBuilder value = new StringBuilder();
    at++;
    while (peek() != '"') {
      if (peek() == '\\') {
        at++;
      }
      value.append(peek());
      at++;
    }
    at++;
    return value.toString();
  }

  private @Nullable String bare() throws SQLException {
    int start = at;
    while (peek() != delimiter && peek() != '}') {
      at++;
    }
    String value = text.substring(start, at);
    return value.equals("NULL") ? null : value;
  }

  private char peek() throws SQLException {
    if (at >= text.length()) {
      throw malformed();
    }
    return text.charAt(at);
  }

  private void expect(char c) throws SQLException {
    if (peek() != c) {
      throw malformed();
    }
    at++;
  }

  private SQLException malformed() {
    return SqlErrors.error(
        SqlState.INVALID_TEXT_REPRESENTATION, "malformed array literal: \"" + text + "\"");
  }
}
