package dev.braid.plan;

import static java.util.stream.Collectors.joining;

import dev.braid.catalog.table.Table;
import dev.braid.exec.Filter;
import dev.braid.exec.HashJoin;
import dev.braid.exec.NestedLoop;
import dev.braid.exec.PlanNode;
import dev.braid.exec.Project;
import dev.braid.expr.Accumulator;
import dev.braid.expr.AggregateFunction;
import dev.braid.expr.And;
import dev.braid.expr.Call;
import dev.braid.expr.ColumnRef;
import dev.braid.expr.Constant;
import dev.braid.expr.Expr;
import dev.braid.expr.Not;
import dev.braid.expr.Or;
import dev.braid.expr.ScalarFunction;
import dev.braid.expr.Volatility;
import dev.braid.plan.logical.AggregateCall;
import dev.braid.plan.logical.Binding;
import dev.braid.plan.logical.Logical;
import dev.braid.plan.logical.Logical.JoinKind;
import dev.braid.plan.logical.SortKey;
import dev.braid.plan.logical.Subquery;
import dev.braid.type.Type;
import dev.braid.vector.BoolColumn;
import dev.braid.vector.Values;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes logical trees by hand, and prints executable ones.
final class Tree {
  private int next;

  ColumnRef column(String name, Type type) {
    return new ColumnRef(++next, type, name);
  }

  /// All columns of a table.
  Logical.Scan scan(Table table) {
    return scan(table, table.name());
  }

  Logical.Scan scan(Table table, String alias) {
    List<Integer> positions = new ArrayList<>();
    List<ColumnRef> output = new ArrayList<>();
    for (int i = 0; i < table.columns().size(); i++) {
      positions.add(i);
      output.add(
          column(alias + "." + table.columns().get(i).name(), table.columns().get(i).type()));
    }
    return new Logical.Scan(table, alias, positions, output);
  }

  static ColumnRef at(Logical node, int place) {
    return node.output().get(place);
  }

  static Logical filter(Logical input, Expr condition) {
    return new Logical.Filter(input, condition);
  }

  static Logical join(JoinKind kind, Logical left, Logical right, Expr condition) {
    return new Logical.Join(kind, left, right, condition, false, null);
  }

  Logical project(Logical input, Expr... exprs) {
    List<Binding> bindings = new ArrayList<>();
    for (Expr expr : exprs) {
      bindings.add(
          new Binding(
              expr instanceof ColumnRef column ? column : column("?column?", expr.type()), expr));
    }
    return new Logical.Project(input, bindings);
  }

  Logical aggregate(Logical input, List<Expr> keys, AggregateCall... calls) {
    return new Logical.Aggregate(
        input,
        keys.stream().map(key -> new Binding(column("key", key.type()), key)).toList(),
        List.of(),
        List.of(calls),
        null);
  }

  AggregateCall call(String name, Type result, Expr... arguments) {
    return new AggregateCall(
        column(name, result), aggregate(name, result), List.of(arguments), false, List.of(), null);
  }

  AggregateCall distinctCall(String name, Type result, Expr... arguments) {
    return new AggregateCall(
        column(name, result), aggregate(name, result), List.of(arguments), true, List.of(), null);
  }

  private static AggregateFunction aggregate(String name, Type result) {
    Accumulator accumulator =
        (Accumulator)
            Proxy.newProxyInstance(
                Tree.class.getClassLoader(),
                new Class<?>[] {Accumulator.class},
                (_, method, _) -> {
                  return switch (method.getName()) {
                    case "stateTypes" -> List.of(result);
                    case "resize" -> null;
                    case "result" -> Values.repeat(result, name.equals("count") ? 0L : null, 1);
                    default -> throw new UnsupportedOperationException(method.getName());
                  };
                });
    return new AggregateFunction(
        name, List.of(), result, 0, AggregateFunction.Form.PLAIN, true, (_, _) -> accumulator);
  }

