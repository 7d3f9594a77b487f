package dev.braid.guard;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Whether the rows of a query are groups, or rows of a table.
///
/// A query is aggregated when it groups, or when all that it reads is aggregated already. Names are
/// not resolved, so what could be either counts as raw: an aggregate of the user's own, or one that
/// belongs to an outer query.
final class Shape {
  /// What the rows of a query are. Of queries put together (joined, or by UNION) the strongest
  /// decides, in this order.
  private enum Rows {
    /// Made of the query's own constants: VALUES, `generate_series`, SELECT without FROM. A
    /// calendar or a list of labels to which groups are joined leaves them groups.
    CONSTANT,
    AGGREGATED,
    RAW;

    Rows with(Rows other) {
      return compareTo(other) >= 0 ? this : other;
    }
  }

  private static final String[] SET_OPERATIONS = {"union", "intersect", "except"};

  private Shape() {}

  static boolean isAggregated(Sequence query) {
    return rows(query, Map.of()) == Rows.AGGREGATED;
  }

  /// @param scope the queries of the WITH clauses around, by name
  private static Rows rows(Sequence query, Map<String, Rows> scope) {
    if (!query.is(0, "with")) {
      return setOperation(query, scope);
    }
    Optional<With> parsed = With.parse(query);
    if (parsed.isEmpty()) {
      return Rows.RAW;
    }
    With with = parsed.get();
    Map<String, Rows> inner = new HashMap<>(scope);
    for (With.Cte cte : with.ctes()) {
      if (with.recursive()) {
        // Its own rows come from its first branch and from themselves, so they add nothing.
        inner.put(cte.name().value(), Rows.CONSTANT);
      }
      inner.put(cte.name().value(), rows(cte.query(), inner));
    }
    return setOperation(with.body(), inner);
  }

  private static Rows setOperation(Sequence query, Map<String, Rows> scope) {
    Rows rows = Rows.CONSTANT;
    int from = 0;
    for (int i = 0; i <= query.size(); i++) {
      boolean end = i == query.size();
      if (end || (query.isAny(i, SET_OPERATIONS) && query.isKeywordPlace(i))) {
        rows = rows.with(branch(query.between(from, i), scope));
        from = i + 1;
        if (query.isAny(from, "all", "distinct")) {
          from++;
        }
      }
    }
    return rows;
  }

  private static Rows branch(Sequence query, Map<String, Rows> scope) {
    if (query.at(0) instanceof Group group) {
      return rows(group.content(), scope);
    }
    if (query.is(0, "select")) {
      return select(query, scope);
    }
    if (query.is(0, "table")) {
      return FromClause.skipOnly(query, 1) == 1 ? named(query, 1, scope) : Rows.RAW;
    }
    return subqueries(query, scope);
  }

  private static Rows select(Sequence query, Map<String, Rows> scope) {
    Clauses clauses = Clauses.of(query);
    if (clauses.groups() || Aggregates.areCalledIn(clauses.computed())) {
      return Rows.AGGREGATED;
    }
    Sequence from = clauses.from();
    return from.isEmpty() ? subqueries(clauses.computed(), scope) : joined(from, scope);
  }

  /// Of a FROM clause, or of a join in parentheses.
  private static Rows joined(Sequence from, Map<String, Rows> scope) {
    Rows rows = Rows.CONSTANT;
    for (int item : FromClause.items(from)) {
      rows = rows.with(item(from, item, scope));
    }
    return rows;
  }

  private static Rows item(Sequence from, int at, Map<String, Rows> scope) {
    if (from.at(at) instanceof Group group) {
      return group.content().isQuery()
          ? rows(group.content(), scope)
          : joined(group.content(), scope);
    }
    return named(from, at, scope);
  }

  /// Of a table, a query of a WITH, or a function, by its name at `at`.
  private static Rows named(Sequence from, int at, Map<String, Rows> scope) {
    if (!(from.at(at) instanceof Token name) || from.isPunctuation(at + 1, '.')) {
      return Rows.RAW;
    }
    Group arguments = from.parenthesis(at + 1);
    if (arguments != null) {
      return name.value().equals("generate_series")
          ? subqueries(arguments.content(), scope)
          : Rows.RAW;
    }
    @Nullable Rows rows = scope.get(name.value());
    return rows == null ? Rows.RAW : rows;
  }

  /// Of an expression that reads through its scalar sub-selects only.
  private static Rows subqueries(Sequence expression, Map<String, Rows> scope) {
    Rows rows = Rows.CONSTANT;
    for (Node node : expression.nodes()) {
      if (node instanceof Group group) {
        Sequence content = group.content();
        rows = rows.with(content.isQuery() ? rows(content, scope) : subqueries(content, scope));
      }
    }
    return rows;
  }
}
