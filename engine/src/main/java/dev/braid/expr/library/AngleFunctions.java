package dev.braid.expr.library;

import dev.braid.type.Angles;

/// Sine and its kin.
final class AngleFunctions {
  private AngleFunctions() {}

  static void register(Definitions d) {
    FloatOperators.one(d, "sin", Angles::sin);
    FloatOperators.one(d, "cos", Angles::cos);
    FloatOperators.one(d, "tan", Angles::tan);
    FloatOperators.one(d, "cot", Angles::cot);
    FloatOperators.one(d, "asin", Angles::asin);
    FloatOperators.one(d, "acos", Angles::acos);
    FloatOperators.one(d, "atan", Angles::atan);
    FloatOperators.two(d, "atan2", Angles::atan2);
    FloatOperators.one(d, "sind", Angles::sinOfDegrees);
    FloatOperators.one(d, "cosd", Angles::cosOfDegrees);
    FloatOperators.one(d, "tand", Angles::tanOfDegrees);
    FloatOperators.one(d, "cotd", Angles::cotOfDegrees);
    FloatOperators.one(d, "asind", Angles::degreesOfSine);
    FloatOperators.one(d, "acosd", Angles::degreesOfCosine);
    FloatOperators.one(d, "atand", Angles::degreesOfTangent);
    FloatOperators.two(d, "atan2d", Angles::degreesOfDirection);
  }
}
