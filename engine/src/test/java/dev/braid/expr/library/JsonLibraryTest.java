package dev.braid.expr.library;

import static dev.braid.expr.library.LibraryOracle.compare;
import static dev.braid.expr.library.LibraryOracle.compareCast;
import static dev.braid.expr.library.LibraryOracle.compareFunction;
import static dev.braid.expr.library.LibraryOracle.compareOperator;
import static dev.braid.expr.library.LibraryOracle.function;
import static dev.braid.expr.library.LibraryOracle.values;

import dev.braid.type.Kind;
import dev.braid.type.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLibraryTest {
  private static final Type TEXTS = Type.arrayOf(Type.TEXT);
  private static final List<@Nullable String> DOCUMENTS =
      values(
          null,
          "null",
          "1.50",
          "\"x\"",
          "true",
          "[]",
          "{}",
          "[1, \"a\", null, [2]]",
          "{\"a\": 1, \"b\": {\"c\": [1,  2]}, \"ä\": null}",
          "{\"b\":1,\"a\":2,\"a\":3}");
  private static final List<@Nullable String> KEYS = values(null, "", "a", "b", "x", "ä", "0");
  private static final List<@Nullable String> INDEXES =
      values(null, "-5", "-1", "0", "1", "3", "9");
  private static final List<@Nullable String> PATHS =
      values(null, "{}", "{a}", "{b,c}", "{b,c,1}", "{b,c,-1}", "{0}", "{3,0}", "{NULL}", "{zz}");

  @Test
  void parts() {
    for (Type json : List.of(Type.JSON, Type.JSONB)) {
      for (String symbol : List.of("->", "->>")) {
        compareOperator(symbol, List.of(json, Type.TEXT), DOCUMENTS, KEYS);
        compareOperator(symbol, List.of(json, Type.INT4), DOCUMENTS, INDEXES);
      }
      compareOperator("#>", List.of(json, TEXTS), DOCUMENTS, PATHS);
      compareOperator("#>>", List.of(json, TEXTS), DOCUMENTS, PATHS);
      String name = json.typeName();
      compare(
          function(name + "_extract_path", json, Type.TEXT),
          List.of(json, Type.TEXT, Type.TEXT),
          json,
          name + "_extract_path(%s, %s, %s)",
          DOCUMENTS,
          values("b", "3", "x"),
          values("c", "0", "x"));
    }
  }

  @Test
  void jsonbOperators() {
    for (String symbol : List.of("@>", "<@", "||")) {
      compareOperator(symbol, List.of(Type.JSONB, Type.JSONB), DOCUMENTS, DOCUMENTS);
    }
    compareOperator("?", List.of(Type.JSONB, Type.TEXT), DOCUMENTS, KEYS);
    compareOperator("?|", List.of(Type.JSONB, TEXTS), DOCUMENTS, PATHS);
    compareOperator("?&", List.of(Type.JSONB, TEXTS), DOCUMENTS, PATHS);
    compareOperator("-", List.of(Type.JSONB, Type.TEXT), DOCUMENTS, KEYS);
    compareOperator("-", List.of(Type.JSONB, TEXTS), DOCUMENTS, PATHS);
    compareOperator("-", List.of(Type.JSONB, Type.INT4), DOCUMENTS, INDEXES);
    compareOperator("#-", List.of(Type.JSONB, TEXTS), DOCUMENTS, PATHS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "jsonb"})
  void measures(String name) {
    Type type = name.equals("json") ? Type.JSON : Type.JSONB;
    for (String function : List.of("_typeof", "_array_length", "_strip_nulls")) {
      compareFunction(name + function, List.of(type), DOCUMENTS);
    }
    compareFunction(
        name + "_strip_nulls", List.of(type, Type.BOOL), DOCUMENTS, values(null, "t", "f"));
  }

  @Test
  void changes() {
    compareFunction("jsonb_pretty", List.of(Type.JSONB), DOCUMENTS);
    for (String name : List.of("jsonb_set", "jsonb_insert")) {
      compareFunction(
          name, List.of(Type.JSONB, TEXTS, Type.JSONB), DOCUMENTS, PATHS, values(null, "7", "[]"));
      compareFunction(
          name,
          List.of(Type.JSONB, TEXTS, Type.JSONB, Type.BOOL),
          DOCUMENTS,
          PATHS,
          values("7"),
          values(null, "t", "f"));
    }
  }

  @Test
  void valuesAsJson() {
    for (String name : List.of("to_json", "to_jsonb")) {
      Type result = name.equals("to_json") ? Type.JSON : Type.JSONB;
      toJson(name, result, Type.INT4, values(null, "-1", "7"));
      toJson(name, result, Type.BOOL, values("t", "f"));
      toJson(name, result, Type.TEXT, values("", "a\"b", "ä\n\t\\", "\u0001"));
      toJson(name, result, Type.NUMERIC, values("1.50", "NaN", "1e30", "Infinity"));
      toJson(name, result, Type.FLOAT8, values("1.5", "1e300", "-Infinity", "1e-10"));
      toJson(name, result, Type.DATE, values("2024-02-29", "infinity"));
      toJson(name, result, Type.TIMESTAMP, values("2024-02-29 12:00", "infinity"));
      toJson(name, result, Type.TIMESTAMPTZ, values("2024-02-29 12:00+01"));
      toJson(name, result, Type.INTERVAL, values("1 day 2 hours"));
      toJson(name, result, Type.JSON, values("{\"b\" : 1,\"a\":2}", "null"));
      toJson(name, result, Type.JSONB, values("{\"b\" : 1,\"a\":2}", "null"));
      toJson(name, result, Type.of(Kind.BPCHAR, 4), values("ab", ""));
      toJson(name, result, Type.arrayOf(Type.INT4), values("{}", "{1,NULL,3}"));
      toJson(name, result, Type.arrayOf(Type.TEXT), values("{a,NULL,\"b c\"}"));
      toJson(name, result, Type.BYTEA, values("\\x00ff"));
      toJson(name, result, Type.UUID, values("00112233-4455-6677-8899-aabbccddeeff"));
    }
  }

  private static void toJson(String name, Type result, Type type, List<@Nullable String> values) {
    compare(function(name, Type.of(Kind.ANYELEMENT)), List.of(type), result, name + "(%s)", values);
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "jsonb"})
  void built(String name) {
    Type result = name.equals("json") ? Type.JSON : Type.JSONB;
    for (String function : List.of("_build_array", "_build_object")) {
      for (Type key : List.of(Type.TEXT, Type.INT4, Type.BOOL, Type.JSON, Type.TIMESTAMP)) {
        compare(
            function(name + function, Type.of(Kind.ANY)),
            List.of(key, Type.of(Kind.BPCHAR, 3), Type.TEXT, Type.NUMERIC),
            result,
            name + function + "(%s, %s, %s, %s)",
            switch (key.kind()) {
              case BOOL -> values(null, "t");
              case JSON -> values(null, "1");
              case INT4 -> values(null, "5");
              case TIMESTAMP -> values(null, "2024-02-29 12:00");
              default -> values(null, "", "k", "k\"");
            },
            values(null, "ab"),
            values(null, "k", "z"),
            values(null, "1.0"));
      }
      compare(
          function(name + function, Type.of(Kind.ANY)),
          List.of(Type.TEXT),
          result,
          name + function + "(%s)",
          values(null, "a"));
      compare(function(name + function), List.of(), result, name + function + "()");
    }
  }

  @Test
  void casts() {
    compareCast(Type.JSON, Type.JSONB, DOCUMENTS);
    for (Type to :
        List.of(
            Type.BOOL,
            Type.INT2,
            Type.INT4,
            Type.INT8,
            Type.FLOAT4,
            Type.FLOAT8,
            Type.NUMERIC,
            Type.numeric(4, 1))) {
      compareCast(
          Type.JSONB,
          to,
          values(
              null,
              "null",
              "1",
              "1.50",
              "-2.5",
              "true",
              "false",
              "\"1\"",
              "[1]",
              "{}",
              "1e10",
              "1e400",
              "123456.789"));
    }
  }
}
