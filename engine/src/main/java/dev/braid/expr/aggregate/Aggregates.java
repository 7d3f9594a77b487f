package dev.braid.expr.aggregate;

import dev.braid.expr.AggregateFunction;
import dev.braid.expr.AggregateFunction.Binder;
import dev.braid.expr.AggregateFunction.Form;
import dev.braid.expr.FunctionCatalog;
import dev.braid.type.Kind;
import dev.braid.type.Type;
import java.util.List;

/// Puts all aggregates into the catalogue of functions.
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
}
