package dev.braid.expr.aggregate;

import dev.braid.expr.AggregateFunction;
import dev.braid.expr.AggregateFunction.Binder;
import dev.braid.expr.AggregateFunction.Form;
import dev.braid.expr.FunctionCatalog;
import dev.braid.type.Kind;
import dev.braid.type.Type;
import java.util.List;
import java.util.Locale;

/// Puts all aggregates and window functions into the catalogue of functions.
public final class Aggregates {
  private static final List<Type> ORDERED =
      List.of(
          Type.INT2,
          Type.INT4,
          Type.INT8,
          Type.FLOAT4,
          Type.FLOAT8,
          Type.NUMERIC,
          Type.TEXT,
          Type.BPCHAR,
          Type.BYTEA,
          Type.DATE,
          Type.TIME,
          Type.TIMESTAMP,
          Type.TIMESTAMPTZ,
          Type.INTERVAL,
          Type.of(Kind.ANYARRAY));

  private Aggregates() {}

  public static void register(FunctionCatalog catalog) {
    plain(catalog, "count", Type.INT8, true, (_, _) -> new CountAccumulator());
    plain(catalog, "count", Type.INT8, true, (_, _) -> new CountAccumulator(), Type.of(Kind.ANY));
    sums(catalog);
    for (Type type : ORDERED) {
      plain(catalog, "min", type, true, (types, _) -> MinMax.of(false, types.get(0)), type);
      plain(catalog, "max", type, true, (types, _) -> MinMax.of(true, types.get(0)), type);
    }
    logic(catalog);
    statistics(catalog);
    collections(catalog);
    orderedSets(catalog);
    hypotheticalSets(catalog);
    WindowFunctions.register(catalog);
  }

  private static void logic(FunctionCatalog catalog) {
    plain(catalog, "bool_and", Type.BOOL, true, (_, _) -> new BoolAccumulator(false), Type.BOOL);
    plain(catalog, "every", Type.BOOL, true, (_, _) -> new BoolAccumulator(false), Type.BOOL);
    plain(catalog, "bool_or", Type.BOOL, true, (_, _) -> new BoolAccumulator(true), Type.BOOL);
    for (BitAccumulator.Operation operation : BitAccumulator.Operation.values()) {
      String name = "bit_" + operation.name().toLowerCase(Locale.ROOT);
      for (Type type : List.of(Type.INT2, Type.INT4, Type.INT8)) {
        plain(catalog, name, type, true, (_, _) -> new BitAccumulator(operation, type), type);
      }
    }
  }

  private static void statistics(FunctionCatalog catalog) {
    for (Deviation deviation : Deviation.values()) {
      String name = deviation.function;
      for (Type type : List.of(Type.INT2, Type.INT4, Type.INT8, Type.NUMERIC)) {
        Binder binder = (_, _) -> new NumericDeviationAccumulator(deviation);
        plain(catalog, name, Type.NUMERIC, true, binder, type);
      }
      for (Type type : List.of(Type.FLOAT4, Type.FLOAT8)) {
        Binder binder = (_, _) -> new FloatDeviationAccumulator(deviation);
        plain(catalog, name, Type.FLOAT8, true, binder, type);
      }
    }
    for (Regression regression : Regression.values()) {
      Type result = regression == Regression.COUNT ? Type.INT8 : Type.FLOAT8;
      Binder binder = (_, _) -> new RegressionAccumulator(regression);
      plain(catalog, regression.function, result, true, binder, Type.FLOAT8, Type.FLOAT8);
    }
  }

  private static void collections(FunctionCatalog catalog) {
    Type any = Type.of(Kind.ANYELEMENT);
    Type anyArray = Type.of(Kind.ANYARRAY);
    plain(catalog, "any_value", any, false, (t, _) -> new AnyValueAccumulator(t.get(0)), any);
    for (Type type : List.of(Type.TEXT, Type.BYTEA)) {
      Binder binder = (_, _) -> new StringAggAccumulator(type);
      plain(catalog, "string_agg", type, false, binder, type, type);
    }
    Binder arrays = (types, _) -> new ArrayAggAccumulator(types.get(0));
    plain(catalog, "array_agg", anyArray, false, arrays, Type.of(Kind.ANYNONARRAY));
    for (boolean binary : new boolean[] {false, true}) {
      Type result = binary ? Type.JSONB : Type.JSON;
      for (boolean strict : new boolean[] {false, true}) {
        Binder binder = (types, _) -> new JsonAggAccumulator(binary, strict, types);
        String end = strict ? "agg_strict" : "agg";
        plain(catalog, result + "_" + end, result, false, binder, any);
        Type key = Type.of(Kind.ANY);
        plain(catalog, result + "_object_" + end, result, false, binder, key, key);
      }
    }
  }

