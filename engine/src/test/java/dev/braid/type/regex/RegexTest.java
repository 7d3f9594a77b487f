package dev.braid.type.regex;

import static dev.braid.type.Oracle.q;

import dev.braid.type.Oracle;
import dev.braid.type.PgArray;
import dev.braid.type.Type;
import dev.braid.type.array.ArrayText;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Regular expressions against PostgreSQL: random patterns over random texts.
class RegexTest {
  private static final String[] PARTS = {
    "a",
    "b",
    "c",
    "é",
    ".",
    "|",
    "(",
    ")",
    "(?:",
    "*",
    "+",
    "?",
    "*?",
    "+?",
    "??",
    "{1,2}",
    "{2}",
    "{0,1}?",
    "^",
    "$",
    "[ab]",
    "[^a]",
    "\\w",
    "\\d",
    "\\m",
    "\\M",
    "\\y",
    "\\1",
    "(?=",
    "(?!",
    "(?<=",
    "(a)",
    "(a|ab)",
    "(b*)",
    "(a?)",
    "[[:alpha:]]",
    "\\s",
    "1"
  };

  private final Random random = new Random(11);
  private final Oracle oracle = new Oracle();

  private String text() {
    StringBuilder out = new StringBuilder();
    for (int i = random.nextInt(9); i > 0; i--) {
      out.append("aabbc1 é\nA".charAt(random.nextInt(10)));
    }
    return out.toString();
  }

  private String pattern() {
    StringBuilder out = new StringBuilder();
    int open = 0;
    for (int i = random.nextInt(8); i > 0; i--) {
      String part = PARTS[random.nextInt(PARTS.length)];
      if (part.equals(")") && open == 0 && random.nextInt(20) > 0) {
        continue;
      }
      open += part.startsWith("(") && !part.endsWith(")") ? 1 : part.equals(")") ? -1 : 0;
      out.append(part);
    }
    return out + ")".repeat(Math.max(open, 0));
  }

  private static @Nullable String array(@Nullable Object @Nullable [] parts) {
    return parts == null ? null : ArrayText.format(new PgArray(Type.TEXT, parts), Object::toString);
  }

  @Test
  void randomPatterns() {
    String[] flags = {"", "i", "n", "g", "gi", "p", "w", "x", "q"};
    for (int i = 0; i < 4000; i++) {
      String t = text();
      String p = pattern();
      String f = flags[random.nextInt(flags.length)];
      String g = f.replace("g", "");
      oracle.add(
          "regexp_match(" + q(t) + "," + q(p) + "," + q(g) + ")",
          () -> array(RegexFunctions.match(t, Regex.compile(p, g, () -> {}))));
      oracle.add(
          "regexp_replace(" + q(t) + "," + q(p) + ",'<\\1\\&\\\\x\\>'," + q(f) + ")",
          () ->
              RegexFunctions.replace(
                  t, Regex.compile(p, f, () -> {}), "<\\1\\&\\\\x\\>", 1, f.contains("g") ? 0 : 1));
      oracle.add(
          "regexp_split_to_array(" + q(t) + "," + q(p) + "," + q(g) + ")",
          () -> array(RegexFunctions.split(t, Regex.compile(p, g, () -> {})).toArray()));
      oracle.add(
          "regexp_count(" + q(t) + "," + q(p) + ",2," + q(g) + ")",
          () -> RegexFunctions.count(t, Regex.compile(p, g, () -> {}), 2));
      oracle.add(
          "regexp_instr(" + q(t) + "," + q(p) + ",1,2,1," + q(g) + ",0)",
          () -> RegexFunctions.instr(t, Regex.compile(p, g, () -> {}), 1, 2, 1, 0));
      oracle.add(
          "regexp_substr(" + q(t) + "," + q(p) + ",1,1," + q(g) + ",1)",
          () -> RegexFunctions.substr(t, Regex.compile(p, g, () -> {}), 1, 1, 1));
      oracle.add(q(t) + " ~ " + q(p), () -> Regex.compile(p, "", () -> {}).find(t));
    }
    oracle.check();
  }

  @Test
  void similarPatterns() {
    String[] parts = {
      "a", "b", "%", "_", "[", "]", "^", "(", ")", "#", "\"", "#\"", "\\", "|", ".", "*", "[^a]",
      "é"
    };
    for (int i = 0; i < 4000; i++) {
      StringBuilder out = new StringBuilder();
      for (int n = random.nextInt(8); n > 0; n--) {
        out.append(parts[random.nextInt(parts.length)]);
      }
      String p = out.toString();
      oracle.add("similar_to_escape(" + q(p) + ",'#')", () -> Similar.toRegex(p, "#"));
    }
    oracle.check();
  }
}
