package dev.braid.expr.aggregate;

import dev.braid.type.PgArray;
import dev.braid.type.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every aggregate gives PostgreSQL's answers, however rows are split and parts merged.
class AggregateOracleTest {
  static Type type(String name) {
    return switch (name) {
      case "bool" -> Type.BOOL;
      case "int2" -> Type.INT2;
      case "int4" -> Type.INT4;
      case "int8" -> Type.INT8;
      case "float4" -> Type.FLOAT4;
      case "float8" -> Type.FLOAT8;
      case "numeric" -> Type.NUMERIC;
      case "numeric(6,2)" -> Type.numeric(6, 2);
      case "numeric(18,4)" -> Type.numeric(18, 4);
      case "numeric(37,9)" -> Type.numeric(37, 9);
      case "text" -> Type.TEXT;
      case "bpchar" -> Type.of(dev.braid.type.Kind.BPCHAR, 5);
      case "bytea" -> Type.BYTEA;
      case "date" -> Type.DATE;
      case "time" -> Type.TIME;
      case "timestamp" -> Type.TIMESTAMP;
      case "timestamptz" -> Type.TIMESTAMPTZ;
      case "interval" -> Type.INTERVAL;
      case "uuid" -> Type.UUID;
      case "json" -> Type.JSON;
      case "jsonb" -> Type.JSONB;
      case "int4[]" -> Type.arrayOf(Type.INT4);
      case "text[]" -> Type.arrayOf(Type.TEXT);
      default -> throw new AssertionError(name);
    };
  }

  private static void check(String aggregate, double tolerance, Type... types) {
    for (int seed = 0; seed < 4; seed++) {
      Random random = new Random(seed * 31 + aggregate.hashCode());
      double nulls = seed % 3 == 0 ? 0 : seed % 3 == 1 ? 0.3 : 0.9;
      int groups = seed < 2 ? 2 : 9;
      var rows = new RandomValues(random).rows(60, nulls, types);
      new AggregateOracle(random, groups, List.of(types), rows).check(aggregate, tolerance);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "count, int4",
    "count, text",
    "sum, int2",
    "sum, int4",
    "sum, int8",
    "sum, numeric",
    "sum, 'numeric(6,2)'",
    "sum, 'numeric(18,4)'",
    "sum, 'numeric(37,9)'",
    "avg, int2",
    "avg, int4",
    "avg, int8",
    "avg, numeric",
    "avg, 'numeric(6,2)'",
    "avg, 'numeric(18,4)'",
    "avg, 'numeric(37,9)'"
  })
  void sums(String aggregate, String type) {
    check(aggregate, 0, type(type));
  }

  @ParameterizedTest
  @CsvSource({
    "int2",
    "int4",
    "int8",
    "float4",
    "float8",
    "'numeric(6,2)'",
    "'numeric(37,9)'",
    "text",
    "bpchar",
    "bytea",
    "date",
    "time",
    "timestamp",
    "timestamptz",
    "interval",
    "int4[]",
    "text[]"
  })
  void leastAndGreatest(String type) {
    check("min", 0, type(type));
    check("max", 0, type(type));
  }

  @ParameterizedTest
  @CsvSource({
    "sum, float8, 1e-12",
    "avg, float8, 1e-12",
    "sum, float4, 2e-6",
    "avg, float4, 1e-12"
  })
  void floats(String aggregate, String type, double tolerance) {
    check(aggregate, tolerance, type(type));
  }

  @ParameterizedTest
  @CsvSource({
    "bool_and, bool", "bool_or, bool", "every, bool", "bit_and, int2", "bit_or, int2",
    "bit_xor, int2", "bit_and, int4", "bit_or, int4", "bit_xor, int4", "bit_and, int8",
    "bit_or, int8", "bit_xor, int8", "sum, interval", "avg, interval"
  })
  void bitsAndIntervals(String aggregate, String type) {
    check(aggregate, 0, type(type));
  }

  @ParameterizedTest
  @CsvSource({"var_pop", "var_samp", "variance", "stddev_pop", "stddev_samp", "stddev"})
  void deviations(String aggregate) {
    for (String type :
        List.of("int2", "int4", "int8", "numeric", "numeric(6,2)", "numeric(18,4)")) {
      check(aggregate, 0, type(type));
    }
    check(aggregate, 1e-12, Type.FLOAT4);
    check(aggregate, 1e-12, Type.FLOAT8);
  }

