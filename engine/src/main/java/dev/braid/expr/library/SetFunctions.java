package dev.braid.expr.library;

import static dev.braid.expr.library.ArrayOperators.ANYARRAY;
import static dev.braid.expr.library.ArrayOperators.ANYELEMENT;

import dev.braid.expr.EvalContext;
import dev.braid.expr.SetFunction;
import dev.braid.expr.Volatility;
import dev.braid.type.PgArray;
import dev.braid.type.Type;
import dev.braid.type.json.JsonFunctions;
import dev.braid.type.json.JsonbFunctions;
import dev.braid.type.text.StringArrays;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Functions that take arrays, JSON and strings apart into rows.
final class SetFunctions {
  private SetFunctions() {}

  static void register(Definitions d) {
    arrays(d);
    json(d, Type.JSON, "json", JsonFunctions::arrayElements, JsonFunctions::each);
    json(d, Type.JSONB, "jsonb", JsonbFunctions::arrayElements, JsonbFunctions::each);
    keys(d, Type.JSON, "json_object_keys");
    keys(d, Type.JSONB, "jsonb_object_keys");
    strings(d, Type.TEXT, Type.TEXT);
    strings(d, Type.TEXT, Type.TEXT, Type.TEXT);
  }

  private static void set(
      Definitions d,
      String name,
      List<String> names,
      List<Type> types,
      SetFunction.Generator generator,
      Type... arguments) {
    d.catalog()
        .set(
            new SetFunction(
                name, List.of(arguments), names, types, true, Volatility.IMMUTABLE, generator));
  }

  private static void arrays(Definitions d) {
    set(
        d,
        "unnest",
        List.of("unnest"),
        List.of(ANYELEMENT),
        (arguments, types, batchSize, context) ->
            SetRows.single(
                types.getFirst().elementType(),
                Arrays.asList(array(arguments[0]).elements()).iterator(),
                batchSize,
                context),
        ANYARRAY);
    subscripts(d, ANYARRAY, Type.INT4);
    subscripts(d, ANYARRAY, Type.INT4, Type.BOOL);
  }

  private static PgArray array(@Nullable Object value) {
    if (value instanceof PgArray array) {
      return array;
    }
    throw new IllegalArgumentException("no array");
  }

  private static String string(@Nullable Object value) {
    if (value instanceof String string) {
      return string;
    }
    throw new IllegalArgumentException("no string");
  }

  private static void subscripts(Definitions d, Type... arguments) {
    set(
        d,
        "generate_subscripts",
        List.of("generate_subscripts"),
        List.of(Type.INT4),
        (values, _, batchSize, context) -> {
          int size = Integer.valueOf(1).equals(values[1]) ? array(values[0]).size() : 0;
          boolean reverse = values.length > 2 && Boolean.TRUE.equals(values[2]);
          Iterator<Integer> numbers =
              IntStream.rangeClosed(1, size).map(i -> reverse ? size + 1 - i : i).iterator();
          return SetRows.single(Type.INT4, numbers, batchSize, context);
        },
        arguments);
  }

  /// Elements of an array of JSON, as JSON or as text.
  @FunctionalInterface
  private interface Elements {
    List<@Nullable String> of(String json, boolean asText);
  }

  /// Fields of an object of JSON, their values as JSON or as text.
  @FunctionalInterface
  private interface Fields {
    List<JsonbFunctions.Entry> of(String json, boolean asText);
  }

  private static void json(
      Definitions d, Type json, String name, Elements elements, Fields fields) {
    for (boolean asText : new boolean[] {false, true}) {
      Type part = asText ? Type.TEXT : json;
      set(
          d,
          name + "_array_elements" + (asText ? "_text" : ""),
          List.of("value"),
          List.of(part),
          (values, _, batchSize, context) ->
              SetRows.single(
                  part, elements.of(string(values[0]), asText).iterator(), batchSize, context),
          json);
      List<Type> types = List.of(Type.TEXT, part);
      set(
          d,
          name + "_each" + (asText ? "_text" : ""),
          List.of("key", "value"),
          types,
          (values, _, batchSize, context) ->
              SetRows.rows(
                  types,
                  fields.of(string(values[0]), asText).stream()
                      .map(e -> new @Nullable Object[] {e.key(), e.value()})
                      .iterator(),
                  batchSize,
                  context),
          json);
    }
  }

  private static void keys(Definitions d, Type json, String name) {
    boolean binary = json.equals(Type.JSONB);
    set(
        d,
        name,
        List.of(name),
        List.of(Type.TEXT),
        (values, _, batchSize, context) ->
            SetRows.single(
                Type.TEXT,
                (binary
                        ? JsonbFunctions.objectKeys(string(values[0]))
                        : JsonFunctions.objectKeys(string(values[0])))
                    .iterator(),
                batchSize,
                context),
        json);
  }

  private static void strings(Definitions d, Type... arguments) {
    d.catalog()
        .set(
            new SetFunction(
                "string_to_table",
                List.of(arguments),
                List.of("string_to_table"),
                List.of(Type.TEXT),
                false,
                Volatility.IMMUTABLE,
                (values, _, batchSize, context) -> split(values, batchSize, context)));
  }

  private static Iterator<dev.braid.vector.Batch> split(
      @Nullable Object[] values, int batchSize, EvalContext context) {
    if (values[0] == null) {
      return Collections.emptyIterator();
    }
    @Nullable Object[] parts =
        StringArrays.toArray(
            string(values[0]), (String) values[1], values.length > 2 ? (String) values[2] : null);
    return SetRows.single(Type.TEXT, Arrays.asList(parts).iterator(), batchSize, context);
  }
}
