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

/// Ways to bring rows into an order: a sort of all of them, or sorts by all participants and a
/// Gather Merge of what they have. With a limit every one of them keeps the first rows only.
final class SortPaths {
  private final Steps steps;
  private final Numbering numbering;

  SortPaths(Steps steps, Numbering numbering) {
    this.steps = steps;
    this.numbering = numbering;
  }

  /// An order over columns, and the columns that have to be computed for it.
  record Order(List<SortKey> keys, List<Binding> computed) {}

  Order order(List<SortKey> keys) {
    Map<Expr, ColumnRef> columns = new HashMap<>();
    List<Binding> computed = new ArrayList<>();
    List<SortKey> order = new ArrayList<>();
    for (SortKey key : keys) {
      ColumnRef column = column(key.expr(), columns, computed);
      boolean again = order.stream().anyMatch(earlier -> earlier.expr().equals(column));
      if (!again) {
        order.add(new SortKey(column, key.descending(), key.nullsFirst()));
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
  Paths plan(List<SortKey> keys, Paths input, long limit) {
    Order order = order(keys);
    List<Path> serial = new ArrayList<>();
    for (Path path : input.serials()) {
      serial.add(steps.sort(steps.extend(path, order.computed), order.keys, limit));
    }
    Path partial = input.partial();
    boolean shareable =
        partial != null
            && steps.mayMerge()
            && !Steps.isVolatile(order.computed.stream().map(Binding::expr).toList());
    if (partial == null || !shareable) {
      return Paths.of(serial, List.of());
    }
    Path sorted = steps.sort(steps.extend(partial, order.computed), order.keys, limit);
    serial.add(steps.gatherMerge(sorted));
    return Paths.of(serial, List.of());
  }
}
