package dev.braid.survey;

import dev.braid.expr.library.Library;
import dev.braid.guard.Aggregates;
import dev.braid.sql.ast.Expression;
import dev.braid.sql.ast.Expression.FunctionCall;
import dev.braid.sql.ast.GroupBy;
import dev.braid.sql.ast.Query;
import dev.braid.sql.ast.SortBy;
import dev.braid.sql.ast.SqlText;
import dev.braid.sql.ast.SyntaxNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Where a SELECT aggregates.
final class Aggregation {
  /// The names of all functions there are, filled when the first is asked for.
  private static final class Known {
    static final Set<String> NAMES = names();

    private static Set<String> names() {
      Set<String> names = new HashSet<>();
      Library.CATALOG.functions().forEach(function -> names.add(function.name()));
      Library.CATALOG.aggregates().forEach(function -> names.add(function.name()));
      Library.CATALOG.sets().forEach(function -> names.add(function.name()));
      return Set.copyOf(names);
    }
  }

  private Aggregation() {}

  /// Whether its rows are groups rather than rows of its tables.
  static boolean in(Query.Select select, List<SortBy> orderBy) {
    if (select.groupBy() != null || select.having() != null) {
      return true;
    }
    return select.targets().stream().anyMatch(Aggregation::in)
        || orderBy.stream().anyMatch(Aggregation::in);
  }

  /// Whether an aggregate is called here, but not within a subquery.
  static boolean in(SyntaxNode node) {
    boolean[] found = {false};
    Tree.walk(
        node,
        inner -> {
          found[0] |= inner instanceof FunctionCall call && isAggregate(call);
          return !(inner instanceof Query) && !found[0];
        });
    return found[0];
  }

  static boolean isAggregate(FunctionCall call) {
    return call.over() == null
            && isBuiltIn(call)
            && (Aggregates.NAMES.contains(call.name().getLast()))
        || call.withinGroup();
  }

  static boolean isBuiltIn(FunctionCall call) {
    return call.name().size() == 1 || call.name().getFirst().equals("pg_catalog");
  }

  /// Refuses a function that is not known, where it may be somebody's own aggregate: it is given
  /// columns that are no keys of the groups.
  static void checkFunctions(Query.Select select, List<SortBy> orderBy) {
    Set<String> keys = new HashSet<>();
    if (select.groupBy() != null) {
      for (GroupBy.Element element : select.groupBy().elements()) {
        Tree.walk(
            element,
            node -> {
              if (node instanceof Expression key) {
                keys.add(SqlText.of(key));
              }
              return !(node instanceof Query);
            });
        if (element instanceof GroupBy.Key key
            && key.expression() instanceof Expression.IntegerLiteral place
            && place.value() >= 1
            && place.value() <= select.targets().size()) {
          keys.add(SqlText.of(select.targets().get(place.value() - 1).expression()));
        }
      }
    }
    for (Query.Target target : select.targets()) {
      if (target.label() == null || !keys.contains(SqlText.identifier(target.label()))) {
        check(target, keys);
      }
    }
    orderBy.forEach(key -> check(key, keys));
    if (select.having() != null) {
      check(select.having(), keys);
    }
  }

  private static void check(SyntaxNode part, Set<String> keys) {
    Tree.walk(
        part,
        node -> {
          if (node instanceof Query
              || (node instanceof Expression expression && keys.contains(SqlText.of(expression)))) {
            return false;
          }
          if (node instanceof FunctionCall call) {
            if (isAggregate(call)) {
              return false;
            }
            boolean known =
                isBuiltIn(call)
                    && (call.form() != FunctionCall.Form.PLAIN
                        || Known.NAMES.contains(call.name().getLast()));
            if (!known && call.over() == null && readsColumns(call, keys)) {
              throw new NotWeighed(
                  "the function %s is not known here, and may be an aggregate of your own"
                      .formatted(String.join(".", call.name())));
            }
          }
          return true;
        });
  }

  private static boolean readsColumns(FunctionCall call, Set<String> keys) {
    boolean[] found = {false};
    Tree.walk(
        call,
        node -> {
          if (node instanceof Query
              || (node instanceof FunctionCall inner && isAggregate(inner))
              || (node instanceof Expression e && keys.contains(SqlText.of(e)))) {
            return false;
          }
          found[0] |= node instanceof Expression.ColumnReference;
          return true;
        });
    return found[0];
  }
}
