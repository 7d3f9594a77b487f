package dev.braid.plan.remote;

import dev.braid.expr.ColumnRef;
import dev.braid.expr.Expr;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// One SELECT while it grows. Operators are put into it as long as its clauses are evaluated in
/// their order; then it becomes a derived table of the next one.
final class SelectText {
  /// How far it is, in the order in which clauses are evaluated.
  enum Stage {
    /// FROM and WHERE.
    ROWS,
    /// GROUP BY and HAVING.
    GROUPED,
    /// Window functions in the select list.
    WINDOWED,
    /// ORDER BY.
    ORDERED,
    /// LIMIT.
    LIMITED
  }

  private static final Pattern NAME = Pattern.compile("t[0-9]+\\.([a-z0-9_]+|\"[^\"]*\")");

  /// An expression longer than this is computed once in a derived table, not written again wherever
  /// it is used.
  private static final int LONG_TEXT = 300;

  Stage stage = Stage.ROWS;

  /// Empty for one row without a table.
  String from = "";

  boolean joined;
  final List<String> where = new ArrayList<>();
  String group = "";
  final List<String> having = new ArrayList<>();
  String order = "";
  String limit = "";

  /// What each column is, by number.
  Map<Integer, String> columns = new LinkedHashMap<>();

  ExprSql exprs() {
    return new ExprSql(columns);
  }

  String expr(Expr expr) {
    return exprs().of(expr);
  }

  /// Whether all columns are those of tables, so that an outer join may make them NULL.
  boolean isPlain() {
    return columns.values().stream().allMatch(text -> NAME.matcher(text).matches());
  }

  boolean isLong() {
    return columns.values().stream().anyMatch(text -> text.length() > LONG_TEXT);
  }

  /// What stands in FROM, as the right side of a join.
  String operand() {
    return joined ? "(" + from + ")" : from;
  }

  /// The statement.
  ///
  /// @param distinct empty, or DISTINCT and what belongs to it
  /// @param wanted names the columns in the order in which they come
  String text(String distinct, List<ColumnRef> wanted) {
    List<String> values = new ArrayList<>();
    for (ColumnRef column : wanted) {
      String value = columns.get(column.column());
      if (value == null) {
        throw new NotExpressible("column " + column.name());
      }
      values.add(value + " AS " + name(column.column()));
    }
    return text(distinct + (values.isEmpty() ? "" : " ") + String.join(", ", values));
  }

  /// The statement with a select list, which begins with a blank where there is anything in it.
  String text(String list) {
    StringBuilder text = new StringBuilder("SELECT").append(list);
    clause(text, " FROM ", from);
    clause(text, " WHERE ", String.join(" AND ", where));
    clause(text, " GROUP BY ", group);
    clause(text, " HAVING ", String.join(" AND ", having));
    clause(text, " ORDER BY ", order);
    return text.append(limit).toString();
  }

  private static void clause(StringBuilder text, String word, String clause) {
    if (!clause.isEmpty()) {
      text.append(word).append(clause);
    }
  }

  static String name(int column) {
    return "c" + column;
  }

  /// A select over one table expression whose columns have [#name]s.
  static SelectText over(String from, String alias, List<ColumnRef> columns) {
    SelectText select = new SelectText();
    select.from = from + " AS " + alias;
    for (ColumnRef column : columns) {
      select.columns.put(column.column(), alias + "." + name(column.column()));
    }
    return select;
  }
}
