package dev.braid.plan.rewrite;

import dev.braid.expr.ColumnRef;
import dev.braid.expr.Expr;
import dev.braid.plan.logical.Binding;
import dev.braid.plan.logical.Columns;
import dev.braid.plan.logical.Conditions;
import dev.braid.plan.logical.Logical;
import dev.braid.plan.logical.Trees;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Moves conditions down to where the rows are that they take away. Outer joins whose extra rows no
/// condition above lets through become inner ones on the way, and what nothing comes out of is not
/// computed.
///
/// A volatile condition stays where it is. As in PostgreSQL, nothing is promised about the order in
/// which conditions of one WHERE are evaluated, but those of an outer query never get in front of
/// LIMIT or of the conditions of an inner one that they were behind.
public final class FilterPushDown {
  private FilterPushDown() {}

  public static Logical apply(Logical node) {
    return push(node, List.of());
  }

  /// @param conditions all over the node's output, not volatile
  private static Logical push(Logical node, List<Expr> conditions) {
    if (conditions.stream().anyMatch(Conditions::isNeverTrue)) {
      return new Logical.ValuesRows(List.of(), node.output());
    }
    return switch (node) {
      case Logical.Filter filter -> {
        List<Expr> down = new ArrayList<>();
        List<Expr> stay = new ArrayList<>();
        for (Expr conjunct : Conditions.conjuncts(filter.condition())) {
          (Columns.isVolatile(conjunct) ? stay : down).add(conjunct);
        }
        if (stay.isEmpty()) {
          down.addAll(conditions);
          yield push(filter.input(), distinct(down));
        }
        stay.addAll(conditions);
        yield Conditions.filter(push(filter.input(), down), stay);
      }
      case Logical.Project project -> project(project, conditions);
      case Logical.Join join -> JoinConditions.push(join, conditions, FilterPushDown::push);
      case Logical.Aggregate aggregate -> aggregate(aggregate, conditions);
      case Logical.Window window ->
          through(window, conditions, Columns.of(columns(window.partition())));
      case Logical.ProjectSet set -> through(set, conditions, Columns.output(set.input()));
      case Logical.Distinct distinct ->
          distinct.on().isEmpty()
              ? through(distinct, conditions, Columns.output(distinct))
              : through(distinct, conditions, Columns.of(columns(distinct.on())));
      case Logical.Sort sort -> through(sort, conditions, Columns.output(sort));
      case Logical.SetOperation set -> setOperation(set, conditions);
      case Logical.With with -> {
        List<Logical> inputs = new ArrayList<>();
        with.definitions().forEach(each -> inputs.add(apply(each.query())));
        inputs.add(push(with.body(), conditions));
        yield Trees.withInputs(with, inputs);
      }
      case Logical.Limit _, Logical.Recursion _ ->
          Conditions.filter(Trees.mapInputs(node, FilterPushDown::apply), conditions);
      case Logical.Scan _,
          Logical.Remote _,
          Logical.ValuesRows _,
          Logical.FunctionRows _,
          Logical.CteRef _ ->
          Conditions.filter(node, conditions);
    };
  }

  static List<Expr> distinct(List<Expr> conditions) {
    return new ArrayList<>(new java.util.LinkedHashSet<>(conditions));
  }

  private static List<Expr> columns(List<Expr> exprs) {
    return exprs.stream().filter(ColumnRef.class::isInstance).toList();
  }

  /// Conditions over some columns only pass an operator.
  private static Logical through(Logical node, List<Expr> conditions, BitSet columns) {
    List<Expr> down = new ArrayList<>();
    List<Expr> stay = new ArrayList<>();
    for (Expr condition : conditions) {
      BitSet used = Columns.of(condition);
      boolean passes = !used.isEmpty() && Columns.within(used, columns);
      (passes ? down : stay).add(condition);
    }
    Logical input = push(node.inputs().getFirst(), down);
    return Conditions.filter(Trees.withInputs(node, List.of(input)), stay);
  }

  private static Logical project(Logical.Project project, List<Expr> conditions) {
    Map<Integer, Expr> exprs = new HashMap<>();
    BitSet fixed = new BitSet();
    for (Binding binding : project.bindings()) {
      exprs.put(binding.column().column(), binding.expr());
      if (Columns.isVolatile(binding.expr())) {
        fixed.set(binding.column().column());
      }
    }
    List<Expr> down = new ArrayList<>();
    List<Expr> stay = new ArrayList<>();
    for (Expr condition : conditions) {
      if (Columns.of(condition).intersects(fixed)) {
        stay.add(condition);
      } else {
        down.add(Columns.replace(condition, exprs));
      }
    }
    return Conditions.filter(
        new Logical.Project(push(project.input(), down), project.bindings()), stay);
  }

  /// Conditions on the keys alone take away whole groups, whose rows need not be grouped. Without
  /// keys there is one group, which exists without any rows.
  private static Logical aggregate(Logical.Aggregate aggregate, List<Expr> conditions) {
    Map<Integer, Expr> keys = new HashMap<>();
    BitSet passing = new BitSet();
    if (aggregate.groupingSets().isEmpty()) {
      for (Binding key : aggregate.keys()) {
        if (!Columns.isVolatile(key.expr())) {
          keys.put(key.column().column(), key.expr());
          passing.set(key.column().column());
        }
      }
    }
    List<Expr> down = new ArrayList<>();
    List<Expr> stay = new ArrayList<>();
    for (Expr condition : conditions) {
      BitSet used = Columns.of(condition);
      if (!used.isEmpty() && Columns.within(used, passing)) {
        down.add(Columns.replace(condition, keys));
      } else {
        stay.add(condition);
      }
    }
    return Conditions.filter(
        Trees.withInputs(aggregate, List.of(push(aggregate.input(), down))), stay);
  }

  private static Logical setOperation(Logical.SetOperation set, List<Expr> conditions) {
    return Trees.withInputs(
        set,
        List.of(
            push(set.left(), renamed(conditions, set.output(), set.left().output())),
            push(set.right(), renamed(conditions, set.output(), set.right().output()))));
  }

  private static List<Expr> renamed(
      List<Expr> conditions, List<ColumnRef> from, List<ColumnRef> to) {
    Map<Integer, ColumnRef> names = new HashMap<>();
    for (int i = 0; i < from.size(); i++) {
      names.put(from.get(i).column(), to.get(i));
    }
    return conditions.stream().map(condition -> Columns.replace(condition, names)).toList();
  }
}
