package dev.braid.plan.physical;

import dev.braid.exec.ExprText;
import dev.braid.expr.ColumnRef;
import dev.braid.expr.Expr;
import dev.braid.plan.logical.AggregateCall;
import dev.braid.plan.logical.Binding;
import dev.braid.plan.logical.Logical.Aggregate;
import dev.braid.plan.logical.Numbering;
import dev.braid.plan.logical.SortKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What one aggregate computes, in terms of the columns of the projection below it.
///
/// @param computed keys, arguments, sort keys and filters, each computed once below the aggregate
/// @param groups how many groups all of the rows make
record Grouping(
    List<Binding> computed,
    List<ColumnRef> keys,
    List<AggregateCall> calls,
    List<List<Integer>> sets,
    List<ColumnRef> output,
    double groups,
    int width) {

  /// @param groups profile of the groups
  static Grouping of(Aggregate aggregate, Profile groups, Numbering numbering) {
    return new Computing(numbering).grouping(aggregate, groups);
  }

  /// Whether groups can be made of parts of their rows and put together later.
  boolean combines() {
    return calls.stream()
        .allMatch(call -> call.function().combines() && !call.distinct() && call.order().isEmpty());
  }

  boolean isVolatile() {
    return Steps.isVolatile(computed.stream().map(Binding::expr).toList());
  }

  /// Whether there are keys, and just one set of them.
  boolean isSimple() {
    return !keys.isEmpty() && sets.isEmpty();
  }

  /// Groups that so many of the rows make.
  double groups(double rows) {
    return keys.isEmpty() ? 1 : Math.max(1, Math.min(groups, rows));
  }

  /// An order by the keys: that which the rows have already, as far as it is one of the keys.
  List<SortKey> order(Path input) {
    List<SortKey> order = new ArrayList<>();
    Set<Expr> open = new LinkedHashSet<>(keys);
    for (SortKey key : input.order()) {
      if (!open.remove(key.expr())) {
        break;
      }
      order.add(key);
    }
    open.forEach(key -> order.add(new SortKey(key, false, false)));
    return order;
  }

  /// The names of expressions while the columns below are collected.
  private static final class Computing {
    private final Numbering numbering;
    private final Map<Expr, ColumnRef> computed = new LinkedHashMap<>();
    private final List<Binding> bindings = new ArrayList<>();

    Computing(Numbering numbering) {
      this.numbering = numbering;
    }

    Grouping grouping(Aggregate aggregate, Profile groups) {
      List<ColumnRef> keys = new ArrayList<>();
      for (Binding key : aggregate.keys()) {
        keys.add(column(key.expr()));
      }
      List<AggregateCall> calls =
          aggregate.calls().stream()
              .map(Filtered::guarded)
              .map(call -> call.map(this::column))
              .toList();
      List<ColumnRef> output = aggregate.output();
      return new Grouping(
          bindings,
          keys,
          calls,
          aggregate.groupingSets(),
          output,
          groups.rows(),
          groups.width(output));
    }

    private ColumnRef column(Expr expr) {
      ColumnRef known = computed.get(expr);
      if (known == null) {
        known =
            expr instanceof ColumnRef column
                ? column
                : numbering.column(expr.type(), ExprText.of(expr));
        computed.put(expr, known);
        bindings.add(new Binding(known, expr));
      }
      return known;
    }
  }
}
