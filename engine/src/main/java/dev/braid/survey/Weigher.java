package dev.braid.survey;

import dev.braid.catalog.Schema;
import dev.braid.catalog.SurveyRules;
import dev.braid.sql.ast.Expression;
import dev.braid.sql.ast.Query;
import dev.braid.sql.ast.SortBy;
import dev.braid.sql.ast.SyntaxNode;
import dev.braid.sql.ast.With;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Weighs a statement, one SELECT after the other from the outside in.
///
/// A SELECT that aggregates over respondents ([Units]) gets weighted aggregates; what it reads is
/// asked to hand on weights as hidden columns. Groups of single respondents (GROUP BY their key)
/// stay as they are: such numbers are a respondent's own, and it is what is computed of them that
/// has to be weighted. One aggregate that has no weighted form, and the whole statement stays as it
/// was written ([NotWeighed]).
final class Weigher {
  final Units units;

  /// Weights by which aggregates were weighted, in words.
  final Set<String> used = new LinkedHashSet<>();

  /// What to warn of.
  final List<String> warnings = new ArrayList<>();

  /// What to say of rows that repeat respondents; null where there are none.
  @Nullable String repeated;

  /// Whether there is an aggregate anywhere that weights could concern.
  boolean aggregates;

  /// Whether groups of single respondents were left as they are.
  boolean singleRespondents;

  /// Whether aggregates over respondents were found that weights do not change.
  boolean indifferent;

  /// Tables over which something is aggregated without weights.
  final Set<String> unweighted = new LinkedHashSet<>();

  /// Subqueries that only test: IN, EXISTS and the like.
  final Set<Query> tests = Collections.newSetFromMap(new IdentityHashMap<>());

  final Query statement;

  private Weigher(SurveyRules rules, Schema schema, Query statement) {
    this.statement = statement;
    this.units = new Units(rules, schema, bareNames(statement));
  }

  static Weigher of(SurveyRules rules, Schema schema, Query statement) {
    return new Weigher(rules, schema, statement);
  }

  private void lookAtTests() {
    Tree.walk(
        statement,
        node -> {
          switch (node) {
            case Expression.InSubquery it -> tests.add(it.query());
            case Expression.Exists it -> tests.add(it.query());
            case Expression.QuantifiedSubquery it -> tests.add(it.query());
            default -> {}
          }
          return true;
        });
  }

  private static Set<String> bareNames(Query statement) {
    Set<String> names = new TreeSet<>();
    Tree.walk(
        statement,
        node -> {
          if (node instanceof Expression.ColumnReference it && it.names().size() == 1) {
            names.add(it.names().getFirst());
          }
          return true;
        });
    return names;
  }

  /// The weighted statement; the same where there is nothing to weigh.
  ///
  /// @throws NotWeighed where that cannot be done rightly
  Query weigh() {
    lookAtTests();
    Query weighed = weigh(statement, Scope.EMPTY, false, units.hasBases(statement, Scope.EMPTY));
    if (!unweighted.isEmpty()) {
      warnings.add(
          "Aggregates over "
              + String.join(", ", unweighted)
              + " are not weighted: nothing with weights is joined there.");
    }
    return weighed;
  }

  /// @param weights whether its rows are asked for their weights
  /// @param bases whether its rows are asked for their bases
  Query weigh(Query query, Scope outer, boolean weights, boolean bases) {
    Scope scope = outer.with(query.with());
    UnaryOperator<SyntaxNode> inner = node -> subqueries(node, scope);
    Query weighed =
        switch (query.body()) {
          case Query.Select select -> new Level(this, select, query, scope, weights, bases).weigh();
          case Query.SetOperation it ->
              with(
                  query,
                  new Query.SetOperation(
                      it.position(),
                      it.operator(),
                      it.all(),
                      weigh(it.left(), scope, weights, false),
                      weigh(it.right(), scope, weights, false)),
                  query.orderBy());
          case Query.Values it -> with(query, Tree.children(it, inner), query.orderBy());
        };
    Expression limit = query.limit() == null ? null : (Expression) inner.apply(query.limit());
    Expression offset = query.offset() == null ? null : (Expression) inner.apply(query.offset());
    if (limit != query.limit() || offset != query.offset()) {
      throw new NotWeighed("LIMIT counts rows, not people");
    }
    return new Query(
        query.position(),
        commonTables(query.with(), scope),
        weighed.body(),
        weighed.orderBy(),
        limit,
        query.withTies(),
        offset);
  }

  /// Whether a query is the statement, or one of those that UNION puts together for it.
  boolean isBranch(Query query) {
    return isBranch(statement, query);
  }

  private static boolean isBranch(Query statement, Query query) {
    return statement == query
        || (statement.body() instanceof Query.SetOperation it
            && (isBranch(it.left(), query) || isBranch(it.right(), query)));
  }

  static Query with(Query query, Query.Body body, List<SortBy> orderBy) {
    return new Query(query.position(), query.with(), body, orderBy, null, false, null);
  }

  /// Last to first: a later one may ask an earlier one for weights.
  private @Nullable With commonTables(@Nullable With with, Scope scope) {
    if (with == null) {
      return null;
    }
    List<With.CommonTable> tables = new ArrayList<>();
    Scope at = scope;
    for (int i = with.tables().size(); i > 0 && at != null && at.entry() != null; i--) {
      Scope.Entry entry = at.entry();
      With.CommonTable it = entry.table;
      Query query = weigh(it.query(), entry.scope, entry.weights, entry.bases);
      tables.addFirst(
          new With.CommonTable(
              it.position(),
              it.name(),
              it.columns(),
              it.materialization(),
              query,
              it.search(),
              it.cycle()));
      at = at.outer();
    }
    return new With(with.position(), with.recursive(), tables);
  }

  /// An expression with its subqueries weighed, each for itself.
  private SyntaxNode subqueries(SyntaxNode node, Scope scope) {
    return node instanceof Query query
        ? weigh(query, scope, false, false)
        : Tree.children(node, child -> subqueries(child, scope));
  }
}
