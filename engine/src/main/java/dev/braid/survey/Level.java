package dev.braid.survey;

import dev.braid.sql.ast.ColumnNames;
import dev.braid.sql.ast.Expression;
import dev.braid.sql.ast.Expression.FunctionCall;
import dev.braid.sql.ast.FromItem;
import dev.braid.sql.ast.Query;
import dev.braid.sql.ast.SortBy;
import dev.braid.sql.ast.SqlText;
import dev.braid.sql.ast.SyntaxNode;
import dev.braid.sql.ast.Window;
import dev.braid.sql.parse.SqlParser;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// One SELECT: what it reads is asked for weights, its aggregates are weighted, and what a report
/// or the query around it asks for is added to its columns.
final class Level {
  private final Weigher whole;
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

  /// @param weights whether its rows are asked for their weights
  /// @param bases whether its rows are asked for their bases
  Level(
      Weigher whole,
      Query.Select select,
      Query query,
      Scope scope,
      boolean weights,
      boolean bases) {
    this.whole = whole;
    this.select = select;
    this.query = query;
    this.scope = scope;
    this.weights = weights;
    this.bases = bases;
    this.carrier = whole.units.carrier(select, scope);
    this.aggregated = Aggregation.in(select, query.orderBy());
    whole.aggregates |= aggregated;
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
        weigher = new AggregateWeigher(carrier, keys, whole.units, whole.warnings);
        if (aggregated) {
          Aggregation.checkFunctions(select, query.orderBy());
          Repetition.tell(select, carrier, whole);
        }
      }
      whole.singleRespondents |= single;
    } else if (aggregated) {
      unweighted();
    }
    if (query != whole.statement) {
      Correlation.checkAggregates(select);
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
    return Weigher.with(
        query, weighed, query.orderBy().stream().map(this::<SortBy>mapped).toList());
  }

  /// Remembers tables whose totals stand beside weighted ones. What is computed for a row of a
  /// query around it, or in groups to be joined with others, is another matter.
  private void unweighted() {
    boolean outermost = whole.isBranch(query);
    boolean aside =
        select.groupBy() != null || whole.tests.contains(query) || Correlation.of(select);
    if (outermost || !aside) {
      for (FromItems.Leaf leaf : FromItems.leaves(select.from())) {
        if (leaf.item() instanceof FromItem.Table table && scope.find(table) == null) {
          whole.unweighted.add(FromItems.text(table));
        }
      }
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
      Window above = base == null ? null : named(select, base);
      window = above == window ? null : above;
    }
    return true;
  }

  @SuppressWarnings("unchecked")
  private <N extends SyntaxNode> N mapped(N node) {
    return (N) map(node);
  }

  private SyntaxNode map(SyntaxNode node) {
    if (node instanceof Query inner) {
      return whole.weigh(inner, scope, false, false);
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
      whole.indifferent = true;
    } else if (carrier != null) {
      whole.used.add(carrier.unit().rule().text());
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
        boolean based = bases && !aggregated && node == whole.units.basesItem(select, scope);
        Query inner = whole.weigh(it.query(), scope, carries, based);
        yield new FromItem.Subquery(it.position(), it.lateral(), inner, it.alias());
      }
      case FromItem.Table it -> {
        Scope.Entry entry = scope.find(it);
        if (entry != null) {
          entry.weights |= carries;
          entry.bases |= bases && !aggregated && node == whole.units.basesItem(select, scope);
        }
        yield it;
      }
      case Query inner -> whole.weigh(inner, scope, false, false);
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
      FromItem item = whole.units.basesItem(select, scope);
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

  private static @Nullable Window named(Query.Select select, String name) {
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
}