  static Logical sort(Logical input, Expr... keys) {
    return new Logical.Sort(
        input, Arrays.stream(keys).map(key -> new SortKey(key, false, false)).toList());
  }

  static Logical limit(Logical input, long count) {
    return new Logical.Limit(input, new Constant(Type.INT8, count), null, List.of());
  }

  static Subquery exists(Logical query) {
    return new Subquery(Subquery.Kind.EXISTS, query, List.of(), List.of(), Type.BOOL);
  }

  static Subquery scalar(Logical query) {
    return new Subquery(
        Subquery.Kind.SCALAR, query, List.of(), List.of(), query.output().getFirst().type());
  }

  static Subquery any(Expr test, Logical query) {
    return new Subquery(
        Subquery.Kind.ANY, query, List.of(test), List.of(operator("=", test.type())), Type.BOOL);
  }

  static Subquery notIn(Expr test, Logical query) {
    return new Subquery(
        Subquery.Kind.ALL, query, List.of(test), List.of(operator("<>", test.type())), Type.BOOL);
  }

  static Expr value(int number) {
    return new Constant(Type.INT4, number);
  }

  static Expr equal(Expr left, Expr right) {
    return call("=", left, right);
  }

  static Expr less(Expr left, Expr right) {
    return call("<", left, right);
  }

  static Expr and(Expr... operands) {
    return new And(List.of(operands));
  }

  static Expr or(Expr... operands) {
    return new Or(List.of(operands));
  }

  static Expr not(Expr operand) {
    return new Not(operand);
  }

  /// A call that is true or false; evaluated it compares integers.
  static Expr call(String symbol, Expr left, Expr right) {
    return new Call(operator(symbol, left.type()), List.of(left, right), Type.BOOL);
  }

  private static ScalarFunction operator(String symbol, Type type) {
    return new ScalarFunction(
        symbol,
        List.of(type, type),
        Type.BOOL,
        false,
        true,
        Volatility.IMMUTABLE,
        _ ->
            (arguments, size, validity, _) -> {
              boolean[] values = new boolean[size];
              for (int i = 0; i < size; i++) {
                int order = Integer.compare(arguments[0].getInt(i), arguments[1].getInt(i));
                values[i] =
                    switch (symbol) {
                      case "=" -> order == 0;
                      case "<>" -> order != 0;
                      case "<" -> order < 0;
                      case ">" -> order > 0;
                      default -> throw new UnsupportedOperationException(symbol);
                    };
              }
              return new BoolColumn(values, size, validity);
            });
  }

  /// A plan's nodes, one a line, those below indented; conditions behind them.
  static String print(PlanNode plan) {
    StringBuilder text = new StringBuilder();
    print(plan, 0, text);
    return text.toString().stripTrailing();
  }

  private static void print(PlanNode node, int depth, StringBuilder text) {
    text.append("  ".repeat(depth)).append(node.title());
    String detail =
        switch (node) {
          case HashJoin join ->
              " %s = %s".formatted(names(join.outerKeys()), names(join.innerKeys()))
                  + (join.residual() == null ? "" : " and " + of(join.residual()));
          case NestedLoop loop ->
              loop.condition() == null ? "" : " on " + of(loop.condition());
          case Filter filter -> " " + of(filter.condition());
          case dev.braid.exec.SeqScan scan when !scan.filters().isEmpty() ->
              " where " + scan.filters().stream().map(Tree::of).collect(joining(" and "));
          case Project project -> " " + names(project.exprs());
          case dev.braid.exec.Sort sort when sort.limit() >= 0 -> " first " + sort.limit();
          default -> "";
        };
    text.append(detail).append('\n');
    node.children().forEach(child -> print(child, depth + 1, text));
  }

  private static String names(List<Expr> exprs) {
    return exprs.stream().map(Tree::of).collect(joining(", "));
  }

  private static String of(@Nullable Expr expr) {
    return expr == null ? "" : dev.braid.exec.ExprText.of(expr);
  }
}
