package dev.braid.plan.remote;

import dev.braid.expr.AggregateFunction;
import dev.braid.expr.Call;
import dev.braid.expr.Cast;
import dev.braid.expr.Coalesce;
import dev.braid.expr.ColumnRef;
import dev.braid.expr.Constant;
import dev.braid.expr.Expr;
import dev.braid.expr.FunctionCatalog;
import dev.braid.expr.ScalarFunction;
import dev.braid.plan.logical.AggregateCall;
import dev.braid.plan.logical.Numbering;
import dev.braid.type.Kind;
import dev.braid.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Aggregates as those of parts of a group, those that put them together, and an expression over
/// these.
///
/// Exact but for sums of floats, which are sums of the servers' sums: PostgreSQL promises no order
/// for them either. `avg` is divided here, by the division of the type in which PostgreSQL does it.
final class PartialCalls {
  private final Numbering numbering;
  private final FunctionCatalog functions;
  private final List<AggregateCall> partials = new ArrayList<>();

  PartialCalls(Numbering numbering, FunctionCatalog functions) {
    this.numbering = numbering;
    this.functions = functions;
  }

  /// What servers compute, each once.
  List<AggregateCall> partials() {
    return partials;
  }

  /// The value of an aggregate without DISTINCT.
  ///
  /// @param finals to which those are added that put parts together
  /// @return null where it cannot be put together
  @Nullable Expr result(AggregateCall call, List<AggregateCall> finals) {
    if (call.function().form() != AggregateFunction.Form.PLAIN) {
      return null;
    }
    return switch (call.function().name()) {
      case "count" -> count(call, call.arguments(), finals);
      case "sum" -> sum(call, finals);
      case "avg" -> average(call, finals);
      case "min", "max", "bool_and", "bool_or", "every", "bit_and", "bit_or", "bit_xor" ->
          merged(call, call.function(), call.arguments().getFirst(), call.column().type(), finals);
      case "variance", "var_samp", "var_pop", "stddev", "stddev_samp", "stddev_pop" ->
          deviation(call, finals);
      default -> null;
    };
  }

  private AggregateFunction aggregate(String name, Type argument) {
    for (AggregateFunction function : functions.aggregates(name)) {
      if (function.argumentTypes().equals(List.of(argument))) {
        return function;
      }
    }
    throw new IllegalStateException(name + "(" + argument + ")");
  }

  /// A partial aggregate, put together by an aggregate of its own results.
  private ColumnRef merged(
      AggregateCall call,
      AggregateFunction function,
      Expr argument,
      Type result,
      List<AggregateCall> finals) {
    ColumnRef part = partial(call, function, List.of(argument), result);
    return together(function, part, result, finals);
  }

  private ColumnRef partial(
      AggregateCall call, AggregateFunction function, List<Expr> arguments, Type result) {
    for (AggregateCall other : partials) {
      if (other.function().equals(function)
          && other.arguments().equals(arguments)
          && Objects.equals(other.filter(), call.filter())) {
        return other.column();
      }
    }
    ColumnRef column = numbering.column(result, function.name());
    partials.add(new AggregateCall(column, function, arguments, false, List.of(), call.filter()));
    return column;
  }

  private ColumnRef together(
      AggregateFunction function, ColumnRef part, Type result, List<AggregateCall> finals) {
    for (AggregateCall other : finals) {
      if (!other.distinct()
          && other.function().equals(function)
          && other.arguments().equals(List.of(part))) {
        return other.column();
      }
    }
    ColumnRef column = numbering.column(result, function.name());
    finals.add(new AggregateCall(column, function, List.of(part), false, List.of(), null));
    return column;
  }

  /// The sum of bigints as a numeric.
  private ColumnRef total(ColumnRef part, List<AggregateCall> finals) {
    return together(aggregate("sum", Type.INT8), part, Type.NUMERIC, finals);
  }

