package dev.braid.sql.analyze;

import dev.braid.expr.ColumnRef;
import dev.braid.expr.Expr;
import dev.braid.plan.logical.Binding;
import dev.braid.plan.logical.Logical;
import dev.braid.plan.logical.SetCall;
import dev.braid.plan.logical.SortKey;
import dev.braid.plan.logical.WindowCall;
import dev.braid.sql.ast.Expression;
import dev.braid.sql.ast.Query;
import dev.braid.sql.ast.SortBy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One SELECT, in the order in which PostgreSQL looks at its clauses; then the operators from the
/// rows of FROM up to LIMIT.
final class SelectAnalysis {
  private final QueryLevel level;
  private final ExpressionAnalyzer expressions;
  private final TargetList list;
  private List<SortItem> order = List.of();

  SelectAnalysis(QueryLevel level) {
    this.level = level;
    expressions = new ExpressionAnalyzer(level);
    list = new TargetList(level, expressions);
  }

  /// A key of ORDER BY.
  private record SortItem(int target, boolean descending, boolean nullsFirst) {}

  QueryResult analyze(Query.Select select, Query query, boolean resolveUnknowns) {
    level.windowClause = select.windows();
    Logical plan = new FromAnalysis(level, expressions).analyze(select.from());
    list.analyze(select.targets());
    Expr where = condition(select.where(), Clause.WHERE, "WHERE");
    Expr having = condition(select.having(), Clause.HAVING, "HAVING");
    order = order(query.orderBy());
    GroupByAnalysis.@Nullable Result groups =
        select.groupBy() == null ? null : new GroupByAnalysis(list).analyze(select.groupBy());
    List<Integer> distinctOn = distinct(select.distinct());
    LimitAnalysis limit = new LimitAnalysis(expressions, query);
    new WindowAnalysis(expressions).checkClause();
    if (resolveUnknowns) {
      list.resolveAll();
    }
    plan = where == null ? plan : new Logical.Filter(plan, where);
    boolean grouped =
        groups != null
            || having != null
            || !level.aggregates.isEmpty()
            || !level.groupings.isEmpty();
    if (grouped) {
      plan = group(plan, groups, having);
    }
    plan = sets(windows(plan));
    return project(plan, select.distinct(), distinctOn, limit);
  }

  /// ORDER BY and LIMIT over rows that are no SELECT's: of VALUES.
  QueryResult over(QueryResult rows, Query query) {
    for (int i = 0; i < rows.names().size(); i++) {
      list.targets.add(
          new Target(rows.names().get(i), rows.columns().get(i), false, rows.positions().get(i)));
    }
    order = order(query.orderBy());
    return project(rows.plan(), null, List.of(), new LimitAnalysis(expressions, query));
  }

  private @Nullable Expr condition(@Nullable Expression written, Clause clause, String name) {
    return written == null ? null : expressions.condition(written, clause, name);
  }

  private List<SortItem> order(List<SortBy> written) {
    List<SortItem> items = new ArrayList<>();
    Set<Integer> seen = new HashSet<>();
    for (SortBy each : written) {
      int target = list.find(each.expression(), Clause.ORDER_BY, "ORDER BY");
      list.resolve(target);
      SortKeys.checkOrder(
          list.targets.get(target).expr.type(), Locations.written(each.expression()));
      boolean descending = SortKeys.descending(each);
      if (seen.add(target)) {
        items.add(new SortItem(target, descending, SortKeys.nullsFirst(each, descending)));
      }
    }
    return items;
  }

  /// The targets of DISTINCT ON.
  private List<Integer> distinct(Query.@Nullable Distinct distinct) {
    if (distinct == null) {
      return List.of();
    }
    if (distinct.on().isEmpty()) {
      for (SortItem item : order) {
        if (list.targets.get(item.target()).hidden) {
          throw Errors.columnReference(
              list.targets.get(item.target()).position,
              "for SELECT DISTINCT, ORDER BY expressions must appear in select list");
        }
      }
      for (int i = 0; i < list.targets.size(); i++) {
        if (!list.targets.get(i).hidden) {
          list.resolve(i);
          SortKeys.checkEquality(list.targets.get(i).expr.type(), list.targets.get(i).position);
        }
      }
      return List.of();
    }
    return distinctOn(distinct);
  }

  private List<Integer> distinctOn(Query.Distinct distinct) {
    List<Integer> on = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (Expression each : distinct.on()) {
      int target = list.find(each, Clause.DISTINCT_ON, "DISTINCT ON");
      list.resolve(target);
      SortKeys.checkEquality(list.targets.get(target).expr.type(), Locations.written(each));
      if (!on.contains(target)) {
        on.add(target);
        places.add(Locations.written(each));
      }
    }
    boolean skipped = false;
    Set<Integer> sorted = new HashSet<>();
    for (SortItem item : order) {
      if (!on.contains(item.target())) {
        skipped = true;
      } else if (skipped) {
        throw mismatch(places.get(on.indexOf(item.target())));
      } else {
        sorted.add(item.target());
      }
    }
    for (int i = 0; i < on.size() && skipped; i++) {
      if (!sorted.contains(on.get(i))) {
        throw mismatch(places.get(i));
      }
    }
    return on;
  }

