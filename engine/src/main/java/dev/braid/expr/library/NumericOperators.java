package dev.braid.expr.library;

import dev.braid.expr.kernel.NumericArithmetic;
import dev.braid.expr.kernel.NumericArithmetic.Operation;
import dev.braid.type.Numeric;
import dev.braid.type.Type;
import dev.braid.vector.NumericColumn;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/// Arithmetic and mathematics of numeric.
final class NumericOperators {
  private NumericOperators() {}

  static void register(Definitions d) {
    arithmetic(d, "+", Operation.ADD);
    arithmetic(d, "-", Operation.SUBTRACT);
    arithmetic(d, "*", Operation.MULTIPLY);
    d.operator("/", Type.NUMERIC, binary(Numeric::divide), Type.NUMERIC, Type.NUMERIC);
    d.operator("%", Type.NUMERIC, binary(Numeric::mod), Type.NUMERIC, Type.NUMERIC);
    d.operator("^", Type.NUMERIC, binary(Numeric::power), Type.NUMERIC, Type.NUMERIC);
    d.operator(
        "-",
        Type.NUMERIC,
        _ ->
            (columns, size, validity, _) ->
                NumericArithmetic.negate((NumericColumn) columns[0], size, validity),
        Type.NUMERIC);
    d.operator("+", Type.NUMERIC, unary(x -> x), Type.NUMERIC);
    d.operator("@", Type.NUMERIC, unary(Numeric::abs), Type.NUMERIC);
    functions(d);
  }

  private static void arithmetic(Definitions d, String symbol, Operation operation) {
    d.operator(
        symbol,
        Type.NUMERIC,
        _ ->
            (columns, size, validity, _) ->
                NumericArithmetic.apply(operation, columns[0], columns[1], size, validity),
        Type.NUMERIC,
        Type.NUMERIC);
  }

  private static RowFunction binary(BinaryOperator<Numeric> operator) {
    return (in, row, out, _) ->
        out.append(operator.apply(in[0].getNumeric(row), in[1].getNumeric(row)));
  }

  private static RowFunction unary(UnaryOperator<Numeric> operator) {
    return (in, row, out, _) -> out.append(operator.apply(in[0].getNumeric(row)));
  }

  private static void one(Definitions d, String name, UnaryOperator<Numeric> operator) {
    d.function(name, Type.NUMERIC, unary(operator), Type.NUMERIC);
  }

  private static void two(Definitions d, String name, BinaryOperator<Numeric> operator) {
    d.function(name, Type.NUMERIC, binary(operator), Type.NUMERIC, Type.NUMERIC);
  }

  private static void functions(Definitions d) {
    one(d, "abs", Numeric::abs);
    one(d, "sign", Numeric::sign);
    one(d, "ceil", Numeric::ceil);
    one(d, "ceiling", Numeric::ceil);
    one(d, "floor", Numeric::floor);
    one(d, "sqrt", Numeric::sqrt);
    one(d, "exp", Numeric::exp);
    one(d, "ln", Numeric::ln);
    one(d, "log", Numeric::log);
    one(d, "log10", Numeric::log);
    one(d, "trim_scale", Numeric::trimScale);
    one(d, "round", x -> x.round(0));
    one(d, "trunc", x -> x.trunc(0));
    two(d, "log", Numeric::log);
    two(d, "power", Numeric::power);
    two(d, "pow", Numeric::power);
    two(d, "mod", Numeric::mod);
    two(d, "div", Numeric::div);
    two(d, "gcd", Numeric::gcd);
    two(d, "lcm", Numeric::lcm);
    d.function(
        "round",
        Type.NUMERIC,
        (in, row, out, _) -> out.append(in[0].getNumeric(row).round(in[1].getInt(row))),
        Type.NUMERIC,
        Type.INT4);
    d.function(
        "trunc",
        Type.NUMERIC,
        (in, row, out, _) -> out.append(in[0].getNumeric(row).trunc(in[1].getInt(row))),
        Type.NUMERIC,
        Type.INT4);
    d.function(
        "factorial",
        Type.NUMERIC,
        (in, row, out, _) -> out.append(Numeric.factorial(in[0].getLong(row))),
        Type.INT8);
    d.function(
        "scale",
        Type.INT4,
        (in, row, out, _) -> {
          Numeric value = in[0].getNumeric(row);
          if (value.isFinite()) {
            out.append(value.scale());
          } else {
            out.appendNull();
          }
        },
        Type.NUMERIC);
    d.function(
        "min_scale",
        Type.INT4,
        (in, row, out, _) -> {
          int scale = in[0].getNumeric(row).minScale();
          if (scale < 0) {
            out.appendNull();
          } else {
            out.append(scale);
          }
        },
        Type.NUMERIC);
    d.function(
        "width_bucket",
        Type.INT4,
        (in, row, out, _) ->
            out.append(
                in[0]
                    .getNumeric(row)
                    .widthBucket(in[1].getNumeric(row), in[2].getNumeric(row), in[3].getInt(row))),
        Type.NUMERIC,
        Type.NUMERIC,
        Type.NUMERIC,
        Type.INT4);
  }
}
