package dev.braid.fuzz;

import dev.braid.type.Interval;
import dev.braid.type.Intervals;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/// Values that are equal but written differently, written in one way: numerics of other scales,
/// intervals of other units, minus zero.
final class Canonical {
  private Canonical() {}

  static List<List<String>> of(List<String> types, List<List<String>> rows) {
    if (types.stream()
        .noneMatch(
            type -> type.equals("numeric") || type.equals("interval") || type.equals("float8"))) {
      return rows;
    }
    List<List<String>> changed = new ArrayList<>();
    for (List<String> row : rows) {
      List<String> values = new ArrayList<>();
      for (int i = 0; i < row.size(); i++) {
        values.add(value(types.get(i), row.get(i)));
      }
      changed.add(values);
    }
    return changed;
  }

  private static String value(String type, String text) {
    if (text.equals(Answer.NULL)) {
      return text;
    }
    return switch (type) {
      case "numeric" ->
          text.contains("N") || text.contains("I")
              ? text
              : new BigDecimal(text).stripTrailingZeros().toPlainString();
      case "float8" -> text.equals("-0") ? "0" : text;
      case "interval" -> {
        Interval interval = Intervals.parse(text);
        long days = interval.months() * 30L + interval.days();
        yield String.valueOf(days * 86_400_000_000L + interval.micros());
      }
      default -> text;
    };
  }
}
