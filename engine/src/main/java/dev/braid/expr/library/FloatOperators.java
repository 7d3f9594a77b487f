package dev.braid.expr.library;

import dev.braid.expr.ScalarFunction;
import dev.braid.expr.Volatility;
import dev.braid.expr.kernel.FloatArithmetic;
import dev.braid.expr.kernel.FloatArithmetic.Operation;
import dev.braid.type.Floats;
import dev.braid.type.Kind;
import dev.braid.type.Type;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/// Arithmetic and mathematics of real and double precision.
final class FloatOperators {
  private FloatOperators() {}

  static void register(Definitions d) {
    binary(d, "+", Operation.ADD);
    binary(d, "-", Operation.SUBTRACT);
    binary(d, "*", Operation.MULTIPLY);
    binary(d, "/", Operation.DIVIDE);
    for (Type type : List.of(Type.FLOAT4, Type.FLOAT8)) {
      d.operator("-", type, unary(x -> -x), type);
      d.operator("+", type, unary(x -> x), type);
      d.operator("@", type, unary(Math::abs), type);
      d.function("abs", type, unary(Math::abs), type);
    }
    mathematics(d);
    random(d);
  }

  private static void binary(Definitions d, String symbol, Operation operation) {
    for (Type left : List.of(Type.FLOAT4, Type.FLOAT8)) {
      for (Type right : List.of(Type.FLOAT4, Type.FLOAT8)) {
        boolean narrow = left.kind() == Kind.FLOAT4 && right.kind() == Kind.FLOAT4;
        d.operator(
            symbol,
            narrow ? Type.FLOAT4 : Type.FLOAT8,
            _ ->
                (columns, size, validity, _) ->
                    FloatArithmetic.apply(
                        operation, columns[0], columns[1], narrow, size, validity),
            left,
            right);
      }
    }
  }

  private static RowFunction unary(DoubleUnaryOperator operator) {
    return (in, row, out, _) -> out.append(operator.applyAsDouble(in[0].getDouble(row)));
  }

  private static void mathematics(Definitions d) {
    one(d, "sqrt", Floats::sqrt);
    one(d, "exp", Floats::exp);
    one(d, "ln", Floats::ln);
    one(d, "log", Floats::log);
    one(d, "log10", Floats::log);
    one(d, "ceil", Math::ceil);
    one(d, "ceiling", Math::ceil);
    one(d, "floor", Math::floor);
    one(d, "round", Floats::round);
    one(d, "trunc", Floats::trunc);
    one(d, "sign", Floats::sign);
    one(d, "degrees", x -> x / (Math.PI / 180));
    one(d, "radians", x -> x * (Math.PI / 180));
    d.operator("|/", Type.FLOAT8, unary(Floats::sqrt), Type.FLOAT8);
    two(d, "power", Floats::power);
    two(d, "pow", Floats::power);
    d.operator("^", Type.FLOAT8, binary(Floats::power), Type.FLOAT8, Type.FLOAT8);
    d.function("pi", Type.FLOAT8, (_, _, out, _) -> out.append(Math.PI));
    d.function(
        "width_bucket",
        Type.INT4,
        (in, row, out, _) ->
            out.append(
                Floats.widthBucket(
                    in[0].getDouble(row),
                    in[1].getDouble(row),
                    in[2].getDouble(row),
                    in[3].getInt(row))),
        Type.FLOAT8,
        Type.FLOAT8,
        Type.FLOAT8,
        Type.INT4);
  }

  /// A function of one number.
  static void one(Definitions d, String name, DoubleUnaryOperator operator) {
    d.function(name, Type.FLOAT8, unary(operator), Type.FLOAT8);
  }

  /// A function of two numbers.
  static void two(Definitions d, String name, DoubleBinaryOperator operator) {
    d.function(name, Type.FLOAT8, binary(operator), Type.FLOAT8, Type.FLOAT8);
  }

  private static RowFunction binary(DoubleBinaryOperator operator) {
    return (in, row, out, _) ->
        out.append(operator.applyAsDouble(in[0].getDouble(row), in[1].getDouble(row)));
  }

  private static void random(Definitions d) {
    d.catalog()
        .function(
            new ScalarFunction(
                "random",
                List.of(),
                Type.FLOAT8,
                false,
                true,
                Volatility.VOLATILE,
                Definitions.perRow(
                    (_, _, out, _) -> out.append(ThreadLocalRandom.current().nextDouble()))));
  }
}
