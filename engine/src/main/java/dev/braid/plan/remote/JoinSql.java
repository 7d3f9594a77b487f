package dev.braid.plan.remote;

import dev.braid.expr.Call;
import dev.braid.expr.ColumnRef;
import dev.braid.expr.Expr;
import dev.braid.plan.logical.Columns;
import dev.braid.plan.logical.Conditions;
import dev.braid.plan.logical.Logical;
import dev.braid.plan.logical.Logical.Aggregate;
import dev.braid.plan.logical.Logical.Filter;
import dev.braid.plan.logical.Logical.Join;
import dev.braid.plan.logical.Logical.JoinKind;
import dev.braid.plan.logical.Logical.Project;
import dev.braid.plan.logical.SameValue;
import dev.braid.plan.remote.SelectText.Stage;
import dev.braid.type.Type;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Text of joins: those that keep rows of one side become EXISTS and IN in WHERE.
record JoinSql(QuerySql query) {
  SelectText select(Join join, BitSet need) {
    if (join.dependent()) {
      throw new NotExpressible("a dependent join");
    }
    BitSet below = QuerySql.with(need, List.of(join.condition()));
    return switch (join.kind()) {
      case INNER -> inner(join, below);
      case LEFT, RIGHT, FULL -> outer(join, join.kind(), below);
      case SINGLE -> {
        if (!isOneRow(join)) {
          throw new NotExpressible("a subquery that may return several rows");
        }
        yield outer(join, JoinKind.LEFT, below);
      }
      case SEMI, ANTI -> exists(join, below);
      case MARK -> mark(join, below);
    };
  }

  private SelectText inner(Join join, BitSet need) {
    SelectText left = query.until(Stage.ROWS, join.left(), need);
    SelectText right = query.until(Stage.ROWS, join.right(), need);
    left.columns.putAll(right.columns);
    List<Expr> conjuncts = Conditions.conjuncts(join.condition());
    List<String> on = left.exprs().of(conjuncts);
    if (left.from.isEmpty() || right.from.isEmpty()) {
      left.joined |= right.joined;
      left.from += right.from;
      left.where.addAll(right.where);
      left.where.addAll(on);
      return left;
    }
    left.from +=
        on.isEmpty()
            ? " CROSS JOIN " + right.operand()
            : " JOIN " + right.operand() + " ON " + String.join(" AND ", on);
    left.joined = true;
    left.where.addAll(right.where);
    return left;
  }

  /// A side whose rows may be missing has only names for columns, and its conditions are those of
  /// the join.
  private SelectText outer(Join join, JoinKind kind, BitSet need) {
    SelectText left = side(join.left(), need, kind != JoinKind.LEFT, kind != JoinKind.RIGHT);
    SelectText right = side(join.right(), need, kind != JoinKind.RIGHT, kind != JoinKind.LEFT);
    List<String> on = new ArrayList<>();
    left.columns.putAll(right.columns);
    on.addAll(left.exprs().of(Conditions.conjuncts(join.condition())));
    if (kind == JoinKind.LEFT) {
      on.addAll(right.where);
    } else if (kind == JoinKind.RIGHT) {
      on.addAll(left.where);
      left.where.clear();
      left.where.addAll(right.where);
    }
    left.from +=
        " %s JOIN %s ON %s"
            .formatted(kind, right.operand(), on.isEmpty() ? "TRUE" : String.join(" AND ", on));
    left.joined = true;
    return left;
  }

  /// @param missing whether the other side's rows may come without one of this side
  /// @param kept whether all rows of this side are kept
  private SelectText side(Logical node, BitSet need, boolean missing, boolean kept) {
    SelectText side = query.until(Stage.ROWS, node, need);
    boolean conditions = missing && kept && !side.where.isEmpty();
    return side.from.isEmpty() || conditions || missing && !side.isPlain()
        ? query.derived(side, node, need)
        : side;
  }

