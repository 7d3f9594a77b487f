package dev.braid.plan.unnest;

import dev.braid.expr.ColumnRef;
import dev.braid.expr.Expr;
import dev.braid.plan.logical.Binding;
import dev.braid.plan.logical.Columns;
import dev.braid.plan.logical.Conditions;
import dev.braid.plan.logical.Logical;
import dev.braid.plan.logical.Logical.JoinKind;
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
  /// Where a statement has become so large, every further copy may double it.
  private static final int MOST_COLUMNS = 300_000;

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
    if (numbering.last() > MOST_COLUMNS) {
      throw DomainPush.refused("a statement of so many correlated subqueries");
    }
    BitSet all = Columns.union(columns, own(Columns.of(guard)));
    Logical source = source(outer, all);
    if (Columns.isVolatile(source)) {
      throw DomainPush.refused(
          "a volatile function in rows that a correlated subquery is asked for");
    }
    TreeCopy copy = new TreeCopy(numbering);
    Logical copied = copy.copy(Conditions.filter(source, guard));
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

  /// The part of a tree that has the same values in some columns: joins that keep all rows of a
  /// side only repeat its values. So the subqueries that were joined before are not copied with the
  /// rows, which would double the plan for each of them.
  private static Logical source(Logical outer, BitSet columns) {
    return switch (outer) {
      case Logical.Join join
          when keepsLeft(join.kind()) && Columns.within(columns, Columns.output(join.left())) ->
          source(join.left(), columns);
      case Logical.Join join
          when join.kind() == JoinKind.RIGHT
              && Columns.within(columns, Columns.output(join.right())) ->
          source(join.right(), columns);
      case Logical.Project project when passes(project, columns) ->
          source(project.input(), columns);
      default -> outer;
    };
  }

  private static boolean keepsLeft(JoinKind kind) {
    return kind == JoinKind.LEFT || kind == JoinKind.SINGLE || kind == JoinKind.MARK;
  }

  /// Whether a projection leaves columns as they are.
  private static boolean passes(Logical.Project project, BitSet columns) {
    for (Binding binding : project.bindings()) {
      if (columns.get(binding.column().column()) && !binding.expr().equals(binding.column())) {
        return false;
      }
    }
    return true;
  }
}
