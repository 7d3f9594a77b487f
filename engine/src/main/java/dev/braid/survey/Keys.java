package dev.braid.survey;

import dev.braid.sql.ast.Expression;
import dev.braid.sql.ast.Expression.ColumnReference;
import dev.braid.sql.ast.FromItem;
import dev.braid.sql.ast.GroupBy;
import dev.braid.sql.ast.Query;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Which columns of one SELECT hold the respondents' key: its own, and those that joins and WHERE
/// make equal to it.
final class Keys {
  private final Carrier carrier;

  /// Names, with or without what is before their dot.
  private final Set<List<String>> equal = new HashSet<>();

  /// Columns that USING makes one of all tables.
  private final Set<String> shared = new HashSet<>();

  Keys(Carrier carrier, Query.Select select) {
    this.carrier = carrier;
    Set<Expression> conditions = new HashSet<>();
    FromItems.conditions(select.where(), conditions::add);
    FromItems.joins(
        select.from(),
        join -> {
          FromItems.conditions(join.condition(), conditions::add);
          shared.addAll(join.using());
          if (join.natural()) {
            shared.addAll(carrier.unit().keys());
          }
        });
    boolean more = true;
    while (more) {
      more = false;
      for (Expression condition : conditions) {
        if (condition instanceof Expression.Operation it
            && it.operator().name().equals("=")
            && it.left() instanceof ColumnReference left
            && it.right() instanceof ColumnReference right) {
          more |= is(left) && equal.add(right.names());
          more |= is(right) && equal.add(left.names());
        }
      }
    }
  }

  private boolean is(ColumnReference column) {
    List<String> names = column.names();
    if (equal.contains(names)) {
      return true;
    }
    String name = names.getLast();
    if (!carrier.unit().keys().contains(name)) {
      return false;
    }
    return names.size() == 1
        || names.get(names.size() - 2).equals(carrier.alias())
        || shared.contains(name);
  }

  /// Whether the value tells respondents apart.
  boolean is(Expression expression) {
    return switch (expression) {
      case ColumnReference column -> is(column);
      case Expression.Cast cast -> is(cast.operand());
      default -> false;
    };
  }

  /// Whether the value is a respondent's key, or NULL for respondents who are not meant: `CASE WHEN
  /// ... THEN user_id END`.
  boolean isOrNull(Expression expression) {
    if (!(expression instanceof Expression.Case it)) {
      return is(expression);
    }
    boolean otherwise =
        it.otherwise() == null
            || it.otherwise() instanceof Expression.NullLiteral
            || is(it.otherwise());
    return otherwise
        && it.whens().stream()
            .allMatch(when -> when.result() instanceof Expression.NullLiteral || is(when.result()));
  }

  /// Whether a key is a part of the value.
  boolean areIn(Expression expression) {
    boolean[] found = {false};
    Tree.walk(
        expression,
        node -> {
          found[0] |= node instanceof ColumnReference column && is(column);
          return true;
        });
    return found[0];
  }

  /// Whether each group is of one respondent.
  boolean areGrouped(Query.Select select) {
    if (select.groupBy() == null) {
      return false;
    }
    for (GroupBy.Element element : select.groupBy().elements()) {
      if (element instanceof GroupBy.Key key && is(meant(key.expression(), select))) {
        return true;
      }
    }
    return false;
  }

  /// What a key of GROUP BY means: an entry of the select list by number or label, or itself.
  static Expression meant(Expression key, Query.Select select) {
    if (key instanceof Expression.IntegerLiteral place
        && place.value() >= 1
        && place.value() <= select.targets().size()) {
      return select.targets().get(place.value() - 1).expression();
    }
    if (key instanceof ColumnReference column && column.names().size() == 1) {
      for (Query.Target target : select.targets()) {
        if (column.names().getFirst().equals(target.label())) {
          return target.expression();
        }
      }
    }
    return key;
  }

  /// Whether a join with another item can repeat no row: it is asked for by its primary key.
  ///
  /// @param primaryKey the other's only column of its primary key
  static boolean isLookUp(Query.Select select, FromItem other, String primaryKey) {
    String alias = FromItems.alias(other);
    boolean[] found = {false};
    java.util.function.Consumer<Expression> check =
        condition -> {
          if (condition instanceof Expression.Operation it
              && it.operator().name().equals("=")
              && it.left() != null) {
            found[0] |= isOf(it.left(), alias, primaryKey) || isOf(it.right(), alias, primaryKey);
          }
        };
    FromItems.conditions(select.where(), check);
    FromItems.joins(
        select.from(),
        join -> {
          FromItems.conditions(join.condition(), check);
          found[0] |= join.right() == other && join.using().contains(primaryKey);
        });
    return found[0];
  }

  private static boolean isOf(Expression expression, String alias, String column) {
    return expression instanceof ColumnReference it
        && it.names().size() == 2
        && it.names().getFirst().equals(alias)
        && it.names().getLast().equals(column);
  }
}
