package dev.braid.plan.unnest;

import dev.braid.expr.ColumnRef;
import dev.braid.expr.Constant;
import dev.braid.expr.Expr;
import dev.braid.plan.logical.Binding;
import dev.braid.plan.logical.Columns;
import dev.braid.plan.logical.FullJoin;
import dev.braid.plan.logical.Logical;
import dev.braid.plan.logical.Logical.CteRef;
import dev.braid.plan.logical.Logical.JoinKind;
import dev.braid.plan.logical.Logical.With;
import dev.braid.plan.logical.Numbering;
import dev.braid.plan.logical.SameValue;
import dev.braid.type.Type;
import java.util.ArrayList;
import java.util.List;

/// A FULL JOIN whose condition has a subquery that uses both sides: a column of neither can stand
/// for it. The pairs are those of an inner join; to them come the rows of each side that are in no
/// pair.
///
/// ```
/// WITH a AS (left, numbered), b AS (right, numbered), pairs AS (SELECT * FROM a, b WHERE condition)
/// SELECT FROM pairs UNION ALL SELECT FROM a, not in pairs UNION ALL SELECT FROM b, not in pairs
/// ```
final class FullJoinPairs {
  private final Logical.Join join;
  private final Unnesting unnesting;
  private final RowNumbers rowNumbers;
  private final Numbering numbering;

  FullJoinPairs(
      Logical.Join join, Unnesting unnesting, RowNumbers rowNumbers, Numbering numbering) {
    this.join = join;
    this.unnesting = unnesting;
    this.rowNumbers = rowNumbers;
    this.numbering = numbering;
  }

  /// @param numbered the rows, each with its number in the last column
  private record Side(With.Definition numbered, List<ColumnRef> columns, ColumnRef number) {}

  /// The same rows, without subqueries.
  Logical split() {
    if (!FullJoin.isKeyed(join)) {
      throw FullJoin.unsupported();
    }
    if (!Columns.free(join.left()).isEmpty() || !Columns.free(join.right()).isEmpty()) {
      // What depends on outer rows is computed where it is used, and numbered anew each time.
      throw DomainPush.refused(
          "a subquery that uses both sides of a FULL JOIN of an outer query's columns");
    }
    Side left = side(join.left(), "a");
    Side right = side(join.right(), "b");
    Logical matched =
        new Logical.Join(JoinKind.INNER, rows(left), rows(right), join.condition(), false, null);
    With.Definition pairs =
        new With.Definition(
            numbering.id(),
            "pairs",
            DependentJoin.restored(unnesting.apply(matched), matched.output()));
    List<ColumnRef> output = join.output();
    Logical all =
        union(
            union(matches(pairs, left, right), alone(pairs, left, right, true), copies(output)),
            alone(pairs, left, right, false),
            output);
    return new With(List.of(left.numbered(), right.numbered(), pairs), all);
  }

  /// The rows are those of a copy, so that the condition's columns can be those of the reference.
  private Side side(Logical input, String name) {
    Logical copy = new TreeCopy(numbering).copy(input);
    ColumnRef number = numbering.column(Type.INT8, "number");
    Logical numbered = rowNumbers.number(copy, List.of(), List.of(), numbering.copyOf(number));
    return new Side(new With.Definition(numbering.id(), name, numbered), input.output(), number);
  }

  private static Logical rows(Side side) {
    List<ColumnRef> columns = new ArrayList<>(side.columns());
    columns.add(side.number());
    return new CteRef(side.numbered().id(), side.numbered().name(), columns);
  }

  private CteRef reference(With.Definition definition) {
    return new CteRef(definition.id(), definition.name(), copies(definition.query().output()));
  }

  private List<ColumnRef> copies(List<ColumnRef> columns) {
    return columns.stream().map(numbering::copyOf).toList();
  }

  private static Logical union(Logical one, Logical other, List<ColumnRef> output) {
    return new Logical.SetOperation(Logical.SetKind.UNION, true, one, other, output);
  }

  private Logical matches(With.Definition pairs, Side left, Side right) {
    CteRef rows = reference(pairs);
    List<Expr> values = new ArrayList<>(rows.output());
    values.remove(left.columns().size() + right.columns().size() + 1);
    values.remove(left.columns().size());
    return projected(rows, values);
  }

  /// The rows of a side that are in no pair, with NULLs for the other.
  private Logical alone(With.Definition pairs, Side left, Side right, boolean ofLeft) {
    Side side = ofLeft ? left : right;
    CteRef rows = reference(side.numbered());
    CteRef found = reference(pairs);
    int number = left.columns().size() + (ofLeft ? 0 : right.columns().size() + 1);
    Logical rest =
        new Logical.Join(
            JoinKind.ANTI,
            rows,
            found,
            new SameValue(rows.output().getLast(), found.output().get(number)),
            false,
            null);
    List<Expr> own = List.copyOf(rows.output().subList(0, side.columns().size()));
    List<Expr> values = new ArrayList<>(ofLeft ? own : nulls(left));
    values.addAll(ofLeft ? nulls(right) : own);
    return projected(rest, values);
  }

  private static List<Expr> nulls(Side side) {
    return side.columns().stream().map(column -> (Expr) Constant.nullOf(column.type())).toList();
  }

  private Logical projected(Logical input, List<Expr> values) {
    List<Binding> bindings = new ArrayList<>();
    for (Expr value : values) {
      bindings.add(new Binding(numbering.column(value.type(), "value"), value));
    }
    return new Logical.Project(input, bindings);
  }
}