  private static RuntimeException mismatch(int position) {
    return Errors.columnReference(
        position, "SELECT DISTINCT ON expressions must match initial ORDER BY expressions");
  }

  /// Groups, and everything above refers to them instead of the input.
  private Logical group(
      Logical input, GroupByAnalysis.@Nullable Result groups, @Nullable Expr having) {
    Grouping grouping =
        groups == null
            ? new Grouping(level, List.of(), List.of())
            : new Grouping(level, groups.keys(), groups.sets());
    for (int i = 0; i < list.targets.size(); i++) {
      Target target = list.targets.get(i);
      target.expr = grouping.target(target.expr, groups == null ? -1 : groups.targets().indexOf(i));
    }
    Expr condition = having == null ? null : grouping.apply(having);
    LogicalRewrite rewrite =
        new LogicalRewrite(grouping::apply, java.util.function.UnaryOperator.identity());
    level.windows.replaceAll(
        use ->
            new QueryLevel.WindowUse(
                new WindowSpec(
                    use.window().partition().stream().map(grouping::apply).toList(),
                    rewrite.keys(use.window().order()),
                    use.window().frame(),
                    use.window().framed()),
                rewrite.window(use.call())));
    level.sets.replaceAll(
        call ->
            new SetCall(
                call.column(),
                call.function(),
                call.arguments().stream().map(grouping::apply).toList()));
    Logical plan = grouping.aggregate(input);
    return condition == null ? plan : new Logical.Filter(plan, condition);
  }

  /// One operator for each partitioning and order; those with the most keys first, so that others
  /// may profit from their order.
  private Logical windows(Logical input) {
    record Sorting(List<Expr> partition, List<SortKey> order) {}
    java.util.Map<Sorting, List<WindowCall>> sortings = new java.util.LinkedHashMap<>();
    for (QueryLevel.WindowUse use : level.windows) {
      Sorting sorting = new Sorting(use.window().partition(), use.window().order());
      sortings.computeIfAbsent(sorting, _ -> new ArrayList<>()).add(use.call());
    }
    Comparator<Sorting> mostKeys =
        Comparator.comparingInt(s -> -s.partition().size() - s.order().size());
    Logical plan = input;
    for (Sorting sorting : sortings.keySet().stream().sorted(mostKeys).toList()) {
      plan =
          new Logical.Window(
              plan, sorting.partition(), sorting.order(), List.copyOf(sortings.get(sorting)));
    }
    return plan;
  }

  /// Set-returning functions; those over the rows of others come later.
  private Logical sets(Logical input) {
    List<SetCall> left = new ArrayList<>(level.sets);
    Logical plan = input;
    while (!left.isEmpty()) {
      Set<Integer> pending = new HashSet<>();
      left.forEach(call -> pending.add(call.column().column()));
      List<SetCall> stage = new ArrayList<>();
      for (SetCall call : left) {
        boolean[] waits = new boolean[1];
        call.arguments()
            .forEach(
                argument ->
                    LogicalRewrite.references(
                        argument, column -> waits[0] |= pending.contains(column.column())));
        if (!waits[0]) {
          stage.add(call);
        }
      }
      plan = new Logical.ProjectSet(plan, stage);
      left.removeAll(stage);
    }
    return plan;
  }

  private QueryResult project(
      Logical input,
      Query.@Nullable Distinct distinct,
      List<Integer> distinctOn,
      LimitAnalysis limit) {
    List<Binding> bindings = new ArrayList<>();
    List<ColumnRef> columns = new ArrayList<>();
    List<Binding> visible = new ArrayList<>();
    List<String> names = new ArrayList<>();
    List<Integer> positions = new ArrayList<>();
    for (Target target : list.targets) {
      ColumnRef column = level.analysis.column(target.name, target.expr.type());
      columns.add(column);
      bindings.add(new Binding(column, target.expr));
      if (!target.hidden) {
        visible.add(new Binding(column, column));
        names.add(target.name);
        positions.add(target.position);
      }
    }
    Logical plan = new Logical.Project(input, bindings);
    if (distinct != null && distinctOn.isEmpty()) {
      // No key of the order is hidden; other hidden columns must not count.
      plan = visible.size() < bindings.size() ? new Logical.Project(plan, visible) : plan;
      plan = new Logical.Distinct(plan, List.of());
    }
    List<SortKey> keys = new ArrayList<>();
    for (SortItem item : order) {
      keys.add(new SortKey(columns.get(item.target()), item.descending(), item.nullsFirst()));
    }
    if (!keys.isEmpty()) {
      plan = new Logical.Sort(plan, keys);
    }
    if (!distinctOn.isEmpty()) {
      List<Expr> on = new ArrayList<>();
      distinctOn.forEach(target -> on.add(columns.get(target)));
      plan = new Logical.Distinct(plan, on);
    }
    plan = limit.apply(plan, keys);
    if (plan.output().size() > visible.size()) {
      plan = new Logical.Project(plan, visible);
    }
    return new QueryResult(plan, names, positions);
  }
}
