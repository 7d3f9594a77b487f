package dev.braid.sql.analyze;

import dev.braid.error.SqlState;
import org.jspecify.annotations.Nullable;

/// Where in a query an expression stands, and which kinds of calls it may hold there.
enum Clause {
  SELECT("SELECT", true, true, true),
  WHERE("WHERE", false, false, false),
  JOIN("JOIN conditions", false, false, false),
  FROM_SUBQUERY("FROM clause of their own query level", false, false, false),
  FROM_FUNCTION("functions in FROM", false, false, true),
  GROUP_BY("GROUP BY", false, false, true),
  HAVING("HAVING", true, false, false),
  FILTER("FILTER", false, false, false),
  ORDER_BY("ORDER BY", true, true, true),
  DISTINCT_ON("DISTINCT ON", true, true, true),
  WINDOW("window definitions", true, false, false),
  FRAME_RANGE("window RANGE", false, false, false),
  FRAME_ROWS("window ROWS", false, false, false),
  FRAME_GROUPS("window GROUPS", false, false, false),
  LIMIT("LIMIT", false, false, false),
  OFFSET("OFFSET", false, false, false),
  VALUES("VALUES", false, false, false),
  SAMPLE("TABLESAMPLE", false, false, false);

  private final String text;
  private final boolean aggregates;
  private final boolean windows;
  private final boolean sets;

  Clause(String text, boolean aggregates, boolean windows, boolean sets) {
    this.text = text;
    this.aggregates = aggregates;
    this.windows = windows;
    this.sets = sets;
  }

  void checkAggregate(int position) {
    if (!aggregates) {
      throw Errors.grouping(position, "aggregate functions are not allowed in " + text);
    }
  }

  void checkGrouping(int position) {
    if (!aggregates) {
      throw Errors.grouping(position, "grouping operations are not allowed in " + text);
    }
  }

  void checkWindow(int position) {
    if (!windows) {
      String place =
          switch (this) {
            case WINDOW, FRAME_RANGE, FRAME_ROWS, FRAME_GROUPS -> WINDOW.text;
            default -> text;
          };
      throw Errors.error(
          SqlState.WINDOWING_ERROR, position, "window functions are not allowed in " + place);
    }
  }

  /// @param around the expression that the call stands in and that takes no sets, or null
  void checkSet(int position, @Nullable String around) {
    if (around != null) {
      throw Errors.error(
          SqlState.FEATURE_NOT_SUPPORTED,
          position,
          "set-returning functions are not allowed in " + around);
    }
    if (!sets) {
      String place =
          switch (this) {
            case FRAME_RANGE, FRAME_ROWS, FRAME_GROUPS -> WINDOW.text;
            default -> text;
          };
      throw Errors.error(
          SqlState.FEATURE_NOT_SUPPORTED,
          position,
          "set-returning functions are not allowed in " + place);
    }
  }
}
