package dev.braid.server.report;

import java.math.BigDecimal;

/// Values in the text PostgreSQL itself would send for them.
final class PostgresText {
  private PostgresText() {}

  static String of(Object value) {
    return switch (value) {
      case Boolean b -> b ? "t" : "f";
      case BigDecimal d -> d.toPlainString();
      case Double d -> shortest(d, Double.toString(d), 15);
      case Float f -> shortest(f, Float.toString(f), 6);
      default -> value.toString();
    };
  }

  /// PostgreSQL and Java both print the shortest digits that read back as the same float; they
  /// differ in when they write an exponent and how. `limit` is the decimal exponent from which
  /// PostgreSQL writes one (float8out, float4out).
  private static String shortest(double value, String java, int limit) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "Infinity" : "-Infinity";
    }
    if (value == 0) {
      return java.startsWith("-") ? "-0" : "0";
    }
    BigDecimal digits = new BigDecimal(java).stripTrailingZeros();
    int exponent = digits.precision() - digits.scale() - 1;
    if (exponent >= -4 && exponent < limit) {
      return digits.toPlainString();
    }
    String mantissa = digits.scaleByPowerOfTen(-exponent).toPlainString();
    int size = Math.abs(exponent);
    return mantissa + (exponent < 0 ? "e-" : "e+") + (size < 10 ? "0" : "") + size;
  }
}
