package dev.braid.sql.analyze;

import dev.braid.expr.ColumnRef;
import dev.braid.expr.Expr;
import dev.braid.plan.logical.AggregateCall;
import dev.braid.plan.logical.Binding;
import dev.braid.plan.logical.Logical;
import dev.braid.plan.logical.SetCall;
import dev.braid.plan.logical.SortKey;
import dev.braid.plan.logical.Subquery;
import dev.braid.plan.logical.WindowCall;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A plan with other expressions or other columns.
///
/// @param expressions changes a whole expression; plans of subqueries inside are its business
/// @param columns changes the columns that operators put out
/// @param references puts something else in the place of a [Logical.CteRef]
record LogicalRewrite(
    UnaryOperator<Expr> expressions,
    UnaryOperator<ColumnRef> columns,
    UnaryOperator<Logical> references) {
  LogicalRewrite(UnaryOperator<Expr> expressions, UnaryOperator<ColumnRef> columns) {
    this(expressions, columns, UnaryOperator.identity());
  }

  /// Every column that an expression refers to, those inside of subqueries included.
  static void references(Expr expr, Consumer<ColumnRef> consumer) {
    if (expr instanceof ColumnRef column) {
      consumer.accept(column);
    }
    if (expr instanceof Subquery subquery) {
      references(subquery.query(), consumer);
    }
    expr.children().forEach(child -> references(child, consumer));
  }

  static void references(Logical plan, Consumer<ColumnRef> consumer) {
    UnaryOperator<Expr> visit =
        expr -> {
          references(expr, consumer);
          return expr;
        };
    new LogicalRewrite(visit, UnaryOperator.identity()).apply(plan);
  }

  Logical apply(Logical plan) {
    return switch (plan) {
      case Logical.Scan it ->
          new Logical.Scan(it.table(), it.alias(), it.columns(), outputs(it.output()));
      case Logical.Remote _ -> throw new IllegalStateException("no remote parts in an analysis");
      case Logical.ValuesRows it ->
          new Logical.ValuesRows(
              it.rows().stream().map(this::exprs).toList(), outputs(it.output()));
      case Logical.FunctionRows it ->
          new Logical.FunctionRows(
              it.function(),
              exprs(it.arguments()),
              it.alias(),
              it.ordinality(),
              outputs(it.output()));
      case Logical.Filter it ->
          new Logical.Filter(apply(it.input()), expressions.apply(it.condition()));
      case Logical.Project it -> new Logical.Project(apply(it.input()), bindings(it.bindings()));
      case Logical.ProjectSet it ->
          new Logical.ProjectSet(
              apply(it.input()),
              it.calls().stream()
                  .map(
                      c ->
                          new SetCall(
                              columns.apply(c.column()), c.function(), exprs(c.arguments())))
                  .toList());
      case Logical.Join it ->
          new Logical.Join(
              it.kind(),
              apply(it.left()),
              apply(it.right()),
              expressions.apply(it.condition()),
              it.dependent(),
              it.mark() == null ? null : columns.apply(it.mark()));
      case Logical.Aggregate it ->
          new Logical.Aggregate(
              apply(it.input()),
              bindings(it.keys()),
              it.groupingSets(),
              it.calls().stream().map(this::aggregate).toList(),
              it.grouping() == null ? null : columns.apply(it.grouping()));
      case Logical.Window it ->
          new Logical.Window(
              apply(it.input()),
              exprs(it.partition()),
              keys(it.order()),
              it.calls().stream().map(this::window).toList());
      case Logical.Sort it -> new Logical.Sort(apply(it.input()), keys(it.keys()));
      case Logical.Limit it ->
          new Logical.Limit(
              apply(it.input()), nullable(it.count()), nullable(it.offset()), keys(it.ties()));
      case Logical.Distinct it -> new Logical.Distinct(apply(it.input()), exprs(it.on()));
      case Logical.SetOperation it ->
          new Logical.SetOperation(
              it.kind(), it.all(), apply(it.left()), apply(it.right()), outputs(it.output()));
      case Logical.With it ->
          new Logical.With(
              it.definitions().stream()
                  .map(d -> new Logical.With.Definition(d.id(), d.name(), apply(d.query())))
                  .toList(),
              apply(it.body()));
      case Logical.CteRef it ->
          references.apply(new Logical.CteRef(it.id(), it.name(), outputs(it.output())));
      case Logical.Recursion it ->
          new Logical.Recursion(
              it.id(),
              it.name(),
              apply(it.start()),
              apply(it.step()),
              it.all(),
              outputs(it.output()));
    };
  }

  private List<ColumnRef> outputs(List<ColumnRef> output) {
    return output.stream().map(columns).toList();
  }

  private List<Binding> bindings(List<Binding> bindings) {
    List<Binding> result = new ArrayList<>();
    for (Binding each : bindings) {
      result.add(new Binding(columns.apply(each.column()), expressions.apply(each.expr())));
    }
    return result;
  }

  private List<Expr> exprs(List<Expr> list) {
    return list.stream().map(expressions).toList();
  }

  List<SortKey> keys(List<SortKey> keys) {
    return SortKey.map(keys, expressions);
  }

  private @Nullable Expr nullable(@Nullable Expr expr) {
    return expr == null ? null : expressions.apply(expr);
  }

  private AggregateCall aggregate(AggregateCall it) {
    return it.map(expressions).withColumn(columns.apply(it.column()));
  }

  WindowCall window(WindowCall it) {
    return it.map(expressions).withColumn(columns.apply(it.column()));
  }
}
