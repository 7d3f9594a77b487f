package dev.braid.type.json;

import static dev.braid.type.Oracle.q;

import dev.braid.type.Oracle;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// json and jsonb against PostgreSQL over random values and random garbage.
class JsonTest {
  private final Random random = new Random(3);
  private final Oracle oracle = new Oracle();

  private String value(int depth) {
    int kind = random.nextInt(depth > 2 ? 5 : 9);
    String[] scalars = {
      "null",
      "true",
      "false",
      "1",
      "1.0",
      "-0",
      "1.50e-3",
      "2E2",
      "\"a\"",
      "\"b\"",
      "\"\\u00e9\\n\"",
      "\"\"",
      "\"😀\""
    };
    if (kind < 5) {
      return scalars[random.nextInt(scalars.length)];
    }
    List<String> parts = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      String key =
          kind < 7
              ? ""
              : "\"" + new String[] {"a", "b", "aa", "é", ""}[random.nextInt(5)] + "\" : ";
      parts.add(key + value(depth + 1));
    }
    String inner = String.join(random.nextBoolean() ? " , " : ",", parts);
    return kind < 7 ? "[" + inner + "]" : "{" + inner + "}";
  }

  @Test
  void functions() {
    for (int i = 0; i < 700; i++) {
      String a = value(0);
      String b = value(1);
      String ja = "'" + a + "'::jsonb";
      String jb = "'" + b + "'::jsonb";
      String na = "'" + a + "'::json";
      String[] path = {
        new String[] {"a", "0", "-1", "b"}[random.nextInt(4)],
        new String[] {"a", "1", "-2", ""}[random.nextInt(4)]
      };
      String sp = "ARRAY['" + path[0] + "','" + path[1] + "']";
      String[] one = {path[0]};
      String so = "ARRAY['" + path[0] + "']";
      oracle.add(ja, () -> Json.jsonb(a));
      oracle.add(
          "sign(jsonb_cmp(" + ja + "," + jb + "))", () -> Integer.signum(Json.compare(a, b)));
      oracle.add(ja + " @> " + jb, () -> JsonbFunctions.contains(a, b));
      oracle.add(ja + " || " + jb, () -> JsonbFunctions.concat(a, b));
      oracle.add(ja + " ? 'a'", () -> JsonbFunctions.exists(a, "a"));
      oracle.add(ja + " -> 'a'", () -> JsonbFunctions.get(a, "a"));
      oracle.add(ja + " ->> 'a'", () -> JsonbFunctions.getText(a, "a"));
      oracle.add(ja + " -> -1", () -> JsonbFunctions.get(a, -1));
      oracle.add(ja + " ->> 0", () -> JsonbFunctions.getText(a, 0));
      oracle.add(ja + " #> " + sp, () -> JsonbFunctions.extract(a, path));
      oracle.add(ja + " #>> " + so, () -> JsonbFunctions.extractText(a, one));
      oracle.add(ja + " - 'a'::text", () -> JsonbFunctions.delete(a, "a"));
      oracle.add(ja + " - 1", () -> JsonbFunctions.delete(a, 1));
      oracle.add(ja + " #- " + sp, () -> JsonbFunctions.deletePath(a, path));
      oracle.add(
          "jsonb_set(" + ja + "," + sp + "," + jb + ")",
          () -> JsonbFunctions.set(a, path, b, true));
      oracle.add(
          "jsonb_set(" + ja + "," + so + "," + jb + ",false)",
          () -> JsonbFunctions.set(a, one, b, false));
      oracle.add(
          "jsonb_insert(" + ja + "," + so + "," + jb + ",true)",
          () -> JsonbFunctions.insert(a, one, b, true));
      oracle.add(
          "jsonb_insert(" + ja + "," + sp + "," + jb + ")",
          () -> JsonbFunctions.insert(a, path, b, false));
      oracle.add("jsonb_pretty(" + ja + ")", () -> JsonbFunctions.pretty(a));
      oracle.add("jsonb_strip_nulls(" + ja + ")", () -> JsonbFunctions.stripNulls(a, false));
      oracle.add("json_strip_nulls(" + na + ")", () -> JsonFunctions.stripNulls(a, false));
      oracle.add("jsonb_typeof(" + ja + ")", () -> JsonbFunctions.typeOf(a));
      oracle.add("jsonb_array_length(" + ja + ")", () -> JsonbFunctions.arrayLength(a));
      oracle.add(na + " -> 'a'", () -> JsonFunctions.get(a, "a"));
      oracle.add(na + " ->> 'a'", () -> JsonFunctions.getText(a, "a"));
      oracle.add(na + " -> -1", () -> JsonFunctions.get(a, -1));
      oracle.add(na + " #> " + sp, () -> JsonFunctions.extract(a, path));
      oracle.add(na + " #>> " + so, () -> JsonFunctions.extractText(a, one));
      oracle.add(
          "(SELECT string_agg(x::text,';') FROM jsonb_array_elements(" + ja + ") x)",
          () -> joined(JsonbFunctions.arrayElements(a, false)));
      oracle.add(
          "(SELECT string_agg(x::text,';') FROM json_array_elements(" + na + ") x)",
          () -> joined(JsonFunctions.arrayElements(a, false)));
      oracle.add(
          "(SELECT string_agg(x,';') FROM jsonb_object_keys(" + ja + ") x)",
          () -> joined(JsonbFunctions.objectKeys(a)));
      oracle.add(
          "(SELECT string_agg(x,';') FROM json_object_keys(" + na + ") x)",
          () -> joined(JsonFunctions.objectKeys(a)));
    }
    oracle.check();
  }

  private static String joined(List<?> parts) {
    return parts.isEmpty() ? null : String.join(";", parts.stream().map(String::valueOf).toList());
  }

  @Test
  void garbage() {
    String[] parts = {
      "{", "}", "[", "]", ",", ":", "\"a\"", "1", "-", "01", "1.", "tru", "null", " ", "\"",
      "\\u00", "\\ud83d", "\\ude00", "\\u0000", "\\x", "é", "e5", "\n", "+", "_"
    };
    for (int i = 0; i < 5000; i++) {
      StringBuilder out = new StringBuilder();
      for (int n = random.nextInt(7); n > 0; n--) {
        out.append(parts[random.nextInt(parts.length)]);
      }
      String s = out.toString();
      oracle.add(q(s) + "::json", () -> Json.json(s));
      oracle.add(q(s) + "::jsonb", () -> Json.jsonb(s));
    }
    oracle.check();
  }
}
