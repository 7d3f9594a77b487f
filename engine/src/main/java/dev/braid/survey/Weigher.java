package dev.braid.survey;

import dev.braid.catalog.Schema;
import dev.braid.catalog.SurveyRules;
import dev.braid.sql.ast.ColumnNames;
import dev.braid.sql.ast.Expression;
import dev.braid.sql.ast.Expression.FunctionCall;
import dev.braid.sql.ast.FromItem;
import dev.braid.sql.ast.Query;
import dev.braid.sql.ast.SortBy;
import dev.braid.sql.ast.SqlText;
import dev.braid.sql.ast.SyntaxNode;
import dev.braid.sql.ast.Window;
import dev.braid.sql.ast.With;
import dev.braid.sql.parse.SqlParser;
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
  private final Units units;

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
  private final Set<String> unweighted = new LinkedHashSet<>();

  /// Subqueries that only test: IN, EXISTS and the like.
  private final Set<Query> tests = Collections.newSetFromMap(new IdentityHashMap<>());

  private final Query statement;

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
  private Query weigh(Query query, Scope outer, boolean weights, boolean bases) {
    Scope scope = outer.with(query.with());
    UnaryOperator<SyntaxNode> inner = node -> subqueries(node, scope);
    Query weighed =
        switch (query.body()) {
          case Query.Select select -> new Level(select, query, scope, weights, bases).weigh();
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
  private static boolean isBranch(Query statement, Query query) {
    return statement == query
        || (statement.body() instanceof Query.SetOperation it
            && (isBranch(it.left(), query) || isBranch(it.right(), query)));
  }

  private static Query with(Query query, Query.Body body, List<SortBy> orderBy) {
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

  /// One SELECT.
  private final class Level {
    private final Query.Select select;
    private final Query query;
    private final Scope scope;
    private final boolean weights;
    private final boolean bases;
    private final @Nullable Carrier carrier;
    private final boolean aggregated;

    /// Makes weighted aggregates; null where this SELECT has none.
    private @Nullable AggregateWeigher weigher;

    private boolean overRows;

    Level(Query.Select select, Query query, Scope scope, boolean weights, boolean bases) {
      this.select = select;
      this.query = query;
      this.scope = scope;
      this.weights = weights;
      this.bases = bases;
      this.carrier = units.carrier(select, scope);
      this.aggregated = Aggregation.in(select, query.orderBy());
      aggregates |= aggregated;
    }

    Query weigh() {
      boolean single = false;
      if (carrier != null) {
        Keys keys = new Keys(carrier, select);
        single = aggregated && keys.areGrouped(select);
        overRows = !aggregated && hasWindows();
        boolean concerned = (aggregated && !single) || overRows;
        if (concerned || weights) {
          if (carrier.unit().lost() != null) {
            throw new NotWeighed(carrier.unit().lost());
          }
        }
        if (concerned) {
          weigher =
              new AggregateWeigher(carrier, keys, units.keyType(carrier.unit().rule()), warnings);
          if (aggregated) {
            Aggregation.checkFunctions(select, query.orderBy());
            tellOfJoins(carrier);
          }
        }
        singleRespondents |= single;
      } else if (aggregated) {
        unweighted();
      }
      if (query != statement) {
        checkOuterAggregates();
      }
      List<FromItem> from =
          select.from().stream().map(item -> (FromItem) from(item, weigher != null)).toList();
      List<Query.Target> targets = new ArrayList<>();
      for (Query.Target target : select.targets()) {
        targets.add(target(target));
      }
      hidden(targets, single);
      Query.Select weighed =
          new Query.Select(
              select.position(),
              select.distinct() == null ? null : mapped(select.distinct()),
              targets,
              from,
              select.where() == null ? null : mapped(select.where()),
              select.groupBy() == null ? null : mapped(select.groupBy()),
              select.having() == null ? null : mapped(select.having()),
              select.windows().stream().map(this::<Window>mapped).toList());
      return with(query, weighed, query.orderBy().stream().map(this::<SortBy>mapped).toList());
    }

    /// Remembers tables whose totals stand beside weighted ones. What is computed for a row of a
    /// query around it, or in groups to be joined with others, is another matter.
    private void unweighted() {
      boolean outermost = isBranch(statement, query);
      boolean aside = select.groupBy() != null || tests.contains(query) || isCorrelated();
      if (outermost || !aside) {
        for (FromItems.Leaf leaf : FromItems.leaves(select.from())) {
          if (leaf.item() instanceof FromItem.Table table && scope.find(table) == null) {
            unweighted.add(FromItems.text(table));
          }
        }
      }
    }

    private boolean isCorrelated() {
      Set<String> own = aliases();
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

    private Set<String> aliases() {
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
    private void checkOuterAggregates() {
      Set<String> own = aliases();
      Tree.walk(
          new Query.Values(1, List.of(select.targets().stream().map(Query.Target::expression).toList())),
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

    private void tellOfJoins(Carrier respondents) {
      if (!respondents.repeats()) {
        return;
      }
      List<String> others = new ArrayList<>();
      for (FromItems.Leaf leaf : FromItems.leaves(select.from())) {
        if (leaf.item() != respondents.item()) {
          others.add(FromItems.text(leaf.item()));
        }
      }
      String name = FromItems.text(respondents.item());
      if (respondents.hasKey()) {
        String key = respondents.unit().rule().respondent();
        repeated =
            (others.isEmpty()
                    ? "The rows of " + name + " repeat respondents"
                    : "The join of %s with %s repeats respondents"
                        .formatted(name, String.join(", ", others)))
                + ": COUNT(*), sums and averages are of its rows, each with its respondent's"
                + " weight,"
                + " COUNT(DISTINCT %s) is of people".formatted(key);
      } else {
        warnings.add(
            (others.isEmpty()
                    ? "The rows of " + name
                    : "The join of %s with %s".formatted(name, String.join(", ", others)))
                + " may repeat respondents, and their weights with them; the bases count its rows."
                + " Declare the respondents' key to have people counted once.");
      }
    }

    /// Window calls over rows of respondents that weights concern, and that do not look at one
    /// respondent at a time.
    private boolean hasWindows() {
      boolean[] found = {false};
      List<SyntaxNode> parts = new ArrayList<>(select.targets());
      parts.addAll(query.orderBy());
      for (SyntaxNode part : parts) {
        Tree.walk(
            part,
            node -> {
              found[0] |= node instanceof FunctionCall call && isOverRows(call);
              return !(node instanceof Query);
            });
      }
      return found[0];
    }

    private boolean isOverRows(FunctionCall call) {
      if (call.over() == null || carrier == null || !AggregateWeigher.isConcerned(call)) {
        return false;
      }
      Keys keys = new Keys(carrier, select);
      Window window = call.over();
      while (window != null) {
        if (window.partitionBy().stream().anyMatch(keys::is)) {
          return false;
        }
        String base = window.name() != null ? window.name() : window.base();
        Window above = base == null ? null : named(base);
        window = above == window ? null : above;
      }
      return true;
    }

    private @Nullable Window named(String name) {
      for (Window window : select.windows()) {
        if (name.equals(window.name())) {
          // The name is its own now, not the one it is called by.
          return new Window(
              window.position(),
              null,
              window.base(),
              window.partitionBy(),
              window.orderBy(),
              window.frame());
        }
      }
      return null;
    }

    @SuppressWarnings("unchecked")
    private <N extends SyntaxNode> N mapped(N node) {
      return (N) map(node);
    }

    private SyntaxNode map(SyntaxNode node) {
      if (node instanceof Query inner) {
        return Weigher.this.weigh(inner, scope, false, false);
      }
      SyntaxNode below = Tree.children(node, this::map);
      if (weigher == null || !(node instanceof FunctionCall call)) {
        return below;
      }
      boolean here = overRows ? isOverRows(call) : Aggregation.isAggregate(call);
      if (!here) {
        return below;
      }
      Expression weighed = weigher.weigh((FunctionCall) below);
      if (weighed == below) {
        indifferent = true;
      } else if (carrier != null) {
        used.add(carrier.unit().rule().text());
      }
      return weighed;
    }

    /// A changed entry keeps the name it had.
    private Query.Target target(Query.Target target) {
      Expression expression = mapped(target.expression());
      if (expression == target.expression()) {
        return target;
      }
      String label =
          target.label() != null
              ? target.label()
              : ColumnNames.of(target.expression(), _ -> ColumnNames.UNKNOWN);
      return new Query.Target(target.position(), expression, label);
    }

    private SyntaxNode from(SyntaxNode node, boolean weighed) {
      boolean carries = carrier != null && carrier.item() == node && (weighed || weights);
      return switch (node) {
        case FromItem.Subquery it -> {
          boolean based = bases && !aggregated && node == units.basesItem(select, scope);
          Query inner = Weigher.this.weigh(it.query(), scope, carries, based);
          yield new FromItem.Subquery(it.position(), it.lateral(), inner, it.alias());
        }
        case FromItem.Table it -> {
          Scope.Entry entry = scope.find(it);
          if (entry != null) {
            entry.weights |= carries;
            entry.bases |= bases && !aggregated && node == units.basesItem(select, scope);
          }
          yield it;
        }
        case Query inner -> Weigher.this.weigh(inner, scope, false, false);
        default -> Tree.children(node, child -> from(child, weighed));
      };
    }

    /// Adds the columns that a report or the query around asks for.
    private void hidden(List<Query.Target> targets, boolean single) {
      if (carrier != null && weights) {
        String weight = carrier.weight();
        if (!isPassed(targets, carrier, Hidden.WEIGHT)) {
          add(targets, single ? "max(" + weight + ")" : weight, Hidden.WEIGHT);
          if (carrier.hasKey()) {
            add(targets, single ? "max(" + carrier.key() + ")" : carrier.key(), Hidden.KEY);
          }
        }
      }
      if (!bases) {
        return;
      }
      if (!aggregated) {
        FromItem item = units.basesItem(select, scope);
        if (item != null && !hasStar(targets, FromItems.alias(item))) {
          String alias = SqlText.identifier(FromItems.alias(item));
          new TreeSet<>(Hidden.BASES).forEach(name -> add(targets, alias + "." + name, name));
        }
      } else if (carrier != null && weigher != null && select.distinct() == null) {
        Bases.of(carrier).forEach((name, sql) -> add(targets, sql, name));
      }
    }

    private boolean isPassed(List<Query.Target> targets, Carrier from, String name) {
      return from.unit().encoded() && !name.isEmpty() && hasStar(targets, from.alias());
    }

    private static boolean hasStar(List<Query.Target> targets, String alias) {
      return targets.stream()
          .anyMatch(
              target ->
                  target.expression() instanceof Expression.Star star
                      && (star.qualifier().isEmpty() || star.qualifier().getLast().equals(alias)));
    }

    private static void add(List<Query.Target> targets, String sql, String name) {
      targets.add(new Query.Target(1, SqlParser.expression(sql), name));
    }
  }
}
