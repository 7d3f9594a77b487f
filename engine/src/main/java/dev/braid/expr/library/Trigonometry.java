package dev.braid.expr.library;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.type.Type;
import java.util.function.DoublePredicate;
import java.util.function.DoubleUnaryOperator;

/// Trigonometric and hyperbolic functions and the cube root of double precision.
///
/// As with `exp` and `ln`, results are within one unit in the last place of the true ones, as the C
/// library's are, so that the last digit may differ from a server's.
final class Trigonometry {
  private Trigonometry() {}

  static void register(Definitions d) {
    DoublePredicate any = _ -> true;
    DoublePredicate finite = x -> !Double.isInfinite(x);
    DoublePredicate unit = x -> !(x < -1 || x > 1);
    one(d, "sin", finite, Math::sin);
    one(d, "cos", finite, Math::cos);
    one(d, "tan", finite, Math::tan);
    one(d, "cot", finite, x -> 1 / Math.tan(x));
    one(d, "asin", unit, Math::asin);
    one(d, "acos", unit, Math::acos);
    one(d, "atan", any, Math::atan);
    one(d, "sinh", any, Math::sinh);
    one(d, "cosh", any, Math::cosh);
    one(d, "tanh", any, Math::tanh);
    one(d, "cbrt", any, Math::cbrt);
    d.function(
        "atan2",
        Type.FLOAT8,
        (in, row, out, _) ->
            out.append(Math.atan2(in[0].getDouble(row), in[1].getDouble(row))),
        Type.FLOAT8,
        Type.FLOAT8);
    d.operator(
        "||/",
        Type.FLOAT8,
        (in, row, out, _) -> out.append(Math.cbrt(in[0].getDouble(row))),
        Type.FLOAT8);
  }

  private static void one(
      Definitions d, String name, DoublePredicate defined, DoubleUnaryOperator function) {
    d.function(
        name,
        Type.FLOAT8,
        (in, row, out, _) -> {
          double value = in[0].getDouble(row);
          if (!defined.test(value)) {
            throw new BraidException(
                SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "input is out of range");
          }
          out.append(function.applyAsDouble(value));
        },
        Type.FLOAT8);
  }
}
