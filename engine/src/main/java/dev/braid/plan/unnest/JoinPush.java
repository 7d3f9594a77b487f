package dev.braid.plan.unnest;

import static java.util.Objects.requireNonNull;

import dev.braid.expr.Coalesce;
import dev.braid.expr.ColumnRef;
import dev.braid.expr.Expr;
import dev.braid.plan.logical.Binding;
import dev.braid.plan.logical.Columns;
import dev.braid.plan.logical.Conditions;
import dev.braid.plan.logical.FullJoin;
import dev.braid.plan.logical.Logical;
import dev.braid.plan.logical.Logical.JoinKind;
import dev.braid.plan.logical.SameValue;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Pushes the set of outer values below joins: to the side that uses them, or to both, whose rows
/// then only meet for the same outer values. The outer values of the result are those of the side
/// whose rows are all kept.
final class JoinPush {
  private final DomainPush pushes;
  private final Domain domain;

  JoinPush(DomainPush pushes, Domain domain) {
    this.pushes = pushes;
    this.domain = domain;
  }

  Domain.Rows join(Logical.Join join, BitSet needed) {
    BitSet leftUse = domain.used(join.left());
    BitSet rightUse = domain.used(join.right());
    BitSet above = Columns.union(needed, domain.used(join.condition()));
    return switch (join.kind()) {
      case INNER -> {
        if (leftUse.isEmpty() && !rightUse.isEmpty()) {
          Domain.Rows right = pushes.push(join.right(), above);
          yield joined(join, new Domain.Rows(join.left(), Map.of()), right, right.columns());
        }
        Domain.Rows left = pushes.push(join.left(), above);
        Domain.Rows right = pushes.push(join.right(), new BitSet());
        Map<Integer, ColumnRef> both = new HashMap<>(right.columns());
        both.putAll(left.columns());
        yield joined(join, left, right, both);
      }
      case LEFT, SEMI, ANTI, SINGLE, MARK -> {
        if (join.kind() == JoinKind.MARK && !rightUse.isEmpty()) {
          throw DomainPush.refused("this comparison with a correlated subquery");
        }
        Domain.Rows left = pushes.push(join.left(), Columns.union(above, rightUse));
        Domain.Rows right = pushes.push(join.right(), new BitSet());
        yield joined(join, left, right, left.columns());
      }
      case RIGHT -> {
        Domain.Rows right = pushes.push(join.right(), Columns.union(above, leftUse));
        Domain.Rows left = pushes.push(join.left(), new BitSet());
        yield joined(join, left, right, right.columns());
      }
      case FULL -> {
        BitSet all = Columns.union(above, Columns.union(leftUse, rightUse));
        Domain.Rows left = pushes.push(join.left(), all);
        Domain.Rows right = pushes.push(join.right(), all);
        yield full(join, left, right);
      }
    };
  }

  private Domain.Rows joined(
      Logical.Join join, Domain.Rows left, Domain.Rows right, Map<Integer, ColumnRef> columns) {
    List<Expr> conditions = new ArrayList<>();
    left.columns()
        .forEach(
            (outer, column) -> {
              ColumnRef other = right.columns().get(outer);
              if (other != null) {
                conditions.add(new SameValue(column, other));
              }
            });
    conditions.add(Columns.replace(join.condition(), columns));
    return new Domain.Rows(
        new Logical.Join(
            join.kind(), left.node(), right.node(), Conditions.and(conditions), false, join.mark()),
        columns);
  }

  /// Rows of a full join carry the outer values of the side that they have. A column that is NULL
  /// in both is NULL in the outer row.
  private Domain.Rows full(Logical.Join join, Domain.Rows left, Domain.Rows right) {
    if (!domain.used(join.condition()).isEmpty() && !FullJoin.isKeyed(join)) {
      throw FullJoin.unsupported();
    }
    Domain.Rows both = joined(join, left, right, left.columns());
    List<Binding> bindings = new ArrayList<>();
    join.output().forEach(column -> bindings.add(new Binding(column, column)));
    Map<Integer, ColumnRef> names = new HashMap<>();
    left.columns()
        .forEach(
            (outer, column) -> {
              ColumnRef name = domain.numbering().copyOf(column);
              names.put(outer, name);
              bindings.add(
                  new Binding(
                      name,
                      new Coalesce(
                          List.of(column, requireNonNull(right.columns().get(outer))),
                          column.type())));
            });
    return new Domain.Rows(new Logical.Project(both.node(), bindings), names);
  }
}
