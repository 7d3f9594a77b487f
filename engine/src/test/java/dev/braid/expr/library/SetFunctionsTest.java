package dev.braid.expr.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.error.BraidException;
import dev.braid.expr.SetFunction;
import dev.braid.expr.TextInput;
import dev.braid.expr.TextOutput;
import dev.braid.type.Kind;
import dev.braid.type.Type;
import dev.braid.vector.Batch;
import dev.braid.vector.Values;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Rows of set functions, compared as one text each with the server's.
class SetFunctionsTest {
  private static final Type INTS = Type.arrayOf(Type.INT4);

  @Test
  void unnest() {
    for (String array : List.of("{}", "{1}", "{3,NULL,1}")) {
      compare("unnest", List.of(Type.of(Kind.ANYARRAY)), List.of(INTS), List.of(array));
    }
  }

  @Test
  void subscripts() {
    for (String array : List.of("{}", "{1}", "{3,NULL,1}")) {
      for (String dimension : List.of("0", "1", "2")) {
        Type any = Type.of(Kind.ANYARRAY);
        compare(
            "generate_subscripts",
            List.of(any, Type.INT4),
            List.of(INTS, Type.INT4),
            List.of(array, dimension));
        compare(
            "generate_subscripts",
            List.of(any, Type.INT4, Type.BOOL),
            List.of(INTS, Type.INT4, Type.BOOL),
            List.of(array, dimension, "t"));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "jsonb"})
  void json(String name) {
    Type type = name.equals("json") ? Type.JSON : Type.JSONB;
    for (String function :
        List.of("_array_elements", "_array_elements_text", "_object_keys", "_each", "_each_text")) {
      for (String document :
          List.of(
              "1",
              "null",
              "[]",
              "{}",
              "[1, \"a\", null, [2]]",
              "{\"b\": 1, \"a\": {\"c\": [1,  2]}, \"b\": null, \"s\": \"x y\"}")) {
        compare(name + function, List.of(type), List.of(type), List.of(document));
      }
    }
  }

  @Test
  void series() {
    for (List<String> arguments :
        List.of(
            List.of("1", "5"),
            List.of("5", "1"),
            List.of("1", "10", "4"),
            List.of("10", "1", "-4"),
            List.of("1", "1", "0"),
            List.of("2147483646", "2147483647"),
            List.of("-2147483647", "-2147483648", "-1"))) {
      for (Type type : List.of(Type.INT4, Type.INT8, Type.NUMERIC)) {
        List<Type> types = java.util.Collections.nCopies(arguments.size(), type);
        compare("generate_series", types, types, arguments);
      }
    }
    List<Type> numerics = List.of(Type.NUMERIC, Type.NUMERIC, Type.NUMERIC);
    for (List<String> arguments :
        List.of(
            List.of("0.5", "2", "0.25"),
            List.of("1", "NaN", "1"),
            List.of("Infinity", "1", "1"),
            List.of("1", "2", "NaN"),
            List.of("1", "3", "1.00"))) {
      compare("generate_series", numerics, numerics, arguments);
    }
    List<Type> wide = List.of(Type.INT8, Type.INT8, Type.INT8);
    compare(
        "generate_series", wide, wide, List.of("9223372036854775800", "9223372036854775807", "5"));
    compare(
        "generate_series", wide, wide, List.of("0", "9223372036854775807", "9223372036854775807"));
  }

  @Test
  void strings() {
    List<Type> two = List.of(Type.TEXT, Type.TEXT);
    List<Type> three = List.of(Type.TEXT, Type.TEXT, Type.TEXT);
    for (String text : List.of("", "a,b,,ä", "abc", "aXbxc")) {
      for (String delimiter : List.of("", ",", "b", "x*", "(")) {
        for (String name : List.of("string_to_table", "regexp_matches", "regexp_split_to_table")) {
          compare(name, two, two, List.of(text, delimiter));
          compare(name, three, three, List.of(text, delimiter, "g"));
          compare(name, three, three, List.of(text, delimiter, "i"));
        }
      }
    }
  }

  private static void compare(
      String name, List<Type> declared, List<Type> types, List<String> arguments) {
    SetFunction function =
        Library.CATALOG.sets(name).stream()
            .filter(f -> f.argumentTypes().equals(declared))
            .findFirst()
            .orElseThrow();
    List<String> literals = new ArrayList<>();
    @Nullable Object[] values = new @Nullable Object[arguments.size()];
    for (int i = 0; i < values.length; i++) {
      literals.add("'%s'::%s".formatted(arguments.get(i), types.get(i).sqlName()));
      values[i] = TextInput.parse(types.get(i), arguments.get(i), LibraryOracle.CONTEXT);
    }
    String call = name + "(" + String.join(", ", literals) + ")";
    List<String> columns = new ArrayList<>();
    for (String column : function.columnNames()) {
      columns.add("coalesce(" + column + "::text, '<null>')");
    }
    String server =
        LibraryOracle.ask(
                "(SELECT coalesce(string_agg(concat_ws('|', %s), ';' ORDER BY n), '')"
                        .formatted(String.join(", ", columns))
                    + " FROM %s WITH ORDINALITY AS t(%s, n))"
                        .formatted(call, String.join(", ", function.columnNames())))
            .getFirst();
    assertThat(here(function, types, values)).as(call).isEqualTo(server);
  }

  private static String here(SetFunction function, List<Type> types, @Nullable Object[] values) {
    List<String> rows = new ArrayList<>();
    try {
      Iterator<Batch> batches = function.generator().rows(values, types, 3, LibraryOracle.CONTEXT);
      while (batches.hasNext()) {
        Batch batch = batches.next();
        for (int row = 0; row < batch.size(); row++) {
          List<String> texts = new ArrayList<>();
          for (int c = 0; c < batch.width(); c++) {
            Type declared = function.columnTypes().get(c);
            Type type = declared.kind().isPseudo() ? types.getFirst().elementType() : declared;
            Object value = Values.get(batch.column(c), row, type);
            texts.add(
                value == null
                    ? "<null>"
                    : TextOutput.write(type, value, LibraryOracle.CONTEXT.timeZone()));
          }
          rows.add(String.join("|", texts));
        }
      }
    } catch (BraidException e) {
      return "error " + e.sqlState();
    }
    return String.join(";", rows);
  }
}
