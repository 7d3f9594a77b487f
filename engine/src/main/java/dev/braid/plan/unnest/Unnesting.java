package dev.braid.plan.unnest;

import dev.braid.expr.ColumnRef;
import dev.braid.expr.Constant;
import dev.braid.expr.EvalContext;
import dev.braid.expr.Expr;
import dev.braid.expr.FunctionCatalog;
import dev.braid.parallel.Cancellation;
import dev.braid.plan.logical.Binding;
import dev.braid.plan.logical.Columns;
import dev.braid.plan.logical.Conditions;
import dev.braid.plan.logical.Logical;
import dev.braid.plan.logical.Logical.JoinKind;
import dev.braid.plan.logical.Numbering;
import dev.braid.plan.logical.Trees;
import dev.braid.type.Type;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Walks over a statement from its leaves up and takes all subqueries and dependent joins away.
public final class Unnesting {
  private final Numbering numbering;
  private final DependentJoin joins;
  private final RowNumbers rowNumbers;
  private final Cancellation cancellation;

  public Unnesting(Numbering numbering, FunctionCatalog functions, EvalContext context) {
    this.numbering = numbering;
    cancellation = context.cancellation();
    rowNumbers = new RowNumbers(functions, context);
    joins = new DependentJoin(numbering, new EmptyGroups(context), rowNumbers);
  }

  /// The same rows without subqueries and dependent joins.
  public Logical apply(Logical node) {
    cancellation.check();
    Logical inputs = Trees.mapInputs(sunk(node), this::apply);
    Logical expanded = hasSubquery(inputs) ? expand(inputs) : inputs;
    return expanded instanceof Logical.Join join && join.dependent()
        ? DependentJoin.restored(joins.eliminate(join, List.of()), join.output())
        : expanded;
  }

  /// Conditions on the left side of a dependent join go there, so that the right side is only
  /// computed for rows that are left.
  private static Logical sunk(Logical node) {
    if (!(node instanceof Logical.Filter filter)
        || !(filter.input() instanceof Logical.Join join)
        || !join.dependent()) {
      return node;
    }
    BitSet columns = Columns.output(join.left());
    List<Expr> left = new ArrayList<>();
    List<Expr> others = new ArrayList<>();
    for (Expr conjunct : Conditions.conjuncts(filter.condition())) {
      boolean sinks =
          !Columns.hasSubquery(conjunct)
              && !Columns.isVolatile(conjunct)
              && !Columns.of(conjunct).isEmpty()
              && Columns.within(Columns.of(conjunct), columns);
      (sinks ? left : others).add(conjunct);
    }
    return left.isEmpty()
        ? node
        : Conditions.filter(
            Trees.withInputs(join, List.of(Conditions.filter(join.left(), left), join.right())),
            others);
  }

  private static boolean hasSubquery(Logical node) {
    boolean[] found = {false};
    Trees.forEachExpr(node, expr -> found[0] |= Columns.hasSubquery(expr));
    return found[0];
  }

  private SubqueryJoins over(Logical input) {
    return new SubqueryJoins(input, this, joins, numbering);
  }

  private Logical expand(Logical node) {
    return switch (node) {
      case Logical.Filter filter -> filter(filter);
      case Logical.Join join -> join(join);
      case Logical.ValuesRows values -> apply(values(values));
      case Logical.FunctionRows rows -> functionRows(rows);
      case Logical.Limit limit -> limit(limit);
      case Logical.Project _,
          Logical.ProjectSet _,
          Logical.Aggregate _,
          Logical.Window _,
          Logical.Sort _,
          Logical.Distinct _ -> {
        SubqueryJoins subqueries = over(node.inputs().getFirst());
        Logical changed = Trees.mapExprs(node, subqueries::value);
        yield DependentJoin.restored(
            Trees.withInputs(changed, List.of(subqueries.input())), node.output());
      }
      case Logical.Scan _,
          Logical.Remote _,
          Logical.CteRef _,
          Logical.SetOperation _,
          Logical.With _,
          Logical.Recursion _ ->
          node;
    };
  }

  /// Conditions without subqueries first, then the others in the order written.
  private Logical filter(Logical.Filter filter) {
    List<Expr> simple = new ArrayList<>();
    List<Expr> others = new ArrayList<>();
    for (Expr conjunct : Conditions.conjuncts(filter.condition())) {
      (Columns.hasSubquery(conjunct) ? others : simple).add(conjunct);
    }
    SubqueryJoins subqueries = over(Conditions.filter(filter.input(), simple));
    others.forEach(subqueries::require);
    return DependentJoin.restored(subqueries.input(), filter.output());
  }

