package dev.braid.sql.analyze;

import dev.braid.error.SqlState;
import dev.braid.expr.Expr;
import dev.braid.sql.ast.ColumnNames;
import dev.braid.sql.ast.Expression;
import dev.braid.sql.ast.Query;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The select list, and how ORDER BY, GROUP BY and DISTINCT ON refer to it.
final class TargetList {
  private final QueryLevel level;
  private final ExpressionAnalyzer expressions;
  final List<Target> targets = new ArrayList<>();

  TargetList(QueryLevel level, ExpressionAnalyzer expressions) {
    this.level = level;
    this.expressions = expressions;
  }

  void analyze(List<Query.Target> list) {
    for (Query.Target target : list) {
      Expression written = target.expression();
      switch (written) {
        case Expression.Star star -> star(star);
        case Expression.Indirection it
            when it.steps().getLast() instanceof Expression.Indirection.AllFields ->
            throw Errors.unsupported(it.position(), "the fields of a row");
        default -> {
          Expr expr = expressions.analyze(written, Clause.SELECT);
          String name = ColumnNames.of(target, this::firstName);
          targets.add(new Target(name, expr, false, Locations.of(written)));
        }
      }
    }
  }

  /// The name of a subquery's first column that is a star: only the analysis knows.
  private String firstName(Query query) {
    List<String> names =
        new QueryAnalysis(level.analysis, level, level.commonTables).analyze(query, true).names();
    return names.isEmpty() ? ColumnNames.UNKNOWN : names.getFirst();
  }

  private void star(Expression.Star star) {
    if (!star.qualifier().isEmpty()) {
      NamespaceItem item = new NameResolution(level).item(star.qualifier(), star.position());
      add(item, star.position());
      return;
    }
    boolean found = false;
    for (NamespaceItem item : level.namespace) {
      if (item.columnsVisible() && !item.lateralOnly()) {
        found = true;
        add(item, star.position());
      }
    }
    if (!found) {
      throw Errors.syntax(star.position(), "SELECT * with no tables specified is not valid");
    }
  }

  private void add(NamespaceItem item, int position) {
    for (NamespaceItem.Field field : item.fields()) {
      Expr expr = level.analysis.copyAt(field.expr(), position);
      targets.add(new Target(field.name(), expr, false, position));
    }
  }

  /// The target that a key means by the rules of SQL-92: an output's name or position, else an
  /// expression over the input.
  int find(Expression written, Clause clause, String name) {
    if (written instanceof Expression.ColumnReference column && column.names().size() == 1) {
      int found = byName(column.names().getFirst(), column.position(), clause, name);
      if (found >= 0) {
        return found;
      }
    }
    Integer position = position(written, name);
    if (position != null) {
      List<Target> visible = visible();
      if (position < 1 || position > visible.size()) {
        throw Errors.columnReference(
            written.position(), name + " position " + position + " is not in select list");
      }
      return checked(targets.indexOf(visible.get(position - 1)), clause);
    }
    return expression(written, clause);
  }

  private List<Target> visible() {
    return targets.stream().filter(t -> !t.hidden).toList();
  }

  private int byName(String column, int position, Clause clause, String name) {
    if (clause == Clause.GROUP_BY && NameResolution.find(level, column, position) != null) {
      return -1;
    }
    int found = -1;
    for (int i = 0; i < targets.size(); i++) {
      Target target = targets.get(i);
      if (target.hidden || !target.name.equals(column)) {
        continue;
      }
      if (found >= 0 && !Alike.same(targets.get(found).expr, target.expr)) {
        throw Errors.error(
            SqlState.AMBIGUOUS_COLUMN, position, name + " \"" + column + "\" is ambiguous");
      }
      found = found < 0 ? i : found;
    }
    return found < 0 ? found : checked(found, clause);
  }

  /// GROUP BY of an output that holds an aggregate or a window function.
  private int checked(int target, Clause clause) {
    if (clause == Clause.GROUP_BY) {
      LogicalRewrite.references(
          targets.get(target).expr,
          column -> {
            if (!level.owns(column)) {
              return;
            }
            if (level.origin(column) == QueryLevel.Origin.AGGREGATE) {
              throw Errors.grouping(
                  level.analysis.position(column),
                  "aggregate functions are not allowed in GROUP BY");
            }
            if (level.origin(column) == QueryLevel.Origin.WINDOW) {
              throw Errors.error(
                  SqlState.WINDOWING_ERROR,
                  level.analysis.position(column),
                  "window functions are not allowed in GROUP BY");
            }
          });
    }
    return target;
  }

  private static @Nullable Integer position(Expression written, String name) {
    return switch (written) {
      case Expression.IntegerLiteral it -> it.value();
      case Expression.NumericLiteral _,
          Expression.StringLiteral _,
          Expression.NullLiteral _,
          Expression.BooleanLiteral _,
          Expression.BitLiteral _ ->
          throw Errors.syntax(written.position(), "non-integer constant in " + name);
      default -> null;
    };
  }

  /// The target that is the same expression, else a new hidden one.
  private int expression(Expression written, Clause clause) {
    Expr expr = expressions.analyze(written, clause);
    for (int i = 0; i < targets.size(); i++) {
      if (Alike.same(targets.get(i).expr, expr)) {
        return i;
      }
    }
    targets.add(new Target(ColumnNames.UNKNOWN, expr, true, Locations.of(written)));
    return targets.size() - 1;
  }

  /// A key of unknown type is text.
  void resolve(int target) {
    targets.get(target).expr = level.analysis.coercion.known(targets.get(target).expr);
  }

  void resolveAll() {
    for (int i = 0; i < targets.size(); i++) {
      resolve(i);
    }
  }
}
