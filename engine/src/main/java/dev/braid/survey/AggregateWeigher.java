package dev.braid.survey;

import dev.braid.guard.Aggregates;
import dev.braid.sql.ast.Expression;
import dev.braid.sql.ast.Expression.FunctionCall;
import dev.braid.sql.ast.SqlText;
import dev.braid.sql.parse.SqlParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes the weighted form of one aggregate. docs/survey.md has the table.
final class AggregateWeigher {
  /// Lists, bounds and single values: the same whatever the weights are.
  private static final Set<String> INDIFFERENT =
      Set.of(
          "any_value",
          "array_agg",
          "bit_and",
          "bit_or",
          "bit_xor",
          "bool_and",
          "bool_or",
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
          "range_agg",
          "range_intersect_agg",
          "string_agg",
          "xmlagg");

  /// Window functions of a row's place among others, which are aggregates too in another form.
  private static final Set<String> PLACES = Set.of("rank", "dense_rank");

  /// Window functions that cut rows into shares, which weights would cut elsewhere.
  private static final Set<String> SHARES = Set.of("ntile", "percent_rank", "cume_dist");

  private final Carrier carrier;
  private final Keys keys;
  private final String keyType;

  /// Columns whose values may be rows.
  private final Set<String> composite;

  /// What to warn of.
  private final List<String> warnings;

  AggregateWeigher(Carrier carrier, Keys keys, Units units, List<String> warnings) {
    this.carrier = carrier;
    this.keys = keys;
    this.keyType = units.keyType(carrier.unit().rule());
    this.composite = units.composite();
    this.warnings = warnings;
  }

  /// Whether the call is one that weights concern, as an aggregate or over a window.
  static boolean isConcerned(FunctionCall call) {
    String name = call.name().getLast();
    boolean place = call.over() != null && PLACES.contains(name);
    return Aggregation.isBuiltIn(call)
        && !place
        && !INDIFFERENT.contains(name)
        && isWeighable(name);
  }

  private static boolean isWeighable(String name) {
    return Aggregates.NAMES.contains(name) || SHARES.contains(name);
  }

  /// The weighted form, or the call itself where weights make no difference.
  ///
  /// @throws NotWeighed where there is none
  Expression weigh(FunctionCall call) {
    String name = call.name().getLast();
    if (!isConcerned(call)) {
      return call;
    }
    if (isVolatile(call)) {
      throw new NotWeighed(name + " of a value that changes from call to call");
    }
    String sql = sql(name, call);
    return sql == null ? call : SqlParser.expression(sql);
  }

  private @Nullable String sql(String name, FunctionCall call) {
    if (call.over() == null && Percentiles.isOne(call)) {
      return Percentiles.of(call, carrier.weight());
    }
    Calls calls = Calls.like(call);
    List<String> arguments = new ArrayList<>();
    call.arguments().forEach(argument -> arguments.add(SqlText.of(argument.value())));
    if (name.equals("count")) {
      return count(calls, call);
    }
    if (call.distinct()) {
      throw new NotWeighed(
          "%s(DISTINCT ...) is of values, and values have no weight".formatted(name));
    }
    if (arguments.size() == 1 && !call.withinGroup()) {
      String x = arguments.getFirst();
      switch (name) {
        case "sum" -> {
          return calls.call("sum", "(" + x + ") * " + carrier.people());
        }
        case "avg" -> {
          return "(%s / NULLIF(%s, 0))"
              .formatted(
                  calls.call("sum", "(" + x + ") * " + carrier.weight()),
                  calls.call("sum", present(x, carrier.weight())));
        }
        default -> {}
      }
      String moment = Moments.of(name, calls, x, carrier.weight());
      if (moment != null) {
        return "(" + moment + ")";
      }
    }
    if (arguments.size() == 2 && !call.withinGroup()) {
      String scale = carrier.unit().rule().scale().toPlainString();
      String moment =
          Moments.of(name, calls, arguments.get(0), arguments.get(1), carrier.weight(), scale);
      if (moment != null) {
        return "(" + moment + ")";
      }
    }
    throw new NotWeighed("%s has no weighted form here".formatted(name));
  }

  private @Nullable String count(Calls calls, FunctionCall call) {
    if (call.star()) {
      return "COALESCE(%s, 0)".formatted(calls.call("sum", carrier.people()));
    }
    Expression counted = call.arguments().getFirst().value();
    String x = SqlText.of(counted);
    if (!call.distinct()) {
      checkCounted(counted);
      return "COALESCE(%s, 0)".formatted(calls.call("sum", present(x, carrier.people())));
    }
    if (carrier.hasKey() && keys.isOrNull(counted)) {
      if (!carrier.repeats()) {
        return "COALESCE(%s, 0)".formatted(calls.call("sum", present(x, carrier.people())));
      }
      String number =
          "CASE WHEN %s IS NOT NULL THEN %s END"
              .formatted(carrier.weight(), Respondents.number(x, keyType));
      return "COALESCE(%s, 0)".formatted(Respondents.sum(calls, number, carrier.people()));
    }
    if (keys.areIn(counted)) {
      throw new NotWeighed("COUNT(DISTINCT %s) is of respondents and something else".formatted(x));
    }
    String warning =
        "COUNT(DISTINCT %s) counts values, and is not weighted".formatted(x)
            + (carrier.hasKey() || carrier.unit().rule().respondent() != null
                ? ""
                : "; if it is meant to count people, declare it as the respondent");
    if (!warnings.contains(warning)) {
      warnings.add(warning);
    }
    return null;
  }

  private String present(String x, String weight) {
    return "CASE WHEN (%s) IS NOT NULL THEN %s END".formatted(x, weight);
  }

  /// (1, NULL) IS NOT NULL is false, but a row with it is counted.
  private void checkCounted(Expression counted) {
    boolean row =
        switch (counted) {
          case Expression.Star _, Expression.Row _ -> true;
          case Expression.Indirection it ->
              it.steps().getLast() instanceof Expression.Indirection.AllFields;
          case Expression.ColumnReference it ->
              composite.contains(it.names().getLast())
                  || it.names().equals(List.of(carrier.alias()));
          default -> false;
        };
    if (row) {
      throw new NotWeighed("COUNT of values that are rows");
    }
  }

  /// The weighted form may name an argument several times.
  private static boolean isVolatile(FunctionCall call) {
    boolean[] found = {false};
    Tree.walk(
        call,
        node -> {
          found[0] |=
              node instanceof FunctionCall inner
                  && Set.of("random", "gen_random_uuid", "clock_timestamp", "random_normal")
                      .contains(inner.name().getLast());
          return true;
        });
    return found[0];
  }
}
