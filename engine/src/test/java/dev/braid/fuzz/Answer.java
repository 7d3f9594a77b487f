package dev.braid.fuzz;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a route answered: rows of texts, or an error.
///
/// @param sqlState empty when there was no error
record Answer(
    List<String> names,
    List<String> types,
    List<List<String>> rows,
    String sqlState,
    String message,
    @Nullable Throwable cause) {
  static final String NULL = "<null>";

  static Answer error(String sqlState, String message, @Nullable Throwable cause) {
    return new Answer(List.of(), List.of(), List.of(), sqlState, message, cause);
  }

  boolean failed() {
    return !sqlState.isEmpty();
  }

  /// How another answer differs from this one, its first word telling in what way; or null.
  ///
  /// @param ordered whether the order of rows counts
  /// @param strict whether equal values must be written equally
  @Nullable String difference(Answer other, boolean ordered, boolean strict) {
    if (failed() || other.failed()) {
      return sqlState.equals(other.sqlState)
          ? null
          : "error %s %s, not %s %s".formatted(other.sqlState, other.message, sqlState, message);
    }
    if (!names.equals(other.names)) {
      return "names " + other.names + ", not " + names;
    }
    if (!types.equals(other.types)) {
      return "types " + other.types + ", not " + types;
    }
    if (rows.size() != other.rows.size()) {
      return "count %d, not %d: %s, not %s"
          .formatted(other.rows.size(), rows.size(), first(other.rows), first(rows));
    }
    List<List<String>> left = strict ? rows : Canonical.of(types, rows);
    List<List<String>> right = strict ? other.rows : Canonical.of(types, other.rows);
    left = ordered ? left : sorted(left);
    right = ordered ? right : sorted(right);
    for (int row = 0; row < left.size(); row++) {
      for (int i = 0; i < types.size(); i++) {
        if (!left.get(row).get(i).equals(right.get(row).get(i))) {
          return "rows differ: row %d is %s, not %s"
              .formatted(row + 1, right.get(row), left.get(row));
        }
      }
    }
    return null;
  }

  private static List<List<String>> first(List<List<String>> rows) {
    return rows.subList(0, Math.min(4, rows.size()));
  }

  private static List<List<String>> sorted(List<List<String>> rows) {
    List<List<String>> sorted = new ArrayList<>(rows);
    Collections.sort(sorted, Comparator.comparing(List::toString));
    return sorted;
  }
}
