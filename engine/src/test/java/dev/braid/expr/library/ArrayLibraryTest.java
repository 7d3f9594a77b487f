package dev.braid.expr.library;

import static dev.braid.expr.library.LibraryOracle.compare;
import static dev.braid.expr.library.LibraryOracle.function;
import static dev.braid.expr.library.LibraryOracle.operator;
import static dev.braid.expr.library.LibraryOracle.values;
import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.expr.Cast;
import dev.braid.expr.ScalarFunction;
import dev.braid.type.Kind;
import dev.braid.type.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArrayLibraryTest {
  private static final Type ANY = Type.of(Kind.ANYARRAY);
  private static final Type CA = Type.of(Kind.ANYCOMPATIBLEARRAY);
  private static final Type C = Type.of(Kind.ANYCOMPATIBLE);
  private static final Type INTS = Type.arrayOf(Type.INT4);
  private static final Type TEXTS = Type.arrayOf(Type.TEXT);
  private static final List<@Nullable String> INT_ARRAYS =
      values(null, "{}", "{1}", "{1,2,3}", "{3,1,2,1}", "{NULL}", "{2,NULL,1}", "{NULL,NULL,5}");
  private static final List<@Nullable String> TEXT_ARRAYS =
      values(null, "{}", "{a}", "{b,a,B}", "{\"\",NULL,\"x y\"}", "{NULL,NULL}", "{ä,😀}");
  private static final List<@Nullable String> NUMBERS =
      values(null, "-2147483648", "-1", "0", "1", "2", "3", "4", "2147483647");

  @Test
  void constructor() {
    compare(
        function("array", Type.of(Kind.ANYELEMENT)),
        List.of(Type.INT4, Type.INT4),
        INTS,
        "ARRAY[%s, %s]",
        NUMBERS,
        NUMBERS);
  }

  @Test
  void subscriptsAndSlices() {
    compare(
        function("subscript", ANY, Type.INT4),
        List.of(INTS, Type.INT4),
        Type.INT4,
        "(%s)[%s]",
        INT_ARRAYS,
        NUMBERS);
    compare(
        function("slice", ANY, Type.INT4, Type.INT4),
        List.of(TEXTS, Type.INT4, Type.INT4),
        TEXTS,
        "(%s)[%s:%s]",
        TEXT_ARRAYS,
        NUMBERS,
        NUMBERS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"array_length", "array_upper", "array_lower", "trim_array"})
  void arrayAndNumber(String name) {
    compare(
        function(name, ANY, Type.INT4),
        List.of(INTS, Type.INT4),
        name.equals("trim_array") ? INTS : Type.INT4,
        name + "(%s, %s)",
        INT_ARRAYS,
        NUMBERS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"cardinality", "array_ndims", "array_dims", "array_reverse", "array_sort"})
  void oneArray(String name) {
    ScalarFunction function = function(name, ANY);
    for (Type type : List.of(INTS, TEXTS)) {
      compare(
          function,
          List.of(type),
          function.resultType().kind() == Kind.ANYARRAY ? type : function.resultType(),
          name + "(%s)",
          type.equals(INTS) ? INT_ARRAYS : TEXT_ARRAYS);
    }
  }

  @Test
  void sortDirections() {
    List<@Nullable String> flags = values(null, "t", "f");
    compare(
        function("array_sort", ANY, Type.BOOL),
        List.of(INTS, Type.BOOL),
        INTS,
        "array_sort(%s, %s)",
        INT_ARRAYS,
        flags);
    compare(
        function("array_sort", ANY, Type.BOOL, Type.BOOL),
        List.of(INTS, Type.BOOL, Type.BOOL),
        INTS,
        "array_sort(%s, %s, %s)",
        INT_ARRAYS,
        flags,
        flags);
  }

  @Test
  void joining() {
    compare(operator("||", CA, CA), List.of(INTS, INTS), INTS, "%s || %s", INT_ARRAYS, INT_ARRAYS);
    compare(operator("||", CA, C), List.of(INTS, Type.INT4), INTS, "%s || %s", INT_ARRAYS, NUMBERS);
    compare(operator("||", C, CA), List.of(Type.INT4, INTS), INTS, "%s || %s", NUMBERS, INT_ARRAYS);
    compare(
        function("array_append", CA, C),
        List.of(INTS, Type.INT4),
        INTS,
        "array_append(%s, %s)",
        INT_ARRAYS,
        NUMBERS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"@>", "<@", "&&"})
  void containment(String symbol) {
    for (Type type : List.of(INTS, TEXTS)) {
      List<@Nullable String> arrays = type.equals(INTS) ? INT_ARRAYS : TEXT_ARRAYS;
      compare(
          operator(symbol, ANY, ANY),
          List.of(type, type),
          Type.BOOL,
          "%s " + symbol + " %s",
          arrays,
          arrays);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"array_position", "array_positions", "array_remove"})
  void searching(String name) {
    ScalarFunction function = function(name, CA, C);
    Type result =
        function.resultType().kind() == Kind.ANYCOMPATIBLEARRAY ? INTS : function.resultType();
    compare(function, List.of(INTS, Type.INT4), result, name + "(%s, %s)", INT_ARRAYS, NUMBERS);
  }

  @Test
  void searchingFrom() {
    compare(
        function("array_position", CA, C, Type.INT4),
        List.of(INTS, Type.INT4, Type.INT4),
        Type.INT4,
        "array_position(%s, %s, %s)",
        INT_ARRAYS,
        NUMBERS,
        values(null, "-1", "1", "2", "9"));
    compare(
        function("array_replace", CA, C, C),
        List.of(INTS, Type.INT4, Type.INT4),
        INTS,
        "array_replace(%s, %s, %s)",
        INT_ARRAYS,
        NUMBERS,
        NUMBERS);
    compare(
        function("array_fill", Type.of(Kind.ANYELEMENT), INTS),
        List.of(Type.INT4, INTS),
        INTS,
        "array_fill(%s, %s)",
        values(null, "7"),
        values(null, "{}", "{3}", "{0}", "{-1}", "{NULL}"));
  }

  @Test
  void strings() {
    compare(
        function("array_to_string", ANY, Type.TEXT),
        List.of(TEXTS, Type.TEXT),
        Type.TEXT,
        "array_to_string(%s, %s)",
        TEXT_ARRAYS,
        values(null, "", ", "));
    compare(
        function("array_to_string", ANY, Type.TEXT, Type.TEXT),
        List.of(Type.arrayOf(Type.BOOL), Type.TEXT, Type.TEXT),
        Type.TEXT,
        "array_to_string(%s, %s, %s)",
        values(null, "{}", "{t,f,NULL}"),
        values(null, ","),
        values(null, "*", ""));
    compare(
        function("string_to_array", Type.TEXT, Type.TEXT),
        List.of(Type.TEXT, Type.TEXT),
        TEXTS,
        "string_to_array(%s, %s)",
        values(null, "", "a,b", "ä,,", "a"),
        values(null, "", ","));
    compare(
        function("string_to_array", Type.TEXT, Type.TEXT, Type.TEXT),
        List.of(Type.TEXT, Type.TEXT, Type.TEXT),
        TEXTS,
        "string_to_array(%s, %s, %s)",
        values(null, "", "a,b", "ä,,", "a"),
        values(null, "", ","),
        values(null, "", "a"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"=", "<>", "<", ">="})
  void quantifiers(String symbol) {
    ScalarFunction comparison = operator(symbol, Type.INT4, Type.INT4);
    for (boolean all : new boolean[] {false, true}) {
      compare(
          ArrayQuantifier.make(comparison, all),
          List.of(Type.INT4, INTS),
          Type.BOOL,
          "%s " + symbol + (all ? " ALL " : " ANY ") + "(%s)",
          NUMBERS,
          INT_ARRAYS);
    }
  }

  @Test
  void quantifiersStopAtTheElementThatDecides() {
    for (boolean all : new boolean[] {false, true}) {
      compare(
          ArrayQuantifier.make(operator("~", Type.TEXT, Type.TEXT), all),
          List.of(Type.TEXT, TEXTS),
          Type.BOOL,
          "%s ~ " + (all ? "ALL" : "ANY") + " (%s)",
          values(null, "a", "b"),
          values("{a,(}", "{(,a}", "{b,NULL,(}"));
    }
  }

  @Test
  void castsConvertEachElement() {
    List<List<Type>> pairs = new ArrayList<>();
    pairs.add(List.of(INTS, TEXTS));
    pairs.add(List.of(INTS, Type.arrayOf(Type.INT8)));
    pairs.add(List.of(INTS, Type.arrayOf(Type.numeric(3, 1))));
    pairs.add(List.of(INTS, Type.arrayOf(Type.BOOL)));
    pairs.add(List.of(TEXTS, INTS));
    pairs.add(List.of(TEXTS, Type.arrayOf(Type.of(Kind.VARCHAR, 1))));
    for (List<Type> pair : pairs) {
      Type from = pair.getFirst();
      Type to = pair.getLast();
      Cast cast = Library.CATALOG.cast(from.elementType().kind(), to.elementType().kind());
      assertThat(cast).isNotNull();
      compare(
          ArrayCast.make(cast, from, to),
          List.of(from),
          to,
          "CAST(%s AS " + to.sqlName() + ")",
          from.equals(INTS) ? INT_ARRAYS : values(null, "{}", "{1,NULL,22}", "{a}", "{abc,äö}"));
    }
  }
}
