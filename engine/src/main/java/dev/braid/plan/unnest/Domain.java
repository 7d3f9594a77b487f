package dev.braid.plan.unnest;

import dev.braid.expr.ColumnRef;
import dev.braid.expr.Expr;
import dev.braid.plan.logical.Binding;
import dev.braid.plan.logical.Columns;
import dev.braid.plan.logical.Conditions;
import dev.braid.plan.logical.Logical;
import dev.braid.plan.logical.Numbering;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The outer rows of a dependent join, as the set of different values that their columns have.
///
/// @param outer the left side
/// @param guard conditions on the outer rows without which the subquery is not asked for
record Domain(Logical outer, List<Expr> guard, Numbering numbering) {
  /// Rows for which a subquery is computed, and under which name they carry an outer column.
  record Rows(Logical node, Map<Integer, ColumnRef> columns) {}

  boolean has(int column) {
    return outer.output().stream().anyMatch(each -> each.column() == column);
  }

  /// The outer columns that a tree refers to.
  BitSet used(Logical node) {
    return own(Columns.free(node));
  }

  BitSet used(Expr expr) {
    return own(Columns.of(expr));
  }

  private BitSet own(BitSet columns) {
    BitSet own = (BitSet) columns.clone();
    own.and(Columns.output(outer));
    return own;
  }

  /// The different values of some outer columns: a new copy each time, which would have other
  /// values where the outer rows are made by a volatile function.
  Rows rows(BitSet columns) {
    if (Columns.isVolatile(outer)) {
      throw DomainPush.refused(
          "a volatile function in rows that a correlated subquery is asked for");
    }
    TreeCopy copy = new TreeCopy(numbering);
    Logical copied = copy.copy(Conditions.filter(outer, guard));
    List<Binding> bindings = new ArrayList<>();
    Map<Integer, ColumnRef> names = new HashMap<>();
    for (ColumnRef column : outer.output()) {
      if (columns.get(column.column()) && !names.containsKey(column.column())) {
        ColumnRef name = numbering.copyOf(column);
        names.put(column.column(), name);
        bindings.add(new Binding(name, copy.column(column)));
      }
    }
    return new Rows(new Logical.Aggregate(copied, bindings, List.of(), List.of(), null), names);
  }
}