  /// 0 where no server sends anything.
  private Expr count(AggregateCall call, List<Expr> arguments, List<AggregateCall> finals) {
    AggregateFunction count = call.function();
    if (!count.name().equals("count")) {
      count =
          functions.aggregates("count").stream()
              .filter(each -> each.argumentTypes().size() == arguments.size())
              .findFirst()
              .orElseThrow();
    }
    ColumnRef part = partial(call, count, arguments, Type.INT8);
    return new Coalesce(
        List.of(cast(total(part, finals), Type.INT8), new Constant(Type.INT8, 0L)), Type.INT8);
  }

  /// Sums of smaller integers are bigints, and stay so.
  private @Nullable Expr sum(AggregateCall call, List<AggregateCall> finals) {
    Type result = call.column().type().plain();
    Expr argument = call.arguments().getFirst();
    ColumnRef part = partial(call, call.function(), List.of(argument), result);
    return switch (result.kind()) {
      case INT8 -> cast(total(part, finals), Type.INT8);
      case NUMERIC, INTERVAL, FLOAT4, FLOAT8 ->
          together(aggregate("sum", result), part, result, finals);
      default -> null;
    };
  }

  private @Nullable Expr average(AggregateCall call, List<AggregateCall> finals) {
    Expr argument = call.arguments().getFirst();
    return switch (call.function().argumentTypes().getFirst().kind()) {
      case INT2, INT4, INT8, NUMERIC -> divided(call, argument, Type.NUMERIC, finals);
      case FLOAT4, FLOAT8 -> divided(call, cast(argument, Type.FLOAT8), Type.FLOAT8, finals);
      case INTERVAL -> divided(call, argument, Type.INTERVAL, finals);
      default -> null;
    };
  }

  private Expr divided(AggregateCall call, Expr argument, Type result, List<AggregateCall> finals) {
    Expr sum = sumOf(call, argument, result, finals);
    Type divisor = result.kind() == Kind.NUMERIC ? Type.NUMERIC : Type.FLOAT8;
    Expr count = cast(count(call, List.of(argument), finals), divisor);
    return new Call(operator("/", result, divisor), List.of(sum, count), result);
  }

  /// The sum in the type in which it is divided.
  private Expr sumOf(AggregateCall call, Expr argument, Type result, List<AggregateCall> finals) {
    Type type = argument.type().plain();
    AggregateFunction sum = aggregate("sum", type);
    Type partType = type.kind() == Kind.INT2 || type.kind() == Kind.INT4 ? Type.INT8 : result;
    ColumnRef part = partial(call, sum, List.of(argument), partType);
    return partType.equals(result)
        ? together(aggregate("sum", result), part, result, finals)
        : total(part, finals);
  }

  /// Of integers and numerics from the exact sums of values and squares, as PostgreSQL does it; not
  /// of floats, whose sums of squares lose digits.
  private @Nullable Expr deviation(AggregateCall call, List<AggregateCall> finals) {
    Expr argument = call.arguments().getFirst();
    Kind kind = call.function().argumentTypes().getFirst().kind();
    if (!kind.isInteger() && kind != Kind.NUMERIC) {
      return null;
    }
    Expr number = cast(argument, Type.NUMERIC);
    Expr square =
        new Call(operator("*", Type.NUMERIC, Type.NUMERIC), List.of(number, number), Type.NUMERIC);
    return SumsOfSquares.deviation(
        call.function().name(),
        count(call, List.of(argument), finals),
        sumOf(call, number, Type.NUMERIC, finals),
        sumOf(call, square, Type.NUMERIC, finals));
  }

  private ScalarFunction operator(String symbol, Type left, Type right) {
    for (ScalarFunction function : functions.operators(symbol)) {
      if (function.argumentTypes().equals(List.of(left, right))) {
        return function;
      }
    }
    throw new IllegalStateException(symbol);
  }

  private Expr cast(Expr expr, Type to) {
    if (expr.type().kind() == to.kind()) {
      return expr;
    }
    Cast cast = Objects.requireNonNull(functions.cast(expr.type().kind(), to.kind()));
    ScalarFunction function = cast.function();
    return function == null
        ? new Call(SumsOfSquares.same(expr.type().plain(), to), List.of(expr), to)
        : new Call(function, List.of(expr), to);
  }
}
