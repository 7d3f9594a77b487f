package dev.braid.plan.unnest;

import dev.braid.expr.Call;
import dev.braid.expr.Coalesce;
import dev.braid.expr.ColumnRef;
import dev.braid.expr.Constant;
import dev.braid.expr.Expr;
import dev.braid.plan.logical.Binding;
import dev.braid.plan.logical.Columns;
import dev.braid.plan.logical.Conditions;
import dev.braid.plan.logical.Logical;
import dev.braid.plan.logical.Logical.JoinKind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A subquery that is correlated by conditions alone: those are lifted out of it.
///
/// @param node what is left of it, without outer columns; it may put out more columns than before
/// @param lifted conditions over outer columns and those of `node`
record Correlation(Logical node, List<Expr> lifted) {
  /// @return null where outer columns are used by anything but conditions
  static @Nullable Correlation of(Logical query, Domain domain) {
    if (domain.used(query).isEmpty()) {
      return new Correlation(query, List.of());
    }
    return switch (query) {
      case Logical.Filter filter -> {
        Correlation below = of(filter.input(), domain);
        if (below == null) {
          yield null;
        }
        List<Expr> here = new ArrayList<>();
        List<Expr> lifted = new ArrayList<>(below.lifted);
        for (Expr conjunct : Conditions.conjuncts(filter.condition())) {
          if (domain.used(conjunct).isEmpty()) {
            here.add(conjunct);
          } else if (Columns.isVolatile(conjunct)) {
            yield null;
          } else {
            lifted.add(conjunct);
          }
        }
        yield new Correlation(Conditions.filter(below.node, here), lifted);
      }
      case Logical.Project project -> project(project, domain);
      case Logical.Sort sort -> {
        boolean inside = sort.keys().stream().allMatch(key -> domain.used(key.expr()).isEmpty());
        Correlation below = inside ? of(sort.input(), domain) : null;
        yield below == null
            ? null
            : new Correlation(new Logical.Sort(below.node, sort.keys()), below.lifted);
      }
      case Logical.Join join -> join(join, domain);
      default -> null;
    };
  }

  /// Passes the columns on that lifted conditions need.
  private static @Nullable Correlation project(Logical.Project project, Domain domain) {
    if (project.bindings().stream().anyMatch(each -> !domain.used(each.expr()).isEmpty())) {
      return null;
    }
    Correlation below = of(project.input(), domain);
    if (below == null) {
      return null;
    }
    List<Binding> bindings = new ArrayList<>(project.bindings());
    BitSet passed = Columns.output(project);
    BitSet needed = Columns.of(below.lifted);
    for (ColumnRef column : below.node.output()) {
      if (needed.get(column.column()) && !passed.get(column.column())) {
        passed.set(column.column());
        bindings.add(new Binding(column, column));
      }
    }
    return new Correlation(new Logical.Project(below.node, bindings), below.lifted);
  }

  private static @Nullable Correlation join(Logical.Join join, Domain domain) {
    boolean inner = join.kind() == JoinKind.INNER;
    boolean leftOnly =
        join.kind() == JoinKind.LEFT
            || join.kind() == JoinKind.SEMI
            || join.kind() == JoinKind.ANTI
            || join.kind() == JoinKind.SINGLE;
    if (!inner
        && !(leftOnly
            && domain.used(join.right()).isEmpty()
            && domain.used(join.condition()).isEmpty())) {
      return null;
    }
    Correlation left = of(join.left(), domain);
    Correlation right = left == null ? null : of(join.right(), domain);
    if (left == null || right == null) {
      return null;
    }
    List<Expr> here = new ArrayList<>();
    List<Expr> lifted = new ArrayList<>(left.lifted);
    lifted.addAll(right.lifted);
    for (Expr conjunct : Conditions.conjuncts(join.condition())) {
      (domain.used(conjunct).isEmpty() ? here : lifted).add(conjunct);
    }
    return new Correlation(
        new Logical.Join(
            join.kind(), left.node, right.node, Conditions.and(here), false, join.mark()),
        lifted);
  }

