package dev.braid.plan.logical;

import dev.braid.expr.Expr;
import dev.braid.plan.logical.Logical.Aggregate;
import dev.braid.plan.logical.Logical.CteRef;
import dev.braid.plan.logical.Logical.Distinct;
import dev.braid.plan.logical.Logical.Filter;
import dev.braid.plan.logical.Logical.FunctionRows;
import dev.braid.plan.logical.Logical.Join;
import dev.braid.plan.logical.Logical.Limit;
import dev.braid.plan.logical.Logical.Project;
import dev.braid.plan.logical.Logical.ProjectSet;
import dev.braid.plan.logical.Logical.Recursion;
import dev.braid.plan.logical.Logical.Remote;
import dev.braid.plan.logical.Logical.Scan;
import dev.braid.plan.logical.Logical.SetOperation;
import dev.braid.plan.logical.Logical.Sort;
import dev.braid.plan.logical.Logical.ValuesRows;
import dev.braid.plan.logical.Logical.Window;
import dev.braid.plan.logical.Logical.With;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Walks over logical trees: one operator's inputs or expressions changed, the rest as it was.
public final class Trees {
  private Trees() {}

  /// The operator over changed inputs; the same object when none changed.
  public static Logical mapInputs(Logical node, UnaryOperator<Logical> change) {
    List<Logical> inputs = node.inputs();
    List<Logical> changed = new ArrayList<>(inputs.size());
    boolean same = true;
    for (Logical input : inputs) {
      Logical other = change.apply(input);
      same &= other == input;
      changed.add(other);
    }
    return same ? node : withInputs(node, changed);
  }

  /// The operator over other inputs.
  public static Logical withInputs(Logical node, List<Logical> inputs) {
    return switch (node) {
      case Scan _, Remote _, ValuesRows _, FunctionRows _, CteRef _ -> node;
      case Filter filter -> new Filter(inputs.getFirst(), filter.condition());
      case Project project -> new Project(inputs.getFirst(), project.bindings());
      case ProjectSet set -> new ProjectSet(inputs.getFirst(), set.calls());
      case Join join ->
          new Join(
              join.kind(),
              inputs.get(0),
              inputs.get(1),
              join.condition(),
              join.dependent(),
              join.mark());
      case Aggregate aggregate ->
          new Aggregate(
              inputs.getFirst(),
              aggregate.keys(),
              aggregate.groupingSets(),
              aggregate.calls(),
              aggregate.grouping());
      case Window window ->
          new Window(inputs.getFirst(), window.partition(), window.order(), window.calls());
      case Sort sort -> new Sort(inputs.getFirst(), sort.keys());
      case Limit limit ->
          new Limit(
              inputs.getFirst(),
              limit.count(),
              limit.offset(),
              limit.ties(),
              limit.numbers() == null ? null : inputs.get(1));
      case Distinct distinct -> new Distinct(inputs.getFirst(), distinct.on());
      case SetOperation set ->
          new SetOperation(set.kind(), set.all(), inputs.get(0), inputs.get(1), set.output());
      case With with -> {
        List<With.Definition> definitions = new ArrayList<>();
        for (int i = 0; i < with.definitions().size(); i++) {
          With.Definition definition = with.definitions().get(i);
          definitions.add(new With.Definition(definition.id(), definition.name(), inputs.get(i)));
        }
        yield new With(definitions, inputs.getLast());
      }
      case Recursion recursion ->
          new Recursion(
              recursion.id(),
              recursion.name(),
              inputs.get(0),
              inputs.get(1),
              recursion.all(),
              recursion.output());
    };
  }

