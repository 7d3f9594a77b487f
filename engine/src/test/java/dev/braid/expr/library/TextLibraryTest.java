package dev.braid.expr.library;

import static dev.braid.expr.library.LibraryOracle.compare;
import static dev.braid.expr.library.LibraryOracle.compareCast;
import static dev.braid.expr.library.LibraryOracle.compareFunction;
import static dev.braid.expr.library.LibraryOracle.compareOperator;
import static dev.braid.expr.library.LibraryOracle.values;

import dev.braid.type.Kind;
import dev.braid.type.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextLibraryTest {
  static final List<@Nullable String> TEXTS =
      values(
          null,
          "",
          " ",
          "a",
          "A",
          "abc",
          "aBc dEf",
          "abcabc",
          "äöü",
          "Straße",
          "日本語",
          "x😀y",
          "  pad  ",
          "a%b_c",
          "back\\slash",
          "quo'te",
          "x-y-z",
          "ÀÉ",
          "1234567890abcdefghij");
  static final List<@Nullable String> INTS =
      values(null, "-2147483648", "-5", "-1", "0", "1", "2", "3", "4", "7", "2147483647");

  @ParameterizedTest
  @ValueSource(strings = {"~~", "!~~", "~~*", "!~~*", "^@", "||"})
  void twoTexts(String symbol) {
    compareOperator(
        symbol,
        List.of(Type.TEXT, Type.TEXT),
        TEXTS,
        values(
            null,
            "",
            "%",
            "_",
            "%%",
            "a%",
            "%c",
            "a%c",
            "%b%",
            "___",
            "_b_",
            "ä%",
            "%😀_",
            "A",
            "abc",
            "\\%",
            "a\\%b\\_c",
            "%\\",
            "\\",
            "STRASSE",
            "%ß%",
            "À%",
            "%日_語",
            "x%y%z"));
  }

  @Test
  void concatenationWithOtherTypes() {
    Type any = Type.of(Kind.ANYNONARRAY);
    compare(
        LibraryOracle.operator("||", Type.TEXT, any),
        List.of(Type.TEXT, Type.BOOL),
        Type.TEXT,
        "%s || %s",
        TEXTS,
        values(null, "t", "f"));
    compare(
        LibraryOracle.operator("||", any, Type.TEXT),
        List.of(Type.of(Kind.BPCHAR, 5), Type.TEXT),
        Type.TEXT,
        "%s || %s",
        values(null, "", "ab", "abcde"),
        TEXTS);
    compare(
        LibraryOracle.operator("||", any, Type.TEXT),
        List.of(Type.FLOAT8, Type.TEXT),
        Type.TEXT,
        "%s || %s",
        values(null, "1.5", "1e300", "NaN"),
        TEXTS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"substring", "substr"})
  void substrings(String name) {
    compareFunction(name, List.of(Type.TEXT, Type.INT4), TEXTS, INTS);
    compareFunction(name, List.of(Type.TEXT, Type.INT4, Type.INT4), TEXTS, INTS, INTS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"left", "right", "repeat", "lpad", "rpad"})
  void textAndNumber(String name) {
    List<@Nullable String> numbers =
        name.equals("left") || name.equals("right")
            ? INTS
            : values(null, "-2147483648", "-1", "0", "1", "2", "5", "12");
    compareFunction(name, List.of(Type.TEXT, Type.INT4), TEXTS, numbers);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lpad", "rpad"})
  void padding(String name) {
    compareFunction(
        name,
        List.of(Type.TEXT, Type.INT4, Type.TEXT),
        TEXTS,
        values(null, "-1", "0", "1", "5", "11"),
        values(null, "", "x", "äb", "😀"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "length",
        "char_length",
        "character_length",
        "octet_length",
        "bit_length",
        "upper",
        "lower",
        "initcap",
        "btrim",
        "ltrim",
        "rtrim",
        "reverse",
        "ascii",
        "quote_ident",
        "quote_literal",
        "quote_nullable",
        "unistr",
        "textlen"
      })
  void oneText(String name) {
    compareFunction(name, List.of(Type.TEXT), TEXTS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"length", "char_length", "character_length", "octet_length"})
  void lengthOfChar(String name) {
    compare(
        LibraryOracle.function(name, Type.BPCHAR),
        List.of(Type.of(Kind.BPCHAR, 6)),
        Type.INT4,
        name + "(%s)",
        values(null, "", "a", "a b", "äöü", "abcdef"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"btrim", "ltrim", "rtrim", "position", "strpos", "starts_with", "like", "notlike"})
  void functionsOfTwoTexts(String name) {
    List<@Nullable String> others = values(null, "", "a", "ab", " ", "ü", "abc", "y😀x", "c d");
    if (name.equals("position")) {
      compare(
          LibraryOracle.function(name, Type.TEXT, Type.TEXT),
          List.of(Type.TEXT, Type.TEXT),
          Type.INT4,
          "pg_catalog.position(%s, %s)",
          TEXTS,
          others);
    } else {
      compareFunction(name, List.of(Type.TEXT, Type.TEXT), TEXTS, others);
    }
  }

  @Test
  void likeEscape() {
    compareFunction(
        "like_escape",
        List.of(Type.TEXT, Type.TEXT),
        values(null, "", "a%", "a\\%", "x#%y##z#", "\\\\", "ä_ä%"),
        values(null, "", "\\", "#", "ä", "ab", "%"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"replace", "translate"})
  void functionsOfThreeTexts(String name) {
    List<@Nullable String> others = values(null, "", "a", "ab", " ", "ü", "xyz", "😀");
    compareFunction(name, List.of(Type.TEXT, Type.TEXT, Type.TEXT), TEXTS, others, others);
  }

  @Test
  void overlay() {
    compareOverlay(3, "overlay(%s placing %s from %s)");
    compareOverlay(4, "overlay(%s placing %s from %s for %s)");
  }

  private static void compareOverlay(int arguments, String sql) {
    if (arguments == 3) {
      compare(
          LibraryOracle.function("overlay", Type.TEXT, Type.TEXT, Type.INT4),
          List.of(Type.TEXT, Type.TEXT, Type.INT4),
          Type.TEXT,
          sql,
          TEXTS,
          values(null, "", "XX", "ü"),
          INTS);
    } else {
      compare(
          LibraryOracle.function("overlay", Type.TEXT, Type.TEXT, Type.INT4, Type.INT4),
          List.of(Type.TEXT, Type.TEXT, Type.INT4, Type.INT4),
          Type.TEXT,
          sql,
          TEXTS,
          values(null, "", "XX", "ü"),
          INTS,
          INTS);
    }
  }

  @Test
  void splitPart() {
    compareFunction(
        "split_part",
        List.of(Type.TEXT, Type.TEXT, Type.INT4),
        TEXTS,
        values(null, "", "b", "-", " ", "本"),
        values("-2147483648", "-3", "-1", "0", "1", "2", "3", "9"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"to_hex", "to_oct", "to_bin", "chr"})
  void numbersAsText(String name) {
    compareFunction(
        name,
        List.of(Type.INT4),
        values(null, "-2147483648", "-1", "0", "1", "65", "255", "8364", "128512", "1114112"));
    if (!name.equals("chr")) {
      compareFunction(
          name,
          List.of(Type.INT8),
          values(null, "-9223372036854775808", "-1", "0", "1", "65", "9223372036854775807"));
    }
  }

  @Test
  void variadicConcatenation() {
    Type any = Type.of(Kind.ANY);
    List<Type> three = List.of(Type.TEXT, Type.BOOL, Type.of(Kind.BPCHAR, 4));
    for (String name : List.of("concat", "concat_ws", "format")) {
      compare(
          name.equals("concat")
              ? LibraryOracle.function(name, any)
              : LibraryOracle.function(name, Type.TEXT, any),
          three,
          Type.TEXT,
          name + "(%s, %s, %s)",
          values(null, "", ",", "%s-%s", "%2$s %1$L %I", "%", "%5$s", "ä"),
          values(null, "t", "f"),
          values(null, "", "ab", "a\"c"));
    }
  }

  @Test
  void amongStrings() {
    for (Type to :
        List.of(
            Type.TEXT,
            Type.VARCHAR,
            Type.BPCHAR,
            Type.of(Kind.VARCHAR, 3),
            Type.of(Kind.BPCHAR, 5),
            Type.of(Kind.BPCHAR, 1))) {
      String name = to.equals(Type.BPCHAR) ? "bpchar" : to.sqlName();
      for (Type from : List.of(Type.TEXT, Type.VARCHAR, Type.of(Kind.BPCHAR, 6))) {
        dev.braid.expr.Cast cast = Library.CATALOG.cast(from.kind(), to.kind());
        if (cast != null && cast.function() != null) {
          compare(
              cast.function(),
              List.of(from),
              to,
              "CAST(%s AS " + name + ")",
              from.hasModifier() ? values(null, "", "a", "ab c", "äöü", "abcdef") : TEXTS);
        }
      }
    }
  }

  @Test
  void toStrings() {
    for (Type to : List.of(Type.TEXT, Type.of(Kind.VARCHAR, 3), Type.of(Kind.BPCHAR, 12))) {
      compareCast(Type.BOOL, to, values(null, "t", "f"));
      compareCast(Type.INT4, to, INTS);
      compareCast(Type.INT8, to, INTS);
      compareCast(Type.NUMERIC, to, values(null, "0", "-1.50", "1e20", "NaN", "Infinity"));
      compareCast(Type.FLOAT8, to, values(null, "0", "-1.50", "1e20", "NaN", "-Infinity"));
      compareCast(Type.FLOAT4, to, values(null, "0", "-1.1", "1e20", "NaN"));
      compareCast(Type.DATE, to, values(null, "2024-02-29", "infinity", "0044-03-15 BC"));
      compareCast(Type.TIMESTAMPTZ, to, values(null, "2024-02-29 12:00:00.5+02"));
      compareCast(Type.INTERVAL, to, values(null, "1 year -3 days 04:05:06.7"));
      compareCast(Type.UUID, to, values(null, "00112233-4455-6677-8899-aabbccddeeff"));
      compareCast(Type.BYTEA, to, values(null, "", "\\x00ff", "\\x616263"));
      compareCast(Type.JSONB, to, values(null, "{\"b\":1,\"a\":[1,2]}", "null", "\"x\""));
      compareCast(Type.arrayOf(Type.TEXT), to, values(null, "{}", "{a,NULL,\"b c\"}"));
    }
  }

  @Test
  void fromStrings() {
    List<@Nullable String> inputs =
        values(
            null,
            "",
            " ",
            "1",
            " 1 ",
            "-1",
            "1.5",
            "1e3",
            "t",
            "true",
            "TRUE ",
            "of",
            "o",
            "yes",
            "abc",
            "99999999999",
            "9999999999999999999999",
            "NaN",
            "infinity",
            "2024-02-29",
            "2023-02-29",
            "2024-02-29 12:00:00.123456789",
            "12:34:56",
            "1 day",
            "{}",
            "{1,2}",
            "{1,NULL}",
            "{a",
            "\\x0aFF",
            "\\x0",
            "a\\\\b",
            "{\"a\": 1}",
            "[1, 2]",
            "00112233-4455-6677-8899-aabbccddeeff",
            "0x1F",
            "1_000",
            "$1");
    for (Type to :
        List.of(
            Type.BOOL,
            Type.INT2,
            Type.INT4,
            Type.INT8,
            Type.FLOAT4,
            Type.FLOAT8,
            Type.NUMERIC,
            Type.numeric(4, 1),
            Type.BYTEA,
            Type.DATE,
            Type.TIME,
            Type.TIMESTAMP,
            Type.TIMESTAMPTZ,
            Type.INTERVAL,
            Type.UUID,
            Type.JSON,
            Type.JSONB,
            Type.arrayOf(Type.INT4),
            Type.arrayOf(Type.TEXT))) {
      compareCast(Type.TEXT, to, inputs);
      compareCast(Type.of(Kind.BPCHAR, 7), to, values(null, "", "1", "t", "abc", "{1,2}", "1.5"));
    }
  }
}
