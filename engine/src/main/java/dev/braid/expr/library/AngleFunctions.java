package dev.braid.expr.library;

import dev.braid.type.Angles;
import dev.braid.type.Type;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/// Sine and its kin.
final class AngleFunctions {
  private AngleFunctions() {}

  static void register(Definitions d) {
    one(d, "sin", Angles::sin);
    one(d, "cos", Angles::cos);
    one(d, "tan", Angles::tan);
    one(d, "cot", Angles::cot);
    one(d, "asin", Angles::asin);
    one(d, "acos", Angles::acos);
    one(d, "atan", Angles::atan);
    two(d, "atan2", Angles::atan2);
    one(d, "sind", Angles::sinOfDegrees);
    one(d, "cosd", Angles::cosOfDegrees);
    one(d, "tand", Angles::tanOfDegrees);
    one(d, "cotd", Angles::cotOfDegrees);
    one(d, "asind", Angles::degreesOfSine);
    one(d, "acosd", Angles::degreesOfCosine);
    one(d, "atand", Angles::degreesOfTangent);
    two(d, "atan2d", Angles::degreesOfDirection);
  }

  private static void one(Definitions d, String name, DoubleUnaryOperator operator) {
    d.function(
        name,
        Type.FLOAT8,
        (in, row, out, _) -> out.append(operator.applyAsDouble(in[0].getDouble(row))),
        Type.FLOAT8);
  }

  private static void two(Definitions d, String name, DoubleBinaryOperator operator) {
    d.function(
        name,
        Type.FLOAT8,
        (in, row, out, _) ->
            out.append(operator.applyAsDouble(in[0].getDouble(row), in[1].getDouble(row))),
        Type.FLOAT8,
        Type.FLOAT8);
  }
}
