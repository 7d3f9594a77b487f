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

class NumberLibraryTest {
  private static final List<@Nullable String> FLOATS =
      values(
          null,
          "0",
          "-0",
          "1",
          "-1",
          "0.5",
          "-2.25",
          "3",
          "1e10",
          "1e-10",
          "1e300",
          "-1e300",
          "1e-300",
          "NaN",
          "Infinity",
          "-Infinity");
  private static final List<@Nullable String> SMALL_FLOATS =
      values(null, "0", "-0", "1", "-1", "0.1", "3", "1e30", "-1e30", "1e-30", "NaN", "Infinity");

  @ParameterizedTest
  @ValueSource(strings = {"+", "-", "*", "/"})
  void floatArithmetic(String symbol) {
    compareOperator(symbol, List.of(Type.FLOAT8, Type.FLOAT8), FLOATS, FLOATS);
    compareOperator(symbol, List.of(Type.FLOAT4, Type.FLOAT4), SMALL_FLOATS, SMALL_FLOATS);
    compareOperator(symbol, List.of(Type.FLOAT4, Type.FLOAT8), SMALL_FLOATS, FLOATS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "%"})
  void integerDivision(String symbol) {
    for (Type type : List.of(Type.INT2, Type.INT4, Type.INT8)) {
      String most =
          switch (type.kind()) {
            case INT2 -> "32767";
            case INT4 -> "2147483647";
            default -> "9223372036854775807";
          };
      String least =
          switch (type.kind()) {
            case INT2 -> "-32768";
            case INT4 -> "-2147483648";
            default -> "-9223372036854775808";
          };
      List<@Nullable String> numbers = values(null, least, "-7", "-1", "0", "1", "2", "10", most);
      compareOperator(symbol, List.of(type, type), numbers, numbers);
    }
    if (symbol.equals("/")) {
      compareOperator(
          symbol,
          List.of(Type.INT2, Type.INT8),
          values(null, "-32768", "7"),
          values(null, "-1", "0", "3", "9223372036854775807"));
    }
  }

  @Test
  void numericToDouble() {
    compareCast(
        Type.NUMERIC,
        Type.FLOAT8,
        values(
            null,
            "0",
            "0.1",
            "-123456789.123456789",
            "9007199254740993",
            "0.0000000000000001",
            "123456789012345678",
            "1e400",
            "NaN",
            "-Infinity",
            "99999999999999999999.9"));
    compareCast(Type.NUMERIC, Type.FLOAT8, values(null, "0.10", "1.25", "-3.33", "999999.99"));
  }

  @Test
  void formats() {
    List<@Nullable String> patterns =
        values(null, "", "999", "FM0000", "9,999.99", "S99.9", "99PR", "RN", "9.99EEEE", "99V9");
    compareFunction(
        "to_char",
        List.of(Type.INT4, Type.TEXT),
        values(null, "0", "-5", "1234", "2147483647"),
        patterns);
    compareFunction(
        "to_char", List.of(Type.INT8, Type.TEXT), values(null, "0", "-5", "1234"), patterns);
    for (Type type : List.of(Type.NUMERIC, Type.FLOAT8, Type.FLOAT4)) {
      compareFunction(
          "to_char",
          List.of(type, Type.TEXT),
          values(null, "0", "-5.55", "1234.5", "NaN", "Infinity"),
          patterns);
    }
    compareFunction(
        "to_number",
        List.of(Type.TEXT, Type.TEXT),
        values(null, "", "12", "-1,234.5", "12-", "<5>"),
        values(null, "", "999", "9,999.99", "S99.9", "99PR", "99MI"));
  }

  @Test
  void bytes() {
    List<@Nullable String> bytes = values(null, "", "\\x00", "\\x616263", "\\xff00ff", "\\xc3a4");
    List<@Nullable String> indexes = values(null, "-1", "0", "1", "3", "2147483647");
    for (String name :
        List.of(
            "md5",
            "sha224",
            "sha256",
            "sha384",
            "sha512",
            "reverse",
            "bit_count",
            "length",
            "octet_length",
            "bit_length")) {
      compareFunction(name, List.of(Type.BYTEA), bytes);
    }
    compareFunction("md5", List.of(Type.TEXT), values(null, "", "abc", "ä😀"));
    compareFunction("get_byte", List.of(Type.BYTEA, Type.INT4), bytes, indexes);
    compareFunction(
        "set_byte", List.of(Type.BYTEA, Type.INT4, Type.INT4), bytes, indexes, values("1", "300"));
    for (String name : List.of("substring", "substr")) {
      compareFunction(name, List.of(Type.BYTEA, Type.INT4), bytes, indexes);
      compareFunction(name, List.of(Type.BYTEA, Type.INT4, Type.INT4), bytes, indexes, indexes);
    }
    compare(
        function("position", Type.BYTEA, Type.BYTEA),
        List.of(Type.BYTEA, Type.BYTEA),
        Type.INT4,
        "pg_catalog.position(%s, %s)",
        bytes,
        bytes);
    compareOperator("||", List.of(Type.BYTEA, Type.BYTEA), bytes, bytes);
    for (String name : List.of("btrim", "ltrim", "rtrim")) {
      compareFunction(name, List.of(Type.BYTEA, Type.BYTEA), bytes, bytes);
    }
    compareFunction(
        "encode", List.of(Type.BYTEA, Type.TEXT), bytes, values("hex", "base64", "escape", "x"));
    compareFunction(
        "decode",
        List.of(Type.TEXT, Type.TEXT),
        values(null, "", "00ff", "YWJj", "a\\\\b", "zz"),
        values("hex", "base64", "escape", "x"));
  }

  @Test
  void anyValues() {
    Type any = Type.of(Kind.ANY);
    for (String name : List.of("num_nulls", "num_nonnulls")) {
      compare(
          function(name, any),
          List.of(Type.INT4, Type.TEXT),
          Type.INT4,
          name + "(%s, %s)",
          values(null, "1"),
          values(null, "x"));
    }
    compare(
        function("width_bucket", Type.of(Kind.ANYCOMPATIBLE), Type.of(Kind.ANYCOMPATIBLEARRAY)),
        List.of(Type.INT4, Type.arrayOf(Type.INT4)),
        Type.INT4,
        "width_bucket(%s, %s)",
        values(null, "-1", "0", "5", "10", "11"),
        values(null, "{}", "{0,5,10}", "{5}", "{0,NULL}"));
  }
}
