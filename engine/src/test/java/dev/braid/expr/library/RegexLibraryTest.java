package dev.braid.expr.library;

import static dev.braid.expr.library.LibraryOracle.compareFunction;
import static dev.braid.expr.library.LibraryOracle.compareOperator;
import static dev.braid.expr.library.LibraryOracle.values;

import dev.braid.type.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegexLibraryTest {
  private static final Type T = Type.TEXT;
  private static final Type N = Type.INT4;
  private static final List<@Nullable String> TEXTS =
      values(null, "", "abc", "aXbXc", "foobarbequebaz", "Äpfel und äpfel", "a.b", "line1\nline2");
  private static final List<@Nullable String> PATTERNS =
      values(
          null,
          "",
          "b",
          "^a",
          "c$",
          "[a-c]+",
          "(b[^b]+)(b[^b]+)",
          "x|X",
          "ä",
          "\\w+",
          "(",
          ".*?",
          "a{2,1}",
          "\\.",
          "(foo)?(zzz)?");
  private static final List<@Nullable String> FLAGS =
      values(null, "", "i", "g", "gi", "n", "q", "?");
  private static final List<@Nullable String> NUMBERS = values(null, "-1", "0", "1", "2", "50");

  @ParameterizedTest
  @ValueSource(strings = {"~", "!~", "~*", "!~*"})
  void operators(String symbol) {
    compareOperator(symbol, List.of(T, T), TEXTS, PATTERNS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "substring",
        "regexp_like",
        "regexp_match",
        "regexp_count",
        "regexp_instr",
        "regexp_substr",
        "regexp_split_to_array"
      })
  void textAndPattern(String name) {
    compareFunction(name, List.of(T, T), TEXTS, PATTERNS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"regexp_like", "regexp_match", "regexp_split_to_array"})
  void withFlags(String name) {
    compareFunction(name, List.of(T, T, T), TEXTS, PATTERNS, FLAGS);
  }

  @Test
  void withNumbers() {
    compareFunction("regexp_count", List.of(T, T, N), TEXTS, PATTERNS, NUMBERS);
    compareFunction("regexp_count", List.of(T, T, N, T), TEXTS, PATTERNS, NUMBERS, FLAGS);
    for (String name : List.of("regexp_instr", "regexp_substr")) {
      compareFunction(name, List.of(T, T, N), TEXTS, PATTERNS, NUMBERS);
      compareFunction(name, List.of(T, T, N, N), TEXTS, PATTERNS, NUMBERS, NUMBERS);
    }
    compareFunction(
        "regexp_substr", List.of(T, T, N, N, T), TEXTS, PATTERNS, NUMBERS, NUMBERS, FLAGS);
    compareFunction(
        "regexp_substr",
        List.of(T, T, N, N, T, N),
        TEXTS,
        PATTERNS,
        NUMBERS,
        NUMBERS,
        FLAGS,
        NUMBERS);
    compareFunction(
        "regexp_instr", List.of(T, T, N, N, N), TEXTS, PATTERNS, NUMBERS, NUMBERS, NUMBERS);
    compareFunction(
        "regexp_instr",
        List.of(T, T, N, N, N, T),
        TEXTS,
        PATTERNS,
        NUMBERS,
        NUMBERS,
        NUMBERS,
        FLAGS);
    compareFunction(
        "regexp_instr",
        List.of(T, T, N, N, N, T, N),
        TEXTS,
        PATTERNS,
        values("1", "2"),
        values("1", "2"),
        values("0", "1"),
        values("", "i"),
        NUMBERS);
  }

  @Test
  void replace() {
    List<@Nullable String> replacements = values(null, "", "X", "[\\&]", "\\2\\1", "\\\\", "\\");
    List<@Nullable String> flags = values(null, "", "g", "i", "2", "?");
    compareFunction("regexp_replace", List.of(T, T, T), TEXTS, PATTERNS, replacements);
    compareFunction("regexp_replace", List.of(T, T, T, T), TEXTS, PATTERNS, replacements, flags);
    compareFunction("regexp_replace", List.of(T, T, T, N), TEXTS, PATTERNS, replacements, NUMBERS);
    compareFunction(
        "regexp_replace", List.of(T, T, T, N, N), TEXTS, PATTERNS, replacements, NUMBERS, NUMBERS);
    compareFunction(
        "regexp_replace",
        List.of(T, T, T, N, N, T),
        TEXTS,
        PATTERNS,
        replacements,
        NUMBERS,
        NUMBERS,
        FLAGS);
  }

  @Test
  void similar() {
    List<@Nullable String> patterns =
        values(null, "", "abc", "a%", "(b|d)%", "#_x", "a[b-d]_", "x#\"y#\"z", "\\%");
    compareFunction("similar_to_escape", List.of(T), patterns);
    List<@Nullable String> escapes = values(null, "", "#", "\\", "ab");
    compareFunction("similar_to_escape", List.of(T, T), patterns, escapes);
    compareFunction("similar_escape", List.of(T, T), patterns, escapes);
  }
}
