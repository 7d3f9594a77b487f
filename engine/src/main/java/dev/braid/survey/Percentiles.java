package dev.braid.survey;

import dev.braid.sql.ast.Expression;
import dev.braid.sql.ast.Expression.FunctionCall;
import dev.braid.sql.ast.SortBy;
import dev.braid.sql.ast.SqlText;
import java.util.ArrayList;
import java.util.List;

/// Percentiles and the mode, by cumulative weight.
///
/// A group's values and weights are collected into two arrays, which a subquery takes apart and
/// orders again: so they can stand wherever an aggregate can, ROLLUP and HAVING included. With X(t)
/// the value at which the cumulative weight reaches t, W the weight of all and d = W/n the mean
/// weight:
///
/// - `percentile_disc(p)` is X(pW), the first value at which the share p is reached;
/// - `percentile_cont(p)` is the mean of X over a stretch as wide as one mean weight, from p(W-d)
///   to p(W-d)+d. For equal weights that is PostgreSQL's interpolation between two rows, since the
///   stretch then lies over at most two; for others it goes over as many rows as it covers. It does
///   not depend on the scale of the weights.
/// - `mode()` is the value of the largest weight, of several the first in order.
final class Percentiles {
  private Percentiles() {}

  static boolean isOne(FunctionCall call) {
    return switch (call.name().getLast()) {
      case "percentile_cont", "percentile_disc", "mode" -> call.withinGroup();
      default -> false;
    };
  }

  /// SQL of the weighted form.
  static String of(FunctionCall call, String weight) {
    SortBy order = call.orderBy().getFirst();
    if (call.orderBy().size() != 1 || order.direction() == SortBy.Direction.USING) {
      throw new NotWeighed(call.name().getLast() + " is weighted for one key ASC or DESC only");
    }
    String value = SqlText.of(order.expression());
    String direction = order.direction() == SortBy.Direction.DESC ? "DESC" : "ASC";
    String counts = "CASE WHEN (%s) IS NOT NULL AND %s > 0 THEN ".formatted(value, weight);
    Calls calls = Calls.like(call);
    String rows =
        "ROWS FROM (unnest(%s), unnest(%s)) AS s(v, w)"
            .formatted(
                calls.collected(counts + value + " END", value),
                calls.collected(counts + "CAST(" + weight + " AS numeric) END", value));
    if (call.name().getLast().equals("mode")) {
      return "(SELECT v FROM %s WHERE w IS NOT NULL GROUP BY v ORDER BY sum(w) DESC, v %s LIMIT 1)"
          .formatted(rows, direction);
    }
    boolean exact = call.name().getLast().equals("percentile_cont");
    Expression share = call.arguments().getFirst().value();
    if (share instanceof Expression.ArrayConstructor shares) {
      List<String> all = new ArrayList<>();
      for (Expression one : shares.elements()) {
        all.add(one(exact, one, rows, direction));
      }
      return "ARRAY[" + String.join(", ", all) + "]";
    }
    return one(exact, share, rows, direction);
  }

  private static String one(boolean exact, Expression share, String rows, String direction) {
    if (!(share instanceof Expression.NumericLiteral
        || share instanceof Expression.IntegerLiteral)) {
      throw new NotWeighed("a percentile whose share is no number, but is computed");
    }
    String p = SqlText.of(share);
    double number = Double.parseDouble(p);
    if (number < 0 || number > 1) {
      throw new NotWeighed("percentile value " + p + " is not between 0 and 1");
    }
    return (exact ? CONTINUOUS : DISCRETE)
        .replace("{p}", p)
        .replace("{rows}", rows)
        .replace("{direction}", direction);
  }

  private static final String DISCRETE =
      """
      (SELECT v FROM (SELECT v, sum(w) OVER (ORDER BY v {direction}) AS c, sum(w) OVER () AS t \
      FROM {rows} WHERE w IS NOT NULL) AS q WHERE c >= {p} * t ORDER BY v {direction} LIMIT 1)\
      """;

  private static final String CONTINUOUS =
      """
      (SELECT sum(v * o) / sum(o) FROM (SELECT v, \
      LEAST(c, {p} * (t - t / n) + t / n) - GREATEST(c - w, {p} * (t - t / n)) AS o \
      FROM (SELECT v, w, sum(w) OVER (ORDER BY v {direction} ROWS UNBOUNDED PRECEDING) AS c, \
      sum(w) OVER () AS t, count(*) OVER () AS n FROM {rows} WHERE w IS NOT NULL) AS q) AS r \
      WHERE o > 0)\
      """;
}