  /// A subquery whose rows are only counted as there or not: what shapes them without changing
  /// whether there are any is left out.
  static Logical bare(Logical query) {
    return switch (query) {
      case Logical.Sort sort -> bare(sort.input());
      case Logical.Distinct distinct -> bare(distinct.input());
      case Logical.Project project -> bare(project.input());
      case Logical.Limit limit
          when limit.offset() == null
              && (limit.count() == null
                  || limit.count() instanceof Constant(_, Long count) && count > 0) ->
          bare(limit.input());
      case Logical.Aggregate aggregate
          when !aggregate.keys().isEmpty() && aggregate.groupingSets().isEmpty() ->
          bare(aggregate.input());
      default -> query;
    };
  }

  /// A scalar aggregate, correlated by equalities, with what is computed of its results.
  ///
  /// It is grouped by the inner sides of those equalities. Outer rows without a group get what the
  /// aggregates give for no rows at all: 0 for count. Whatever is computed of the results is
  /// computed above the join, where that difference has been made up for and no row is left that
  /// nobody asked for.
  static @Nullable Logical scalarAggregate(
      Logical.Join join, Domain domain, EmptyGroups emptyGroups) {
    Logical.Project project = join.right() instanceof Logical.Project top ? top : null;
    if (!((project == null ? join.right() : project.input()) instanceof Logical.Aggregate aggregate)
        || !aggregate.keys().isEmpty()
        || !aggregate.groupingSets().isEmpty()
        || !Conditions.isTrue(join.condition())) {
      return null;
    }
    for (var call : aggregate.calls()) {
      for (Expr expr : dev.braid.plan.logical.Trees.exprs(call)) {
        if (!domain.used(expr).isEmpty() || !Mild.isMild(expr)) {
          return null;
        }
      }
    }
    Correlation below = of(aggregate.input(), domain);
    if (below == null || !Mild.isMild(below.node)) {
      return null;
    }
    List<Binding> keys = new ArrayList<>();
    List<Expr> conditions = new ArrayList<>();
    BitSet inside = Columns.output(below.node);
    for (Expr conjunct : below.lifted) {
      Equality equality = Equality.of(conjunct, inside);
      if (equality == null || !Mild.isMild(equality.inner())) {
        return null;
      }
      ColumnRef key = domain.numbering().column(equality.inner().type(), "key");
      keys.add(new Binding(key, equality.inner()));
      conditions.add(equality.with(key));
    }
    Logical grouped = new Logical.Aggregate(below.node, keys, List.of(), aggregate.calls(), null);
    Logical joined =
        new Logical.Join(
            JoinKind.LEFT, join.left(), grouped, Conditions.and(conditions), false, null);
    Map<Integer, Expr> results = new HashMap<>();
    for (var call : aggregate.calls()) {
      Constant empty = emptyGroups.result(call);
      results.put(
          call.column().column(),
          empty.isNull()
              ? call.column()
              : new Coalesce(List.of(call.column(), empty), call.column().type()));
    }
    List<Binding> bindings = new ArrayList<>();
    join.left().output().forEach(column -> bindings.add(new Binding(column, column)));
    if (project == null) {
      aggregate
          .calls()
          .forEach(
              call ->
                  bindings.add(new Binding(call.column(), results.get(call.column().column()))));
    } else {
      for (Binding binding : project.bindings()) {
        bindings.add(new Binding(binding.column(), Columns.replace(binding.expr(), results)));
      }
    }
    return new Logical.Project(joined, bindings);
  }

  /// `inner = outer`, whichever side it was written on.
  record Equality(Call call, Expr inner, Expr outer, boolean innerFirst) {
    /// @param inside columns of the subquery
    static @Nullable Equality of(Expr conjunct, BitSet inside) {
      if (!(conjunct instanceof Call call)
          || !Conditions.isOperator(conjunct, "=")
          || Columns.isVolatile(conjunct)) {
        return null;
      }
      Expr left = call.arguments().get(0);
      Expr right = call.arguments().get(1);
      if (isInside(left, inside) && isOutside(right, inside)) {
        return new Equality(call, left, right, true);
      }
      if (isInside(right, inside) && isOutside(left, inside)) {
        return new Equality(call, right, left, false);
      }
      return null;
    }

    private static boolean isInside(Expr expr, BitSet inside) {
      BitSet used = Columns.of(expr);
      return !used.isEmpty() && Columns.within(used, inside);
    }

    private static boolean isOutside(Expr expr, BitSet inside) {
      return !Columns.of(expr).intersects(inside);
    }

    /// The same condition on another inner expression.
    Expr with(Expr other) {
      return call.withChildren(innerFirst ? List.of(other, outer) : List.of(outer, other));
    }
  }
}
