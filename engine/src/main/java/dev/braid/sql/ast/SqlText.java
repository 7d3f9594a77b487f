package dev.braid.sql.ast;

import java.util.List;
import java.util.function.Consumer;

/// Prints a tree back to SQL that PostgreSQL understands and that parses to the same tree.
///
/// It prefers certainty to beauty: every operation inside another stands in parentheses, every word
/// that is a keyword anywhere is quoted, and types have PostgreSQL's own names.
public final class SqlText {
  private final StringBuilder sql = new StringBuilder();
  private final ExpressionText expressions = new ExpressionText(this);
  private final QueryText queries = new QueryText(this);

  SqlText() {}

  public static String of(Statement statement) {
    SqlText text = new SqlText();
    new StatementText(text).statement(statement);
    return text.sql.toString();
  }

  public static String of(Query query) {
    SqlText text = new SqlText();
    text.queries.query(query);
    return text.sql.toString();
  }

  public static String of(Expression expression) {
    SqlText text = new SqlText();
    text.expressions.expression(expression);
    return text.sql.toString();
  }

  /// A name as it must be written: in quotes unless it means the same without them.
  public static String identifier(String name) {
    boolean plain = !name.isEmpty() && !Keywords.isKeyword(name);
    for (int i = 0; plain && i < name.length(); i++) {
      char c = name.charAt(i);
      plain = (c >= 'a' && c <= 'z') || c == '_' || (i > 0 && c >= '0' && c <= '9');
    }
    return plain ? name : "\"" + name.replace("\"", "\"\"") + "\"";
  }

  /// A string constant.
  public static String literal(String value) {
    return "'" + value.replace("'", "''") + "'";
  }

  SqlText add(String piece) {
    sql.append(piece);
    return this;
  }

  SqlText name(String name) {
    return add(identifier(name));
  }

  SqlText names(List<String> names) {
    for (int i = 0; i < names.size(); i++) {
      add(i == 0 ? "" : ".").name(names.get(i));
    }
    return this;
  }

  /// `(a, b)`, or nothing for none.
  SqlText columns(List<String> columns) {
    if (!columns.isEmpty()) {
      add(" (").list(columns, this::name).add(")");
    }
    return this;
  }

  <T> SqlText list(List<T> items, Consumer<T> print) {
    for (int i = 0; i < items.size(); i++) {
      add(i == 0 ? "" : ", ");
      print.accept(items.get(i));
    }
    return this;
  }

  SqlText expression(Expression expression) {
    expressions.expression(expression);
    return this;
  }

  SqlText expressions(List<Expression> list) {
    return list(list, this::expression);
  }

  SqlText query(Query query) {
    queries.query(query);
    return this;
  }

  SqlText orderBy(List<SortBy> keys) {
    queries.orderBy(keys);
    return this;
  }

  SqlText window(Window window) {
    queries.window(window);
    return this;
  }

  SqlText type(TypeName type) {
    TypeName.IntervalFields fields = type.intervalFields();
    if (fields != null) {
      add("interval ").add(fields.sql());
    } else {
      names(type.names());
    }
    if (!type.modifiers().isEmpty()) {
      add("(").expressions(type.modifiers()).add(")");
    }
    for (int size : type.arrayDimensions()) {
      add(size < 0 ? "[]" : "[" + size + "]");
    }
    return this;
  }
}