  @ParameterizedTest
  @CsvSource({
    "regr_count",
    "regr_sxx",
    "regr_syy",
    "regr_sxy",
    "regr_avgx",
    "regr_avgy",
    "regr_r2",
    "regr_slope",
    "regr_intercept",
    "covar_pop",
    "covar_samp",
    "corr"
  })
  void pairs(String aggregate) {
    check(aggregate, 1e-9, Type.FLOAT8, Type.FLOAT8);
  }

  @ParameterizedTest
  @CsvSource({
    "bool",
    "int2",
    "int4",
    "int8",
    "float4",
    "float8",
    "numeric",
    "text",
    "bytea",
    "date",
    "time",
    "timestamp",
    "timestamptz",
    "interval",
    "uuid",
    "jsonb"
  })
  void collections(String type) {
    check("any_value", 0, type(type));
    check("array_agg", 0, type(type));
    for (String kind : List.of("json", "jsonb")) {
      check(kind + "_agg", 0, type(type));
      check(kind + "_agg_strict", 0, type(type));
      check(kind + "_object_agg", 0, Type.TEXT, type(type));
      check(kind + "_object_agg", 0, type(type), type(type));
      check(kind + "_object_agg_strict", 0, Type.TEXT, type(type));
    }
  }

  @ParameterizedTest
  @CsvSource({"json", "int4[]", "text[]"})
  void jsonOfJsonAndArrays(String type) {
    check("json_agg", 0, type(type));
    check("jsonb_agg", 0, type(type));
    check("json_object_agg", 0, Type.TEXT, type(type));
    check("jsonb_object_agg", 0, Type.INT4, type(type));
    for (String aggregate : List.of("json_object_agg", "jsonb_object_agg")) {
      Random random = new Random(5);
      var rows = new RandomValues(random).rows(10, 0, type(type), Type.INT4);
      new AggregateOracle(random, 2, List.of(type(type), Type.INT4), rows).check(aggregate);
    }
  }

  @ParameterizedTest
  @CsvSource({"text", "bytea"})
  void strings(String type) {
    check("string_agg", 0, type(type), type(type));
  }

  @ParameterizedTest
  @CsvSource({
    "bool",
    "int2",
    "int4",
    "int8",
    "float4",
    "float8",
    "'numeric(6,2)'",
    "text",
    "bytea",
    "date",
    "time",
    "timestamp",
    "timestamptz",
    "interval",
    "uuid",
    "int4[]"
  })
  void orderedSets(String name) {
    Type type = type(name);
    Comparator<Object> order = ValueOrder.comparator(type);
    for (int seed = 0; seed < 4; seed++) {
      Random random = new Random(seed);
      List<@Nullable Object[]> rows = new RandomValues(random).rows(50, 0.2, type);
      rows.removeIf(row -> row[0] == null);
      rows.sort((a, b) -> order.compare(a[0], b[0]));
      rows.add(new @Nullable Object[] {null});
      new AggregateOracle(random, 4, List.of(type), rows).check("mode");
      double fraction = seed == 0 ? 0 : seed == 1 ? 1 : seed == 2 ? 1.5 : random.nextDouble();
      PgArray many = PgArray.of(Type.FLOAT8, 0.25, null, 1.0, 0.0, random.nextDouble());
      boolean between = name.equals("float8") || name.equals("interval");
      for (String aggregate :
          between ? List.of("percentile_disc", "percentile_cont") : List.of("percentile_disc")) {
        Type single = Type.FLOAT8;
        Type array = Type.arrayOf(Type.FLOAT8);
        new AggregateOracle(random, 4, List.of(single, type), with(rows, fraction))
            .check(aggregate, 1e-14);
        if (!type.equals(Type.arrayOf(Type.INT4))) {
          new AggregateOracle(random, 4, List.of(array, type), with(rows, many)).check(aggregate);
        }
      }
    }
  }

  private static List<@Nullable Object[]> with(List<@Nullable Object[]> rows, Object fraction) {
    List<@Nullable Object[]> wider = new ArrayList<>();
    rows.forEach(row -> wider.add(new @Nullable Object[] {fraction, row[0]}));
    return wider;
  }
}
