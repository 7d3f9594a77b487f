package dev.braid.survey;

import dev.braid.result.Column;
import dev.braid.result.Result;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Compares answers as numbers: 3, 3.000 and 3.0000000000000001 are the same.
final class Answers {
  private static final double CLOSE = 1e-9;

  private Answers() {}

  /// How two answers differ in columns, rows or values; null when they do not.
  static @Nullable String difference(Result expected, Result actual) {
    List<String> names = expected.columns().stream().map(Column::name).toList();
    List<String> others = actual.columns().stream().map(Column::name).toList();
    if (!names.equals(others)) {
      return names + " became " + others;
    }
    return difference(expected.rows(), actual.rows());
  }

  static @Nullable String difference(
      List<List<@Nullable Object>> expected, List<List<@Nullable Object>> actual) {
    if (expected.size() != actual.size()) {
      return expected.size() + " rows became " + actual.size();
    }
    for (int i = 0; i < expected.size(); i++) {
      for (int k = 0; k < expected.get(i).size(); k++) {
        if (!same(expected.get(i).get(k), actual.get(i).get(k))) {
          return "row %d: %s became %s".formatted(i + 1, expected.get(i), actual.get(i));
        }
      }
    }
    return null;
  }

  static boolean same(@Nullable Object expected, @Nullable Object actual) {
    if (expected == null || actual == null) {
      return expected == actual;
    }
    if (expected.equals(actual)) {
      return true;
    }
    String left = expected.toString();
    String right = actual.toString();
    if (left.startsWith("{") && right.startsWith("{")) {
      String[] lefts = left.substring(1, left.length() - 1).split(",", -1);
      String[] rights = right.substring(1, right.length() - 1).split(",", -1);
      boolean all = lefts.length == rights.length;
      for (int i = 0; all && i < lefts.length; i++) {
        all = same(lefts[i], rights[i]);
      }
      return all;
    }
    try {
      double a = Double.parseDouble(left);
      double b = Double.parseDouble(right);
      return Math.abs(a - b) <= CLOSE * Math.max(1, Math.max(Math.abs(a), Math.abs(b)));
    } catch (NumberFormatException e) {
      return left.equals(right);
    }
  }
}