  private SelectText exists(Join join, BitSet need) {
    SelectText left = query.until(Stage.ROWS, join.left(), need);
    String word = join.kind() == JoinKind.ANTI ? "NOT EXISTS " : "EXISTS ";
    left.where.add(word + subquery(join, left, need));
    return left;
  }

  private String subquery(Join join, SelectText left, BitSet need) {
    SelectText right = query.until(Stage.ROWS, join.right(), need);
    Map<Integer, String> columns = new LinkedHashMap<>(left.columns);
    columns.putAll(right.columns);
    right.where.addAll(new ExprSql(columns).of(Conditions.conjuncts(join.condition())));
    return "(" + right.text("", List.of()) + ")";
  }

  /// Only `IN` has the three values of a mark; without a condition there are two.
  private SelectText mark(Join join, BitSet need) {
    SelectText left = query.until(Stage.ROWS, join.left(), need);
    ColumnRef mark = java.util.Objects.requireNonNull(join.mark());
    List<Expr> conjuncts = Conditions.conjuncts(join.condition());
    if (conjuncts.isEmpty()) {
      left.columns.put(mark.column(), "EXISTS " + subquery(join, left, need));
      return left;
    }
    SelectText right = query.until(Stage.ROWS, join.right(), need);
    BitSet leftColumns = Columns.output(join.left());
    BitSet rightColumns = Columns.output(join.right());
    List<String> tests = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (Expr conjunct : conjuncts) {
      List<Expr> sides = sides(conjunct);
      if (sides == null) {
        throw new NotExpressible("a mark by another condition than equality");
      }
      int first = Columns.within(Columns.of(sides.getFirst()), leftColumns) ? 0 : 1;
      if (!Columns.within(Columns.of(sides.get(first)), leftColumns)
          || !Columns.within(Columns.of(sides.get(1 - first)), rightColumns)) {
        throw new NotExpressible("a mark by a condition of one side");
      }
      List<Type> types = ((Call) conjunct).function().argumentTypes();
      tests.add(typed(sides.get(first), types.get(first), left));
      values.add(typed(sides.get(1 - first), types.get(1 - first), right));
    }
    String subquery = right.text(" " + String.join(", ", values));
    left.columns.put(mark.column(), "(" + row(tests) + " IN (" + subquery + "))");
    return left;
  }

  private static String typed(Expr expr, Type type, SelectText select) {
    return CallSql.arguments(List.of(expr), List.of(type), select.exprs()).getFirst();
  }

  private static String row(List<String> values) {
    return values.size() == 1 ? values.getFirst() : "(" + String.join(", ", values) + ")";
  }

  private static @Nullable List<Expr> sides(Expr conjunct) {
    return Conditions.isOperator(conjunct, "=") ? ((Call) conjunct).arguments() : null;
  }

  /// Whether at most one right row meets the condition: there is only one, or the condition fixes
  /// all keys by which the right side is grouped.
  static boolean isOneRow(Join join) {
    Logical right = join.right();
    while (right instanceof Project || right instanceof Filter) {
      right = right.inputs().getFirst();
    }
    if (!(right instanceof Aggregate aggregate) || !aggregate.groupingSets().isEmpty()) {
      return false;
    }
    BitSet fixed = new BitSet();
    for (Expr conjunct : Conditions.conjuncts(join.condition())) {
      List<Expr> sides = conjunct instanceof SameValue same ? same.children() : sides(conjunct);
      if (sides != null) {
        mark(sides.get(0), sides.get(1), join, fixed);
        mark(sides.get(1), sides.get(0), join, fixed);
      }
    }
    BitSet keys = new BitSet();
    aggregate.keys().forEach(key -> keys.set(key.column().column()));
    return Columns.within(keys, fixed);
  }

  private static void mark(Expr key, Expr value, Join join, BitSet fixed) {
    if (key instanceof ColumnRef column
        && Columns.within(Columns.of(value), Columns.output(join.left()))) {
      fixed.set(column.column());
    }
  }
}
