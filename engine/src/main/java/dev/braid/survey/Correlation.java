package dev.braid.survey;

import dev.braid.sql.ast.Expression;
import dev.braid.sql.ast.Expression.FunctionCall;
import dev.braid.sql.ast.FromItem;
import dev.braid.sql.ast.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What a subquery takes from the queries around it.
final class Correlation {
  private Correlation() {}

  /// Whether a SELECT reads columns of a query around it, as far as they are written with their
  /// table.
  static boolean of(Query.Select select) {
    Set<String> own = aliases(select);
    boolean[] found = {false};
    Tree.walk(
        select,
        node -> {
          found[0] |=
              node instanceof Expression.ColumnReference it
                  && it.names().size() > 1
                  && !own.contains(it.names().get(it.names().size() - 2));
          return true;
        });
    return found[0];
  }

  private static Set<String> aliases(Query.Select select) {
    Set<String> own = new TreeSet<>();
    Tree.walk(
        select,
        node -> {
          if (node instanceof FromItem item) {
            own.add(FromItems.alias(item));
          }
          return true;
        });
    return own;
  }

  /// An aggregate in a subquery belongs to a query around it when all its columns do.
  ///
  /// @throws NotWeighed when there is one
  static void checkAggregates(Query.Select select) {
    Set<String> own = aliases(select);
    Tree.walk(
        new Query.Values(
            1, List.of(select.targets().stream().map(Query.Target::expression).toList())),
        node -> {
          if (node instanceof FunctionCall call && Aggregation.isAggregate(call)) {
            List<Expression.ColumnReference> columns = new ArrayList<>();
            Tree.walk(
                call,
                inner -> {
                  if (inner instanceof Expression.ColumnReference column) {
                    columns.add(column);
                  }
                  return true;
                });
            boolean outer =
                !columns.isEmpty()
                    && columns.stream()
                        .allMatch(
                            column ->
                                select.from().isEmpty()
                                    || (column.names().size() > 1
                                        && !own.contains(
                                            column.names().get(column.names().size() - 2))));
            if (outer) {
              throw new NotWeighed("a subquery has an aggregate of the query around it");
            }
          }
          return !(node instanceof Query);
        });
  }
}
