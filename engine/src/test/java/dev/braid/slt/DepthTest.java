package dev.braid.slt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.testing.Routes;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Statements that are deep or long: an answer, or a refusal with a SQLSTATE of its own (54001),
/// but never an internal error.
class DepthTest {
  @TempDir static Path folder;
  private static Routes routes;

  /// A statement of a size: `first` so many times, then `last` as often.
  record Deep(
      String name,
      String before,
      String first,
      String middle,
      String last,
      String after,
      int times) {
    String sql() {
      return before + first.repeat(times) + middle + last.repeat(times) + after;
    }

    @Override
    public String toString() {
      return times + " " + name;
    }
  }

  static final List<Deep> SHAPES =
      List.of(
          deep("parentheses", "SELECT ", "(", "1", ")", "", 10_000),
          deep("parentheses", "SELECT ", "(", "1", ")", "", 100_000),
          deep("signs", "SELECT ", "- ", "1", "", "", 50_000),
          deep("negations", "SELECT ", "NOT ", "true", "", "", 50_000),
          deep("calls", "SELECT ", "abs(", "1", ")", "", 10_000),
          deep("CASEs", "SELECT ", "CASE WHEN true THEN ", "1", " END", "", 10_000),
          deep("subqueries", "", "SELECT (", "SELECT 1", ")", "", 5_000),
          deep("queries in FROM", "", "SELECT * FROM (", "SELECT 1", ") x", "", 5_000),
          deep("arrays", "SELECT ", "ARRAY[", "1", "]", "", 5_000),
          deep("arrays of json", "SELECT '", "[", "", "]", "'::json", 100_000),
          deep("arrays of jsonb", "SELECT '", "[", "", "]", "'::jsonb", 100_000),
          deep("objects of jsonb", "SELECT '", "{\"a\":", "1", "}", "'::jsonb", 100_000),
          deep("groups of a pattern", "SELECT 'a' ~ '", "(", "a", ")", "'", 10_000),
          deep("braces of an array", "SELECT '", "{", "", "}", "'::int[]", 10_000),
          deep("ANDs", "SELECT true", " AND true", "", "", "", 50_000),
          deep("ORs", "SELECT 1 = 2", " OR 1 = 2", "", "", "", 20_000),
          deep("sums", "SELECT 1", " + 1", "", "", "", 50_000),
          deep("strings", "SELECT 'a'", " || 'a'", "", "", "", 20_000),
          deep("members of a list", "SELECT 1 IN (2", ", 2", "", "", ")", 100_000),
          deep("UNIONs", "SELECT 1", " UNION ALL SELECT 1", "", "", "", 5_000),
          deep(
              "joins",
              "SELECT 1 FROM (VALUES (1)) v0",
              " NATURAL JOIN (VALUES (1)) v",
              "",
              "",
              "",
              2_000),
          deep("rows of VALUES", "VALUES (1)", ", (1)", "", "", "", 50_000));

  private static Deep deep(
      String name,
      String before,
      String first,
      String middle,
      String last,
      String after,
      int times) {
    return new Deep(name, before, first, middle, last, after, times);
  }

  @BeforeAll
  static void open() {
    routes = new Routes(folder);
  }

  @AfterAll
  static void close() {
    routes.close();
  }

  @ParameterizedTest
  @FieldSource("SHAPES")
  void isAnsweredOrRefused(Deep deep) {
    String state = routes.files(deep.sql()).sqlState();
    if (state != null) {
      assertThat(state).isIn("54001", "0A000");
    }
  }

  @ParameterizedTest
  @FieldSource("SHAPES")
  void ofThirtyLevelsIsAnsweredAsTheServerDoes(Deep deep) {
    Deep less = deep(deep.name, deep.before, deep.first, deep.middle, deep.last, deep.after, 30);
    if (!less.name.contains("arrays") && !less.name.contains("braces")) {
      assertThat(routes.difference(less.sql(), false)).isNull();
    }
  }
}
