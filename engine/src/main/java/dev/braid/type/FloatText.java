package dev.braid.type;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/// The shortest decimal text that reads back as the same float.
///
/// Java's own conversion finds nearly the same digits. It differs in two ways that are mended here:
/// it gives two digits where one would do, and it accepts a decimal that lies exactly half way to
/// the neighbouring float (and reads back only because ties go to even), which PostgreSQL avoids.
final class FloatText {
  private FloatText() {}

  static String of(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return special(value);
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0" : "0";
    }
    double size = Math.abs(value);
    String digits = Double.toString(size);
    BigDecimal decimal = new BigDecimal(digits).stripTrailingZeros();
    if (decimal.precision() == 2) {
      decimal = oneDigit(decimal, new BigDecimal(size), size, true);
    }
    if (size >= 0x1p52 && size <= 1e41 && (Double.doubleToRawLongBits(size) & 1) == 0) {
      BigDecimal exact = new BigDecimal(size);
      decimal =
          withinNeighbours(
              decimal,
              exact,
              half(exact, new BigDecimal(Math.nextDown(size))),
              half(exact, new BigDecimal(Math.nextUp(size))));
    }
    return format(decimal, value < 0, 15);
  }

  static String of(float value) {
    if (Float.isNaN(value) || Float.isInfinite(value)) {
      return special(value);
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0" : "0";
    }
    float size = Math.abs(value);
    BigDecimal decimal = new BigDecimal(Float.toString(size)).stripTrailingZeros();
    if (decimal.precision() == 2) {
      decimal = oneDigit(decimal, new BigDecimal(size), size, false);
    }
    if (size >= 0x1p18f && size <= 1e20f && (Float.floatToRawIntBits(size) & 1) == 0) {
      BigDecimal exact = new BigDecimal(size);
      decimal =
          withinNeighbours(
              decimal,
              exact,
              half(exact, new BigDecimal(Math.nextDown(size))),
              half(exact, new BigDecimal(Math.nextUp(size))));
    }
    return format(decimal, value < 0, 6);
  }

  private static String special(double value) {
    return Double.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
  }

  /// The nearest decimal of one digit if it reads back as `value`, else the given one.
  private static BigDecimal oneDigit(
      BigDecimal decimal, BigDecimal exact, double value, boolean wide) {
    BigDecimal one = exact.round(new MathContext(1, RoundingMode.HALF_EVEN));
    boolean same = wide ? one.doubleValue() == value : one.floatValue() == (float) value;
    return same ? one.stripTrailingZeros() : decimal;
  }

  private static BigDecimal half(BigDecimal x, BigDecimal y) {
    return x.add(y).divide(BigDecimal.TWO);
  }

  /// Adds digits to a decimal that lies on one of the bounds until one lies between them.
  private static BigDecimal withinNeighbours(
      BigDecimal shortest, BigDecimal exact, BigDecimal low, BigDecimal high) {
    BigDecimal decimal = shortest;
    for (int digits = shortest.precision(); !isBetween(decimal, low, high); digits++) {
      BigDecimal down = exact.round(new MathContext(digits, RoundingMode.DOWN));
      BigDecimal up = exact.round(new MathContext(digits, RoundingMode.UP));
      boolean nearerUp = up.subtract(exact).compareTo(exact.subtract(down)) < 0;
      decimal = isBetween(down, low, high) && !(nearerUp && isBetween(up, low, high)) ? down : up;
    }
    return decimal.stripTrailingZeros();
  }

  private static boolean isBetween(BigDecimal x, BigDecimal low, BigDecimal high) {
    return x.compareTo(low) > 0 && x.compareTo(high) < 0;
  }

  /// With an exponent below 0.0001 and from 10^`fixedDigits` on.
  private static String format(BigDecimal decimal, boolean negative, int fixedDigits) {
    int exponent = decimal.precision() - decimal.scale() - 1;
    StringBuilder text = new StringBuilder(26);
    if (negative) {
      text.append('-');
    }
    if (exponent >= -4 && exponent < fixedDigits) {
      return text.append(decimal.toPlainString()).toString();
    }
    String digits = decimal.unscaledValue().toString();
    text.append(digits.charAt(0));
    if (digits.length() > 1) {
      text.append('.').append(digits, 1, digits.length());
    }
    int size = Math.abs(exponent);
    return text.append('e')
        .append(exponent < 0 ? '-' : '+')
        .append(size < 10 ? "0" : "")
        .append(size)
        .toString();
  }
}
