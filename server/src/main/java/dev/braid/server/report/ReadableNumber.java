package dev.braid.server.report;

import dev.braid.result.Column;
import java.math.BigDecimal;
import java.math.RoundingMode;

/// A number as people read it: thousands separated, long fractions shortened.
///
/// Aggregated results are figures to be compared, so they get separators and at most four
/// significant digits of fraction. Raw results are stored data: ids, years, coordinates. They get
/// no separators, and only fractions longer than six decimals are shortened.
///
/// @param exact whether the text still has the value's exact amount
record ReadableNumber(String text, boolean exact) {
  private static final int SHORTEST_FRACTION = 2;

  static ReadableNumber of(Number value, Column column, boolean aggregated) {
    boolean separated = aggregated && !isIdentifier(column.name());
    return switch (value) {
      case Long l -> new ReadableNumber(separated ? separate(l.toString()) : l.toString(), true);
      case BigDecimal d -> decimal(d, aggregated, separated);
      case Double d -> floating(d, PostgresText.of(d), aggregated, separated);
      case Float f -> floating(f, PostgresText.of(f), aggregated, separated);
      default -> new ReadableNumber(value.toString(), true);
    };
  }

  /// Whether a column's numbers are names rather than amounts: `1,000,042` is no good as an id.
  private static boolean isIdentifier(String name) {
    return name.equals("id")
        || name.endsWith("_id")
        || name.equals("year")
        || name.endsWith("_year");
  }

  private static ReadableNumber floating(
      double value, String text, boolean aggregated, boolean separated) {
    if (!Double.isFinite(value) || text.indexOf('e') >= 0) {
      return new ReadableNumber(text, true);
    }
    return decimal(new BigDecimal(text), aggregated, separated);
  }

  private static ReadableNumber decimal(BigDecimal value, boolean aggregated, boolean separated) {
    BigDecimal shown = aggregated ? shorten(value, SHORTEST_FRACTION, 4) : shorten(value, 6, 6);
    String text = shown.toPlainString();
    return new ReadableNumber(separated ? separate(text) : text, shown.compareTo(value) == 0);
  }

  /// Keeps `decimals` places, or more where a small number needs them for `significant` digits.
  private static BigDecimal shorten(BigDecimal value, int decimals, int significant) {
    if (value.scale() <= decimals) {
      return value;
    }
    int integerDigits = value.precision() - value.scale();
    int keep = Math.max(decimals, significant - integerDigits);
    BigDecimal shown = value.scale() > keep ? value.setScale(keep, RoundingMode.HALF_UP) : value;
    BigDecimal stripped = shown.stripTrailingZeros();
    return stripped.scale() < SHORTEST_FRACTION
        ? stripped.setScale(SHORTEST_FRACTION, RoundingMode.UNNECESSARY)
        : stripped;
  }

  private static String separate(String plain) {
    int start = plain.startsWith("-") ? 1 : 0;
    int point = plain.indexOf('.');
    int end = point < 0 ? plain.length() : point;
    StringBuilder text = new StringBuilder(plain);
    for (int i = end - 3; i > start; i -= 3) {
      text.insert(i, ',');
    }
    return text.toString();
  }
}