  /// Subqueries of an inner join's condition are those of a filter over it. Those of another join
  /// belong to the side whose columns they use.
  private Logical join(Logical.Join join) {
    if (join.kind() == JoinKind.INNER) {
      List<Expr> simple = new ArrayList<>();
      List<Expr> others = new ArrayList<>();
      for (Expr conjunct : Conditions.conjuncts(join.condition())) {
        (Columns.hasSubquery(conjunct) ? others : simple).add(conjunct);
      }
      Logical plain =
          new Logical.Join(
              JoinKind.INNER,
              join.left(),
              join.right(),
              Conditions.and(simple),
              join.dependent(),
              null);
      return apply(new Logical.Filter(plain, Conditions.and(others)));
    }
    if (usesBoth(join)) {
      return join.kind() == JoinKind.FULL
          ? new FullJoinPairs(join, this, rowNumbers, numbering).split()
          : lateral(join);
    }
    SubqueryJoins left = over(join.left());
    SubqueryJoins right = over(join.right());
    BitSet leftColumns = Columns.output(join.left());
    BitSet rightColumns = Columns.output(join.right());
    List<Expr> conditions = new ArrayList<>();
    for (Expr conjunct : Conditions.conjuncts(join.condition())) {
      if (!Columns.hasSubquery(conjunct)) {
        conditions.add(conjunct);
      } else if (join.kind() == JoinKind.LEFT && !Columns.of(conjunct).intersects(leftColumns)) {
        right.require(conjunct);
      } else if (join.kind() == JoinKind.RIGHT && !Columns.of(conjunct).intersects(rightColumns)) {
        left.require(conjunct);
      } else {
        conditions.add(SubqueryJoins.sided(conjunct, left, right));
      }
    }
    Logical joined =
        new Logical.Join(
            join.kind(),
            left.input(),
            right.input(),
            Conditions.and(conditions),
            join.dependent(),
            join.mark());
    Logical plain = join.dependent() ? joins.eliminate((Logical.Join) joined, List.of()) : joined;
    return DependentJoin.restored(plain, join.output());
  }

  /// Whether the condition has a subquery that refers to columns of both sides.
  private static boolean usesBoth(Logical.Join join) {
    BitSet left = Columns.output(join.left());
    BitSet right = Columns.output(join.right());
    return Conditions.conjuncts(join.condition()).stream()
        .anyMatch(conjunct -> SubqueryJoins.usesBoth(conjunct, left, right));
  }

  /// A LEFT or RIGHT join with a subquery that uses both sides is one with the rows of the other
  /// side that meet the condition: `LEFT JOIN LATERAL (SELECT * FROM right WHERE ...) ON true`.
  private Logical lateral(Logical.Join join) {
    boolean turned = join.kind() == JoinKind.RIGHT;
    Logical kept = turned ? join.right() : join.left();
    Logical other = turned ? join.left() : join.right();
    Logical.Join dependent =
        new Logical.Join(
            turned ? JoinKind.LEFT : join.kind(),
            kept,
            new Logical.Filter(other, join.condition()),
            Constant.TRUE,
            true,
            join.mark());
    return DependentJoin.restored(apply(dependent), join.output());
  }

  /// The numbers as one row: that of their subqueries, joined.
  private Logical limit(Logical.Limit limit) {
    SubqueryJoins subqueries = over(new Logical.ValuesRows(List.of(List.of()), List.of()));
    List<Binding> bindings = new ArrayList<>();
    Expr count = number(limit.count(), "count", subqueries, bindings);
    Expr offset = number(limit.offset(), "offset", subqueries, bindings);
    Logical numbers = new Logical.Project(subqueries.input(), bindings);
    return new Logical.Limit(limit.input(), count, offset, limit.ties(), numbers);
  }

  private @Nullable Expr number(
      @Nullable Expr expr, String name, SubqueryJoins subqueries, List<Binding> bindings) {
    if (expr == null) {
      return null;
    }
    ColumnRef column = numbering.column(Type.INT8, name);
    bindings.add(new Binding(column, subqueries.value(expr)));
    return column;
  }

  /// Each row of VALUES as a projection of its own.
  private Logical values(Logical.ValuesRows values) {
    Logical all = null;
    for (List<Expr> row : values.rows()) {
      List<Binding> bindings = new ArrayList<>();
      for (int i = 0; i < row.size(); i++) {
        bindings.add(new Binding(numbering.copyOf(values.output().get(i)), row.get(i)));
      }
      Logical one =
          new Logical.Project(new Logical.ValuesRows(List.of(List.of()), List.of()), bindings);
      all =
          all == null
              ? one
              : new Logical.SetOperation(
                  Logical.SetKind.UNION,
                  true,
                  all,
                  one,
                  values.output().stream().map(numbering::copyOf).toList());
    }
    if (all == null) {
      return values;
    }
    List<Binding> names = new ArrayList<>();
    for (int i = 0; i < values.output().size(); i++) {
      names.add(new Binding(values.output().get(i), all.output().get(i)));
    }
    return new Logical.Project(all, names);
  }

  private Logical functionRows(Logical.FunctionRows rows) {
    SubqueryJoins subqueries = over(new Logical.ValuesRows(List.of(List.of()), List.of()));
    Logical changed = Trees.mapExprs(rows, subqueries::value);
    Logical.Join join =
        new Logical.Join(JoinKind.INNER, subqueries.input(), changed, Constant.TRUE, true, null);
    return DependentJoin.restored(joins.eliminate(join, List.of()), rows.output());
  }
}
