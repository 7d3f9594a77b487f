package dev.braid.catalog;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Numbers as SET takes and SHOW writes them: integers of a base unit, given in it or in others, in
/// C's notations (`0x40`, `010`, `1.5e3`), and floating point numbers with six digits.
final class SettingNumber {
  /// A unit and how many of the base unit it is.
  private record Unit(String name, double factor) {}

  /// What a setting counts.
  enum Measure {
    NOTHING("", List.of()),
    /// Base unit 1 kB.
    KILOBYTES("kB", memory(1)),
    /// Base unit 8 kB.
    PAGES("8kB", memory(8)),
    MILLISECONDS(
        "ms",
        List.of(
            new Unit("d", 86_400_000),
            new Unit("h", 3_600_000),
            new Unit("min", 60_000),
            new Unit("s", 1000),
            new Unit("ms", 1),
            new Unit("us", 0.001)));

    private final String base;

    /// The largest first.
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<Unit> units;

    Measure(String base, List<Unit> units) {
      this.base = base;
      this.units = units;
    }

    private static List<Unit> memory(double kilobytes) {
      return List.of(
          new Unit("TB", (1 << 30) / kilobytes),
          new Unit("GB", (1 << 20) / kilobytes),
          new Unit("MB", 1024 / kilobytes),
          new Unit("kB", 1 / kilobytes),
          new Unit("B", 1 / kilobytes / 1024));
    }
  }

  private static final Pattern WRITTEN =
      Pattern.compile(
          "([-+]?0[xX][0-9a-fA-F]+|[-+]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][-+]?[0-9]+)?)"
              + "\\s*([A-Za-z]*)\\s*");

  private SettingNumber() {}

  /// In base units, rounded to an integer; null for what is none, or none of 32 bits.
  static @Nullable Long integer(String text, Measure measure) {
    Matcher matcher = WRITTEN.matcher(text.stripLeading());
    if (!matcher.matches()) {
      return null;
    }
    double value = number(matcher.group(1)) * 1.0;
    if (!matcher.group(2).isEmpty()) {
      Double converted = convert(value, matcher.group(2), measure);
      if (converted == null) {
        return null;
      }
      value = converted;
    }
    double rounded = Math.rint(value);
    return rounded < Integer.MIN_VALUE || rounded > Integer.MAX_VALUE ? null : (long) rounded;
  }

  private static double number(String digits) {
    String plain = digits.replaceFirst("^[-+]", "");
    double sign = digits.startsWith("-") ? -1 : 1;
    if (plain.startsWith("0x") || plain.startsWith("0X")) {
      return sign * new java.math.BigInteger(plain.substring(2), 16).doubleValue();
    }
    return sign
        * (plain.matches("0[0-7]+")
            ? new java.math.BigInteger(plain, 8).doubleValue()
            : Double.parseDouble(plain));
  }

  /// A fraction of a unit is rounded to a whole number of the next smaller one.
  private static @Nullable Double convert(double value, String unit, Measure measure) {
    for (int i = 0; i < measure.units.size(); i++) {
      if (measure.units.get(i).name.equals(unit)) {
        double converted = value * measure.units.get(i).factor;
        if (i + 1 < measure.units.size()) {
          double smaller = measure.units.get(i + 1).factor;
          converted = Math.rint(converted / smaller) * smaller;
        }
        return converted;
      }
    }
    return null;
  }

  /// In the largest unit of which it is a whole number.
  static String show(long value, Measure measure) {
    for (Unit unit : value > 0 ? measure.units : List.<Unit>of()) {
      if (unit.factor <= 1 || value % (long) unit.factor == 0) {
        return Math.round(value / unit.factor) + unit.name;
      }
    }
    return Long.toString(value);
  }

  /// With the base unit, as messages have it.
  static String inBaseUnits(long value, Measure measure) {
    return measure.base.isEmpty() ? Long.toString(value) : value + " " + measure.base;
  }

  /// Null for what is no number.
  static @Nullable Double real(String text) {
    String plain = text.strip();
    try {
      double value =
          switch (plain.toLowerCase(java.util.Locale.ROOT)) {
            case "infinity", "inf", "+infinity", "+inf" -> Double.POSITIVE_INFINITY;
            case "-infinity", "-inf" -> Double.NEGATIVE_INFINITY;
            default -> plain.matches("[-+.0-9eE]+") ? Double.parseDouble(plain) : Double.NaN;
          };
      return Double.isNaN(value) ? null : value;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /// As C's `%g`: six digits, without closing zeros, with an exponent where it is below -4 or above
  /// 5.
  static String show(double value) {
    if (Double.isInfinite(value) || value == 0) {
      return value == 0 ? "0" : value > 0 ? "Infinity" : "-Infinity";
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(6, RoundingMode.HALF_EVEN));
    int exponent = rounded.precision() - rounded.scale() - 1;
    BigDecimal shortest = rounded.stripTrailingZeros();
    if (exponent >= -4 && exponent < 6) {
      return shortest.toPlainString();
    }
    BigDecimal mantissa = shortest.movePointLeft(exponent).stripTrailingZeros();
    return "%se%s%02d"
        .formatted(mantissa.toPlainString(), exponent < 0 ? "-" : "+", Math.abs(exponent));
  }
}
