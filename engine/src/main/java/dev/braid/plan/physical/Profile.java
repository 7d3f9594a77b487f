package dev.braid.plan.physical;

import dev.braid.expr.ColumnRef;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the planner believes of the rows of an operator.
///
/// @param columns by number
record Profile(double rows, Map<Integer, ColumnProfile> columns) {
  ColumnProfile column(ColumnRef column) {
    ColumnProfile profile = columns.get(column.column());
    return profile == null ? ColumnProfile.unknown(column.type(), rows) : profile;
  }

  /// A random part of the rows.
  Profile sample(double fraction) {
    double left = Math.max(1, rows * fraction);
    Map<Integer, ColumnProfile> sampled = new HashMap<>();
    columns.forEach(
        (number, column) -> sampled.put(number, column.sample(left / Math.max(1, rows), rows)));
    return new Profile(left, sampled);
  }

  /// The same columns of fewer or more rows.
  Profile withRows(double number) {
    if (number < rows) {
      return sample(number / rows);
    }
    return new Profile(number, columns);
  }

  /// Columns of both; those on the left win.
  Profile join(Profile other, double joined) {
    Map<Integer, ColumnProfile> both = new HashMap<>(other.columns);
    both.putAll(columns);
    both.replaceAll(
        (_, column) ->
            column.distinct() > joined ? column.withDistinct(Math.max(1, joined)) : column);
    return new Profile(joined, both);
  }

  int width(List<ColumnRef> output) {
    double width = 0;
    for (ColumnRef column : output) {
      width += column(column).width();
    }
    return (int) Math.max(1, Math.round(width));
  }
}
