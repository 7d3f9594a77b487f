package dev.braid.plan.unnest;

import dev.braid.expr.ColumnRef;
import dev.braid.expr.Expr;
import dev.braid.plan.logical.Binding;
import dev.braid.plan.logical.Columns;
import dev.braid.plan.logical.Conditions;
import dev.braid.plan.logical.Logical;
import dev.braid.plan.logical.Logical.JoinKind;
import dev.braid.plan.logical.Numbering;
import dev.braid.plan.logical.SameValue;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/// Makes ordinary joins of joins whose right side refers to columns of the left one: by the
/// simplest way that keeps their meaning.
final class DependentJoin {
  private final Numbering numbering;
  private final EmptyGroups emptyGroups;
  private final RowNumbers rowNumbers;

  DependentJoin(Numbering numbering, EmptyGroups emptyGroups, RowNumbers rowNumbers) {
    this.numbering = numbering;
    this.emptyGroups = emptyGroups;
    this.rowNumbers = rowNumbers;
  }

  /// @param guard conditions on the left rows without which the right side is not asked for; they
  ///   are part of the join's condition as well
  /// @return a tree that puts out the join's columns and perhaps more
  Logical eliminate(Logical.Join join, List<Expr> guard) {
    Domain domain = new Domain(join.left(), guard, numbering);
    BitSet used = domain.used(join.right());
    if (used.isEmpty()) {
      return plain(join, join.right(), join.condition());
    }
    if (join.kind() == JoinKind.RIGHT || join.kind() == JoinKind.FULL) {
      throw new IllegalStateException("a RIGHT or FULL join cannot be dependent");
    }
    if (join.kind() == JoinKind.SINGLE || join.kind() == JoinKind.LEFT) {
      Logical grouped = Correlation.scalarAggregate(join, domain, emptyGroups);
      if (grouped != null) {
        return grouped;
      }
    }
    if (join.kind() != JoinKind.MARK) {
      Correlation correlation = Correlation.of(join.right(), domain);
      if (correlation != null) {
        List<Expr> conditions = new ArrayList<>(correlation.lifted());
        conditions.add(join.condition());
        return plain(join, correlation.node(), Conditions.and(conditions));
      }
    }
    return general(join, domain, used);
  }

  private Logical general(Logical.Join join, Domain domain, BitSet used) {
    Domain.Rows rows = computed(domain, join.right(), used);
    return plain(
        join, rows.node(), Conditions.and(links(join.left(), rows.columns()), join.condition()));
  }

  /// The rows of a subquery for all outer values.
  Domain.Rows computed(Domain domain, Logical query, BitSet used) {
    return new DomainPush(domain, emptyGroups, rowNumbers).push(query, used);
  }

  private static Expr links(Logical left, Map<Integer, ColumnRef> names) {
    List<Expr> links = new ArrayList<>();
    for (ColumnRef column : left.output()) {
      ColumnRef name = names.get(column.column());
      if (name != null) {
        links.add(new SameValue(column, name));
      }
    }
    return Conditions.and(links);
  }

  /// Joins outer rows with what was computed for their values.
  Logical link(
      JoinKind kind, Logical left, Logical right, Map<Integer, ColumnRef> names, List<Expr> guard) {
    return new Logical.Join(
        kind, left, right, Conditions.and(links(left, names), Conditions.and(guard)), false, null);
  }

  private static Logical plain(Logical.Join join, Logical right, Expr condition) {
    return new Logical.Join(join.kind(), join.left(), right, condition, false, join.mark());
  }

  /// The tree without columns that somebody above does not know.
  static Logical restored(Logical node, List<ColumnRef> output) {
    if (node.output().equals(output)) {
      return node;
    }
    List<Binding> bindings = new ArrayList<>();
    BitSet made = Columns.output(node);
    for (ColumnRef column : output) {
      if (!made.get(column.column())) {
        throw new IllegalStateException("unnesting lost the column " + column);
      }
      bindings.add(new Binding(column, column));
    }
    return new Logical.Project(node, bindings);
  }
}
