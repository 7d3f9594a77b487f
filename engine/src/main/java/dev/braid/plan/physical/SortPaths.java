package dev.braid.plan.physical;

import dev.braid.exec.ExprText;
import dev.braid.expr.ColumnRef;
import dev.braid.expr.Expr;
import dev.braid.plan.logical.Binding;
import dev.braid.plan.logical.Numbering;
import dev.braid.plan.logical.SortKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Ways to bring rows into an order: a sort of all of them, sorts of groups of them that follow
/// each other, or sorts by all participants and a Gather Merge of what they have; nothing where
/// they are in order. With a limit every sort keeps the first rows only.
final class SortPaths {
  private final Steps steps;
  private final Numbering numbering;

  SortPaths(Steps steps, Numbering numbering) {
    this.steps = steps;
    this.numbering = numbering;
  }

  /// An order over columns, and the columns that have to be computed for it.
  record Order(List<SortKey> keys, List<Binding> computed) {}

  /// Expressions as columns, and those of them that have to be computed.
  record Computed(List<ColumnRef> columns, List<Binding> added) {}

  Computed computed(List<Expr> exprs) {
    Map<Expr, ColumnRef> columns = new HashMap<>();
    List<Binding> added = new ArrayList<>();
    List<ColumnRef> all = new ArrayList<>();
    exprs.forEach(expr -> all.add(column(expr, columns, added)));
    return new Computed(all, added);
  }

  Order order(List<SortKey> keys) {
    Map<Expr, ColumnRef> columns = new HashMap<>();
    List<Binding> computed = new ArrayList<>();
    List<SortKey> order = new ArrayList<>();
    for (SortKey key : keys) {
      ColumnRef column = column(key.expr(), columns, computed);
      boolean again = order.stream().anyMatch(earlier -> earlier.expr().equals(column));
      if (!again) {
        order.add(key.map(_ -> column));
      }
    }
    return new Order(order, computed);
  }

  private ColumnRef column(Expr expr, Map<Expr, ColumnRef> columns, List<Binding> computed) {
    if (expr instanceof ColumnRef column) {
      return column;
    }
    ColumnRef known = columns.get(expr);
    if (known == null) {
      known = numbering.column(expr.type(), ExprText.of(expr));
      columns.put(expr, known);
      computed.add(new Binding(known, expr));
    }
    return known;
  }

  /// @param limit how many of the first rows are wanted, or -1
  /// @param rows profile of the rows
  Paths plan(List<SortKey> keys, Paths input, long limit, Profile rows) {
    Order order = order(keys);
    boolean shareable = !Steps.isVolatile(order.computed.stream().map(Binding::expr).toList());
    Paths below = shareable ? input : input.withoutPartial();
    List<Path> serial = new ArrayList<>();
    for (Path path : below.merged(steps)) {
      serial.addAll(sorted(steps.extend(path, order.computed), order.keys, limit, rows));
    }
    if (steps.mayMerge()) {
      for (Path path : below.partials()) {
        Path extended = steps.extend(path, order.computed);
        serial.add(steps.gatherMerge(steps.sort(extended, order.keys, limit)));
      }
    }
    return Paths.of(serial, List.of());
  }

  /// The serial ways to sort one path's rows: all at once, or group by group where they are in the
  /// order of the first keys already.
  List<Path> sorted(Path input, List<SortKey> keys, long limit, Profile rows) {
    List<Path> sorted = new ArrayList<>();
    sorted.add(steps.sort(input, keys, limit));
    int presorted = input.presorted(keys);
    if (presorted > 0 && presorted < keys.size() && steps.mayIncrement()) {
      double groups =
          Profiles.groups(keys.subList(0, presorted).stream().map(SortKey::expr).toList(), rows);
      sorted.add(steps.incrementalSort(input, keys, presorted, groups));
    }
    return sorted;
  }
}