  /// The operator with its own expressions changed, not those of its inputs.
  public static Logical mapExprs(Logical node, UnaryOperator<Expr> change) {
    return switch (node) {
      case Scan _, Remote _, CteRef _, SetOperation _, With _, Recursion _ -> node;
      case ValuesRows values ->
          new ValuesRows(
              values.rows().stream().map(row -> list(row, change)).toList(), values.output());
      case FunctionRows rows ->
          new FunctionRows(
              rows.function(),
              list(rows.arguments(), change),
              rows.alias(),
              rows.ordinality(),
              rows.output());
      case Filter filter -> {
        Expr condition = change.apply(filter.condition());
        yield condition == filter.condition() ? node : new Filter(filter.input(), condition);
      }
      case Project project -> new Project(project.input(), bindings(project.bindings(), change));
      case ProjectSet set ->
          new ProjectSet(
              set.input(),
              set.calls().stream()
                  .map(
                      call ->
                          new SetCall(
                              call.column(), call.function(), list(call.arguments(), change)))
                  .toList());
      case Join join ->
          new Join(
              join.kind(),
              join.left(),
              join.right(),
              change.apply(join.condition()),
              join.dependent(),
              join.mark());
      case Aggregate aggregate ->
          new Aggregate(
              aggregate.input(),
              bindings(aggregate.keys(), change),
              aggregate.groupingSets(),
              aggregate.calls().stream().map(call -> call.map(change)).toList(),
              aggregate.grouping());
      case Window window ->
          new Window(
              window.input(),
              list(window.partition(), change),
              SortKey.map(window.order(), change),
              window.calls().stream().map(call -> call.map(change)).toList());
      case Sort sort -> new Sort(sort.input(), SortKey.map(sort.keys(), change));
      case Limit limit ->
          new Limit(
              limit.input(),
              optional(limit.count(), change),
              optional(limit.offset(), change),
              SortKey.map(limit.ties(), change),
              limit.numbers());
      case Distinct distinct -> new Distinct(distinct.input(), list(distinct.on(), change));
    };
  }

  /// Shows an operator's own expressions.
  public static void forEachExpr(Logical node, Consumer<Expr> consumer) {
    switch (node) {
      case Scan _, Remote _, CteRef _, SetOperation _, With _, Recursion _ -> {}
      case ValuesRows values -> values.rows().forEach(row -> row.forEach(consumer));
      case FunctionRows rows -> rows.arguments().forEach(consumer);
      case Filter filter -> consumer.accept(filter.condition());
      case Project project -> project.bindings().forEach(each -> consumer.accept(each.expr()));
      case ProjectSet set -> set.calls().forEach(call -> call.arguments().forEach(consumer));
      case Join join -> consumer.accept(join.condition());
      case Aggregate aggregate -> {
        aggregate.keys().forEach(key -> consumer.accept(key.expr()));
        aggregate.calls().forEach(call -> exprs(call).forEach(consumer));
      }
      case Window window -> {
        window.partition().forEach(consumer);
        window.order().forEach(key -> consumer.accept(key.expr()));
        for (WindowCall call : window.calls()) {
          call.arguments().forEach(consumer);
          accept(call.filter(), consumer);
        }
      }
      case Sort sort -> sort.keys().forEach(key -> consumer.accept(key.expr()));
      case Limit limit -> {
        accept(limit.count(), consumer);
        accept(limit.offset(), consumer);
        limit.ties().forEach(key -> consumer.accept(key.expr()));
      }
      case Distinct distinct -> distinct.on().forEach(consumer);
    }
  }

  /// All expressions of an aggregate's call.
  public static List<Expr> exprs(AggregateCall call) {
    List<Expr> exprs = new ArrayList<>(call.arguments());
    call.order().forEach(key -> exprs.add(key.expr()));
    if (call.filter() != null) {
      exprs.add(call.filter());
    }
    return exprs;
  }

  private static void accept(@Nullable Expr expr, Consumer<Expr> consumer) {
    if (expr != null) {
      consumer.accept(expr);
    }
  }

  private static List<Expr> list(List<Expr> exprs, UnaryOperator<Expr> change) {
    return exprs.stream().map(change).toList();
  }

  private static @Nullable Expr optional(@Nullable Expr expr, UnaryOperator<Expr> change) {
    return expr == null ? null : change.apply(expr);
  }

  private static List<Binding> bindings(List<Binding> bindings, UnaryOperator<Expr> change) {
    return bindings.stream()
        .map(binding -> new Binding(binding.column(), change.apply(binding.expr())))
        .toList();
  }
}
