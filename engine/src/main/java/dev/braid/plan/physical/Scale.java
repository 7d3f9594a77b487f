package dev.braid.plan.physical;

import dev.braid.catalog.table.ColumnStatistics;
import dev.braid.type.Interval;
import dev.braid.type.Numeric;
import java.nio.charset.StandardCharsets;
import java.util.OptionalDouble;

/// Puts values of any type on a line of numbers, to estimate what part of a range lies below one.
final class Scale {
  /// Where infinity stands, and NaN beside it, so that what is computed from places is a number.
  private static final double END = 1e300;

  private Scale() {}

  /// Text counts by its first seven bytes. Empty for types that have no place on the line.
  static OptionalDouble of(Object value) {
    return switch (value) {
      case Numeric numeric -> number(numeric.toDouble());
      case Number number -> number(number.doubleValue());
      case Boolean truth -> OptionalDouble.of(truth ? 1 : 0);
      case String text -> OptionalDouble.of(text(text));
      case Interval _ -> OptionalDouble.empty();
      default -> OptionalDouble.empty();
    };
  }

  private static OptionalDouble number(double value) {
    return OptionalDouble.of(Double.isNaN(value) ? END : Math.clamp(value, -END, END));
  }

  /// Whether all values of a column may be among those of another, as far as their smallest and
  /// largest ones tell.
  static boolean isWithin(ColumnStatistics part, ColumnStatistics whole) {
    if (part.min() == null || part.max() == null || whole.min() == null || whole.max() == null) {
      return false;
    }
    OptionalDouble low = of(part.min());
    OptionalDouble high = of(part.max());
    OptionalDouble from = of(whole.min());
    OptionalDouble to = of(whole.max());
    return low.isPresent()
        && high.isPresent()
        && from.isPresent()
        && to.isPresent()
        && low.getAsDouble() >= from.getAsDouble()
        && high.getAsDouble() <= to.getAsDouble();
  }

  private static double text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    double number = 0;
    double digit = 1;
    for (int i = 0; i < 7; i++) {
      digit /= 256;
      number += i < bytes.length ? (bytes[i] & 0xff) * digit : 0;
    }
    return number;
  }
}
