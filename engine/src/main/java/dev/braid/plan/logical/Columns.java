package dev.braid.plan.logical;

import dev.braid.expr.Call;
import dev.braid.expr.ColumnRef;
import dev.braid.expr.Expr;
import dev.braid.expr.Volatility;
import java.util.BitSet;
import java.util.Collection;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Which columns expressions and operators refer to, and how those are replaced.
public final class Columns {
  private Columns() {}

  /// Columns that an expression refers to, those of subqueries in it that come from outside of them
  /// included.
  public static BitSet of(Expr expr) {
    BitSet columns = new BitSet();
    add(expr, columns);
    return columns;
  }

  public static BitSet of(Collection<? extends Expr> exprs) {
    BitSet columns = new BitSet();
    exprs.forEach(expr -> add(expr, columns));
    return columns;
  }

  private static void add(Expr expr, BitSet columns) {
    switch (expr) {
      case ColumnRef column -> columns.set(column.column());
      case Subquery subquery -> {
        columns.or(free(subquery.query()));
        subquery.tests().forEach(test -> add(test, columns));
      }
      default -> expr.children().forEach(child -> add(child, columns));
    }
  }

  /// The columns that an operator puts out.
  public static BitSet output(Logical node) {
    BitSet columns = new BitSet();
    node.output().forEach(column -> columns.set(column.column()));
    return columns;
  }

  /// Columns that a tree refers to but does not make itself: correlated references.
  public static BitSet free(Logical node) {
    BitSet used = new BitSet();
    BitSet made = new BitSet();
    collect(node, used, made);
    used.andNot(made);
    return used;
  }

  private static void collect(Logical node, BitSet used, BitSet made) {
    node.output().forEach(column -> made.set(column.column()));
    Trees.forEachExpr(node, expr -> add(expr, used));
    node.inputs().forEach(input -> collect(input, used, made));
  }

  public static boolean intersect(BitSet left, BitSet right) {
    return left.intersects(right);
  }

  /// Whether every column of `part` is in `whole`.
  public static boolean within(BitSet part, BitSet whole) {
    BitSet rest = (BitSet) part.clone();
    rest.andNot(whole);
    return rest.isEmpty();
  }

  public static BitSet union(BitSet left, BitSet right) {
    BitSet both = (BitSet) left.clone();
    both.or(right);
    return both;
  }

  /// Rebuilds an expression from its leaves up; parts that do not change are kept.
  public static Expr rewrite(Expr expr, UnaryOperator<Expr> change) {
    boolean changed = false;
    java.util.List<Expr> children = new java.util.ArrayList<>();
    for (Expr child : expr.children()) {
      Expr rewritten = rewrite(child, change);
      changed |= rewritten != child;
      children.add(rewritten);
    }
    return change.apply(changed ? expr.withChildren(children) : expr);
  }

  /// Replaces columns, in subqueries too.
  public static Expr replace(Expr expr, Map<Integer, ? extends Expr> replacements) {
    if (replacements.isEmpty()) {
      return expr;
    }
    return rewrite(
        expr,
        part ->
            switch (part) {
              case ColumnRef column -> {
                Expr replacement = replacements.get(column.column());
                yield replacement == null ? part : replacement;
              }
              case Subquery subquery ->
                  new Subquery(
                      subquery.kind(),
                      replaceFree(subquery.query(), replacements),
                      subquery.tests(),
                      subquery.operators(),
                      subquery.type());
              default -> part;
            });
  }

  /// Replaces columns in all expressions of a tree. The columns replaced are not made in it.
  public static Logical replaceFree(Logical node, Map<Integer, ? extends Expr> replacements) {
    Logical inputs = Trees.mapInputs(node, input -> replaceFree(input, replacements));
    return Trees.mapExprs(inputs, expr -> replace(expr, replacements));
  }

  public static boolean isVolatile(Expr expr) {
    return expr instanceof Call call && call.function().volatility() == Volatility.VOLATILE
        || expr instanceof Subquery subquery && isVolatile(subquery.query())
        || expr.children().stream().anyMatch(Columns::isVolatile);
  }

  /// Whether anything in a tree is evaluated anew for each row.
  public static boolean isVolatile(Logical node) {
    boolean[] found = {false};
    Trees.forEachExpr(node, expr -> found[0] |= isVolatile(expr));
    return found[0]
        || node instanceof Logical.FunctionRows rows
            && rows.function().volatility() == Volatility.VOLATILE
        || node.inputs().stream().anyMatch(Columns::isVolatile);
  }

  /// Whether what a tree's functions give depends on their arguments alone: on no setting, no time,
  /// no chance.
  public static boolean isImmutable(Logical node) {
    boolean[] found = {true};
    Trees.forEachExpr(node, expr -> found[0] &= isImmutable(expr));
    return found[0]
        && switch (node) {
          case Logical.FunctionRows rows -> rows.function().volatility() == Volatility.IMMUTABLE;
          case Logical.ProjectSet set ->
              set.calls().stream()
                  .allMatch(call -> call.function().volatility() == Volatility.IMMUTABLE);
          default -> true;
        }
        && node.inputs().stream().allMatch(Columns::isImmutable);
  }

  private static boolean isImmutable(Expr expr) {
    boolean own =
        switch (expr) {
          case Call call -> call.function().volatility() == Volatility.IMMUTABLE;
          case Subquery subquery -> isImmutable(subquery.query());
          default -> true;
        };
    return own && expr.children().stream().allMatch(Columns::isImmutable);
  }

  public static boolean hasSubquery(Expr expr) {
    return expr instanceof Subquery || expr.children().stream().anyMatch(Columns::hasSubquery);
  }
}
