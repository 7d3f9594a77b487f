package dev.braid.survey;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Variances, covariances and regressions from weighted sums, in one pass.
///
/// With W = Σw, S1 = Σwx and S2 = Σwx² over rows in which nothing is null, the variance of the
/// population is (W·S2 - S1²) / W². The sums are numeric, hence exact: nothing cancels, whatever
/// the mean. The variance of a sample is n/(n-1) of that, n the rows whose weight is not 0, as R's
/// `survey::svyvar` has it: it does not depend on the scale of the weights, and for equal weights
/// it is PostgreSQL's.
final class Moments {
  /// Of one value x: `{v}` is W·S2 - S1², `{W}` is W, `{n}` the rows.
  private static final Map<String, String> OF_ONE =
      Map.of(
          "var_pop", "{v} / NULLIF({W} * {W}, 0)",
          "var_samp", "{v} * {n} / NULLIF({W} * {W} * ({n} - 1), 0)",
          "variance", "{v} * {n} / NULLIF({W} * {W} * ({n} - 1), 0)",
          "stddev_pop", "sqrt({v} / NULLIF({W} * {W}, 0))",
          "stddev_samp", "sqrt({v} * {n} / NULLIF({W} * {W} * ({n} - 1), 0))",
          "stddev", "sqrt({v} * {n} / NULLIF({W} * {W} * ({n} - 1), 0))");

  /// Of two, y before x: `{xx}`, `{yy}` and `{xy}` are W times the sums of products of deviations.
  private static final Map<String, String> OF_TWO =
      Map.ofEntries(
          Map.entry("covar_pop", "{xy} / NULLIF({W} * {W}, 0)"),
          Map.entry("covar_samp", "{xy} * {n} / NULLIF({W} * {W} * ({n} - 1), 0)"),
          Map.entry("corr", "{xy} / NULLIF(sqrt({xx}) * sqrt({yy}), 0)"),
          Map.entry("regr_slope", "{xy} / NULLIF({xx}, 0)"),
          Map.entry("regr_intercept", "({Y} * {xx} - {X} * {xy}) / NULLIF({W} * {xx}, 0)"),
          Map.entry(
              "regr_r2",
              "CASE WHEN {xx} > 0 THEN CASE WHEN {yy} > 0 THEN {xy} * {xy} / ({xx} * {yy}) ELSE 1"
                  + " END END"),
          Map.entry("regr_avgx", "{X} / NULLIF({W}, 0)"),
          Map.entry("regr_avgy", "{Y} / NULLIF({W}, 0)"),
          Map.entry("regr_sxx", "{xx} / NULLIF({W}, 0) * {s}"),
          Map.entry("regr_syy", "{yy} / NULLIF({W}, 0) * {s}"),
          Map.entry("regr_sxy", "{xy} / NULLIF({W}, 0) * {s}"),
          Map.entry("regr_count", "COALESCE({W}, 0) * {s}"));

  private Moments() {}

  /// SQL of an aggregate of one value, or null for another aggregate.
  static @Nullable String of(String name, Calls calls, String value, String weight) {
    String formula = OF_ONE.get(name);
    if (formula == null) {
      return null;
    }
    String x = numeric(value);
    String w = "CASE WHEN (%s) IS NOT NULL THEN %s END".formatted(value, numeric(weight));
    String all = calls.call("sum", w);
    String first = calls.call("sum", product(numeric(weight), x));
    String second = calls.call("sum", product(numeric(weight), x, x));
    String n = calls.call("count", "CASE WHEN (%s) <> 0 THEN %s END".formatted(weight, x));
    return formula
        .replace("{v}", "(%s * %s - %s * %s)".formatted(all, second, first, first))
        .replace("{W}", all)
        .replace("{n}", n);
  }

  /// SQL of an aggregate of two values, or null for another aggregate.
  ///
  /// @param scale people for whom a weight of 1 stands
  static @Nullable String of(
      String name, Calls calls, String yValue, String xValue, String weight, String scale) {
    String formula = OF_TWO.get(name);
    if (formula == null) {
      return null;
    }
    String x = numeric(xValue);
    String y = numeric(yValue);
    String w =
        "CASE WHEN (%s) IS NOT NULL AND (%s) IS NOT NULL THEN %s END"
            .formatted(xValue, yValue, numeric(weight));
    String all = calls.call("sum", w);
    String ofX = calls.call("sum", product("(" + w + ")", x));
    String ofY = calls.call("sum", product("(" + w + ")", y));
    String ofXx = calls.call("sum", product("(" + w + ")", x, x));
    String ofYy = calls.call("sum", product("(" + w + ")", y, y));
    String ofXy = calls.call("sum", product("(" + w + ")", x, y));
    String n = calls.call("count", "CASE WHEN (%s) <> 0 THEN (%s) END".formatted(weight, w));
    String filled =
        formula
            .replace("{xx}", "(%s * %s - %s * %s)".formatted(all, ofXx, ofX, ofX))
            .replace("{yy}", "(%s * %s - %s * %s)".formatted(all, ofYy, ofY, ofY))
            .replace("{xy}", "(%s * %s - %s * %s)".formatted(all, ofXy, ofX, ofY))
            .replace("{X}", ofX)
            .replace("{Y}", ofY)
            .replace("{W}", all)
            .replace("{n}", n)
            .replace("{s}", scale);
    return name.equals("regr_count") ? filled : "CAST(" + filled + " AS double precision)";
  }

  private static String numeric(String value) {
    return "CAST(" + value + " AS numeric)";
  }

  private static String product(String... factors) {
    return String.join(" * ", factors);
  }
}
