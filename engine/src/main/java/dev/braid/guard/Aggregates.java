package dev.braid.guard;

import java.util.Set;

/// The aggregates of PostgreSQL 18, and where they are called.
public final class Aggregates {
  /// Every name in `pg_proc` with `prokind = 'a'`; `AggregatesTest` compares.
  public static final Set<String> NAMES =
      Set.of(
          "any_value",
          "array_agg",
          "avg",
          "bit_and",
          "bit_or",
          "bit_xor",
          "bool_and",
          "bool_or",
          "corr",
          "count",
          "covar_pop",
          "covar_samp",
          "cume_dist",
          "dense_rank",
          "every",
          "json_agg",
          "json_agg_strict",
          "json_object_agg",
          "json_object_agg_strict",
          "json_object_agg_unique",
          "json_object_agg_unique_strict",
          "jsonb_agg",
          "jsonb_agg_strict",
          "jsonb_object_agg",
          "jsonb_object_agg_strict",
          "jsonb_object_agg_unique",
          "jsonb_object_agg_unique_strict",
          "max",
          "min",
          "mode",
          "percent_rank",
          "percentile_cont",
          "percentile_disc",
          "range_agg",
          "range_intersect_agg",
          "rank",
          "regr_avgx",
          "regr_avgy",
          "regr_count",
          "regr_intercept",
          "regr_r2",
          "regr_slope",
          "regr_sxx",
          "regr_sxy",
          "regr_syy",
          "stddev",
          "stddev_pop",
          "stddev_samp",
          "string_agg",
          "sum",
          "var_pop",
          "var_samp",
          "variance",
          "xmlagg");

  /// SQL/JSON constructors that aggregate; PostgreSQL has them in its grammar.
  private static final Set<String> CONSTRUCTORS = Set.of("json_arrayagg", "json_objectagg");

  private Aggregates() {}

  /// Whether an aggregate is called here, at any depth, but not within a sub-select.
  ///
  /// A call with OVER is a window call and leaves the rows as they are; but `sum(count(*)) OVER ()`
  /// has an aggregate inside.
  static boolean areCalledIn(Sequence expression) {
    for (int i = 0; i < expression.size(); i++) {
      if (isAggregateCall(expression, i)) {
        return true;
      }
      if (expression.at(i) instanceof Group group
          && !group.content().isQuery()
          && areCalledIn(group.content())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAggregateCall(Sequence expression, int at) {
    if (!(expression.at(at) instanceof Token name)
        || !isName(name)
        || expression.parenthesis(at + 1) == null
        || isOfAnotherSchema(expression, at)) {
      return false;
    }
    int next = at + 2;
    if (expression.is(next, "within") && expression.is(next + 1, "group")) {
      next += 3;
    }
    if (expression.is(next, "filter") && expression.parenthesis(next + 1) != null) {
      next += 2;
    }
    return !expression.is(next, "over");
  }

  private static boolean isName(Token name) {
    return (name.isName() && NAMES.contains(name.value()))
        || (name.kind() == Token.Kind.WORD && CONSTRUCTORS.contains(name.value()));
  }

  private static boolean isOfAnotherSchema(Sequence expression, int at) {
    return expression.isPunctuation(at - 1, '.')
        && !(expression.at(at - 2) instanceof Token schema && schema.value().equals("pg_catalog"));
  }
}
