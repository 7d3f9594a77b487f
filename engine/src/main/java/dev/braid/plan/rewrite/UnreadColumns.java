package dev.braid.plan.rewrite;

import dev.braid.expr.ColumnRef;
import dev.braid.expr.Constant;
import dev.braid.expr.Expr;
import dev.braid.plan.logical.Binding;
import dev.braid.plan.logical.Columns;
import dev.braid.plan.logical.Logical;
import dev.braid.plan.logical.Subquery;
import dev.braid.plan.logical.Trees;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// Takes subqueries, and constants that raise an error, away from columns that nobody reads. They
/// need no join then, and, as with PostgreSQL, raise no error.
///
/// A column itself stays, as NULL, so that the shape of the tree does not change. Columns of
/// DISTINCT, of UNION and its like, and of WITH queries are all read.
public final class UnreadColumns {
  private UnreadColumns() {}

  /// A statement, of which all columns are read.
  public static Logical remove(Logical query) {
    return visit(query, Columns.output(query));
  }

  /// @param needed columns that are read above
  private static Logical visit(Logical node, BitSet needed) {
    Logical own = Trees.mapExprs(without(node, needed), UnreadColumns::inside);
    return switch (own) {
      case Logical.Project project -> {
        BitSet below = new BitSet();
        for (Binding binding : project.bindings()) {
          boolean passes = binding.expr() instanceof ColumnRef;
          if (!passes || needed.get(binding.column().column())) {
            below.or(Columns.of(binding.expr()));
          }
        }
        yield Trees.mapInputs(own, input -> visit(input, below));
      }
      case Logical.Aggregate _ -> {
        BitSet below = new BitSet();
        Trees.forEachExpr(own, expr -> below.or(Columns.of(expr)));
        yield Trees.mapInputs(own, input -> visit(input, below));
      }
      case Logical.Filter _,
          Logical.ProjectSet _,
          Logical.Window _,
          Logical.Sort _,
          Logical.Limit _ -> {
        BitSet below = (BitSet) needed.clone();
        Trees.forEachExpr(own, expr -> below.or(Columns.of(expr)));
        yield Trees.mapInputs(own, input -> visit(input, below));
      }
      case Logical.Join join -> {
        BitSet below = Columns.union(needed, Columns.of(join.condition()));
        BitSet left = Columns.union(below, Columns.free(join.right()));
        yield Trees.withInputs(own, List.of(visit(join.left(), left), visit(join.right(), below)));
      }
      case Logical.Distinct _,
          Logical.SetOperation _,
          Logical.With _,
          Logical.Recursion _,
          Logical.Scan _,
          Logical.Remote _,
          Logical.CteRef _,
          Logical.ValuesRows _,
          Logical.FunctionRows _ ->
          Trees.mapInputs(own, UnreadColumns::remove);
    };
  }

  /// The operator without the subqueries of columns that are not needed.
  private static Logical without(Logical node, BitSet needed) {
    return switch (node) {
      case Logical.Project project -> {
        List<Binding> bindings = new ArrayList<>();
        for (Binding binding : project.bindings()) {
          bindings.add(
              needed.get(binding.column().column())
                  ? binding
                  : new Binding(binding.column(), unread(binding.expr())));
        }
        yield new Logical.Project(project.input(), bindings);
      }
      case Logical.Aggregate aggregate ->
          new Logical.Aggregate(
              aggregate.input(),
              aggregate.keys(),
              aggregate.groupingSets(),
              aggregate.calls().stream()
                  .map(
                      call ->
                          needed.get(call.column().column())
                              ? call
                              : call.map(UnreadColumns::unread))
                  .toList(),
              aggregate.grouping());
      case Logical.Window window ->
          new Logical.Window(
              window.input(),
              window.partition(),
              window.order(),
              window.calls().stream()
                  .map(
                      call ->
                          needed.get(call.column().column())
                              ? call
                              : call.map(UnreadColumns::unread))
                  .toList());
      default -> node;
    };
  }

  private static Expr unread(Expr expr) {
    return (Columns.hasSubquery(expr) || ConstantErrors.isIn(expr)) && !Columns.isVolatile(expr)
        ? Constant.nullOf(expr.type())
        : expr;
  }

  /// Subqueries that stay are looked into themselves. EXISTS reads no column.
  private static Expr inside(Expr expr) {
    if (!Columns.hasSubquery(expr)) {
      return expr;
    }
    return Columns.rewrite(
        expr,
        part ->
            part instanceof Subquery subquery
                ? new Subquery(
                    subquery.kind(),
                    subquery.kind() == Subquery.Kind.EXISTS
                        ? visit(subquery.query(), new BitSet())
                        : remove(subquery.query()),
                    subquery.tests(),
                    subquery.operators(),
                    subquery.type())
                : part);
  }
}
