package dev.braid.type;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/// Casts between numeric and the other numbers.
final class NumericConversions {
  private NumericConversions() {}

  static Numeric fromDouble(double value, int digits) {
    if (Double.isNaN(value)) {
      return Numeric.NAN;
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? Numeric.INFINITY : Numeric.NEGATIVE_INFINITY;
    }
    return Numeric.of(
        new BigDecimal(value)
            .round(new MathContext(digits, RoundingMode.HALF_EVEN))
            .stripTrailingZeros());
  }

  static long toInteger(Numeric number, long least, long greatest, String typeName) {
    if (!number.isFinite()) {
      throw new BraidException(
          SqlState.FEATURE_NOT_SUPPORTED,
          "cannot convert " + (number.isNaN() ? "NaN" : "infinity") + " to " + typeName);
    }
    BigDecimal value = number.toBigDecimal();
    if (value.precision() - value.scale() <= 19) {
      BigDecimal rounded = value.setScale(0, RoundingMode.HALF_UP);
      if (rounded.unscaledValue().bitLength() <= 63) {
        long result = rounded.longValue();
        if (result >= least && result <= greatest) {
          return result;
        }
      }
    }
    throw NumberErrors.outOfRange(typeName);
  }

  static double toDouble(Numeric number) {
    if (!number.isFinite()) {
      return number.isNaN() ? Double.NaN : number.signum() * Double.POSITIVE_INFINITY;
    }
    double result = number.toBigDecimal().doubleValue();
    if (Double.isInfinite(result) || (result == 0 && number.signum() != 0)) {
      throw NumberErrors.range("\"" + number + "\" is out of range for type double precision");
    }
    return result;
  }

  static float toFloat(Numeric number) {
    if (!number.isFinite()) {
      return number.isNaN() ? Float.NaN : number.signum() * Float.POSITIVE_INFINITY;
    }
    float result = number.toBigDecimal().floatValue();
    if (Float.isInfinite(result) || (result == 0 && number.signum() != 0)) {
      throw NumberErrors.range("\"" + number + "\" is out of range for type real");
    }
    return result;
  }
}