  private static void orderedSets(FunctionCatalog catalog) {
    Type any = Type.of(Kind.ANYELEMENT);
    orderedSet(catalog, "mode", any, 0, (t, _) -> new ModeAccumulator(t.get(0)), any);
    Binder disc = (types, _) -> new PercentileAccumulator(Percentile.DISC, types);
    Binder cont = (types, _) -> new PercentileAccumulator(Percentile.CONT, types);
    Type many = Type.arrayOf(Type.FLOAT8);
    orderedSet(catalog, "percentile_disc", any, 1, disc, Type.FLOAT8, any);
    orderedSet(catalog, "percentile_disc", Type.of(Kind.ANYARRAY), 1, disc, many, any);
    for (Type type : List.of(Type.FLOAT8, Type.INTERVAL)) {
      orderedSet(catalog, "percentile_cont", type, 1, cont, Type.FLOAT8, type);
      orderedSet(catalog, "percentile_cont", Type.arrayOf(type), 1, cont, many, type);
    }
  }

  /// Where a row would stand: functions of as many direct arguments as sorted ones, of any types.
  private static void hypotheticalSets(FunctionCatalog catalog) {
    Binder unbound =
        (_, _) -> {
          throw new IllegalStateException("a hypothetical-set aggregate without its order");
        };
    for (String name : List.of("rank", "dense_rank")) {
      orderedSet(catalog, name, Type.INT8, 1, unbound, Type.of(Kind.ANY));
    }
    for (String name : List.of("percent_rank", "cume_dist")) {
      orderedSet(catalog, name, Type.FLOAT8, 1, unbound, Type.of(Kind.ANY));
    }
  }

  /// A hypothetical-set aggregate with the order of WITHIN GROUP, as one call has it.
  public static AggregateFunction ordered(
      AggregateFunction function, List<HypotheticalSet.Key> keys) {
    return new AggregateFunction(
        function.name(),
        function.argumentTypes(),
        function.resultType(),
        function.directArguments(),
        function.form(),
        function.combines(),
        (_, _) -> new HypotheticalSet(function.name(), keys));
  }

  private static void sums(FunctionCatalog catalog) {
    for (Type type : List.of(Type.INT2, Type.INT4)) {
      plain(catalog, "sum", Type.INT8, true, (_, _) -> new LongSumAccumulator(), type);
    }
    for (Type type : List.of(Type.INT8, Type.NUMERIC)) {
      plain(catalog, "sum", Type.NUMERIC, true, (_, _) -> new NumericSumAccumulator(), type);
    }
    for (Type type : List.of(Type.INT2, Type.INT4, Type.INT8, Type.NUMERIC)) {
      plain(catalog, "avg", Type.NUMERIC, true, (_, _) -> new NumericAvgAccumulator(), type);
    }
    for (boolean average : new boolean[] {false, true}) {
      Binder binder = (_, _) -> new IntervalSumAccumulator(average);
      String name = average ? "avg" : "sum";
      plain(catalog, name, Type.INTERVAL, true, binder, Type.INTERVAL);
    }
    for (Type type : List.of(Type.FLOAT4, Type.FLOAT8)) {
      FloatSumAccumulator.Output sum =
          type.equals(Type.FLOAT4)
              ? FloatSumAccumulator.Output.FLOAT4_SUM
              : FloatSumAccumulator.Output.FLOAT8_SUM;
      plain(catalog, "sum", type, true, (_, _) -> new FloatSumAccumulator(sum), type);
      plain(
          catalog,
          "avg",
          Type.FLOAT8,
          true,
          (_, _) -> new FloatSumAccumulator(FloatSumAccumulator.Output.AVG),
          type);
    }
  }

  static void plain(
      FunctionCatalog catalog,
      String name,
      Type result,
      boolean combines,
      Binder binder,
      Type... arguments) {
    catalog.aggregate(
        new AggregateFunction(name, List.of(arguments), result, 0, Form.PLAIN, combines, binder));
  }

  private static void orderedSet(
      FunctionCatalog catalog,
      String name,
      Type result,
      int direct,
      Binder binder,
      Type... arguments) {
    catalog.aggregate(
        new AggregateFunction(
            name, List.of(arguments), result, direct, Form.ORDERED_SET, false, binder));
  }
}
